"""What a cell may not begin with: a spreadsheet would take the text for a formula (OWASP, CSV injection)."""

STARTS = ("=", "+", "-", "@", "\t", "\r")


def as_text(value: object) -> str:
    """A text that stays one in a file without types, such as CSV."""
    text = str(value)
    return f"'{text}" if text.startswith(STARTS) else text

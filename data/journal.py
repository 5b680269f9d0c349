"""The log for an operator: one JSON object a line, in which nothing secret and no number of a person stands."""

import datetime as dt
import json
import logging
import re
from collections.abc import Iterable
from logging.handlers import WatchedFileHandler
from urllib.parse import quote, unquote

# What is hidden, and what stands in its place. Order counts: an address with a password looks like an e-mail address.
_HIDDEN = (
    # Up to the last @: a password that nobody wrote with per cent signs may hold one, or a slash.
    (re.compile(r"(\w[\w+.-]*://[^\s:/@]*):\S*@"), r"\1:***@"),
    (re.compile(r"(_streamlit_\w+)=[^\s;]+"), r"\1=***"),
    (re.compile(r"(?i)\b((?:set-)?cookie|authorization)(['\"]?\s*[:=]\s*)[^\r\n]+"), r"\1\2***"),
    (
        re.compile(
            r"(?i)\b(\w*(?:password|passwd|kata_sandi|secret|token|api_key))(['\"]?\s*[:=]\s*)['\"]?[^\s'\",;&]+"
        ),
        r"\1\2***",
    ),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "<surel>"),
    # NIK has 16 digits, also when written in groups, and KPJ 11; grouped, 11 digits are the code of a desa.
    (re.compile(r"(?<!\w)(?:\d{11,16}|\d(?:[ .-]?\d){15})(?!\w)"), "<nomor>"),
)
_THEIRS = ("streamlit", "uvicorn")
# What is shorter stands in other words by chance; where a secret is expected it is hidden all the same.
_SHORTEST = 4


def redact(text: str, known: Iterable[str] = ()) -> str:
    """The text without passwords, tokens, cookies, e-mail addresses, and numbers as long as a NIK or KPJ.

    known: secrets of this process, which are hidden wherever they stand.
    """
    for secret in known:
        text = text.replace(secret, "***")
    for pattern, instead in _HIDDEN:
        text = pattern.sub(instead, text)
    return text


class JsonLines(logging.Formatter):
    """waktu (UTC), tingkat, asal, pesan, and when there is one: kejadian (incident number), jenis, rincian.

    secrets: of this process, as in settings; hidden as they are and as in an address, with per cent signs or without.
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        forms = {form for secret in secrets for form in (secret, unquote(secret), quote(secret, safe=""))}
        # A secret may hold another one.
        self.known = sorted((form for form in forms if len(form) >= _SHORTEST), key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        """One line; the traceback of a fault is in 'rincian'."""
        told = {
            "waktu": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "tingkat": record.levelname,
            "asal": record.name,
            "pesan": redact(record.getMessage(), self.known),
            "kejadian": getattr(record, "kejadian", None),
            "jenis": record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None,
            "rincian": redact(self.formatException(record.exc_info), self.known) if record.exc_info else None,
        }
        return json.dumps({name: value for name, value in told.items() if value is not None}, ensure_ascii=False)


def start(path: str, secrets: Iterable[str] = ()) -> None:
    """Write everything, also what Streamlit and uvicorn say, to one stream. secrets: as in ``JsonLines``.

    path: '' for the standard error stream; when the file is moved away, as logrotate does, a new one is begun.
    """
    handler = WatchedFileHandler(path, encoding="utf-8") if path else logging.StreamHandler()
    handler.setFormatter(JsonLines(secrets))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    for name in list(logging.root.manager.loggerDict):
        if name.split(".")[0] in _THEIRS:
            theirs = logging.getLogger(name)
            theirs.handlers.clear()
            theirs.propagate = True
    # A visitor who sends rubbish is hung up on; that is no fault of the program.
    logging.getLogger("uvicorn.error").addFilter(lambda record: "Invalid UTF-8" not in str(record.msg))
    # Addresses that were asked for: noise for an operator, and the secret of a wall link is one.
    logging.getLogger("uvicorn.access").addFilter(lambda _: False)

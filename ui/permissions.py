"""Who may do what: the one table that every door asks. What is not written here is refused.

A row is a screen (its address, '' is the first one; or '*' for the whole program) and an action on it.
"""

from collections.abc import Mapping

ROLES = ("anonymous", "viewer", "operator", "admin")
ANONYMOUS, VIEWER, OPERATOR, ADMIN = ROLES
_READERS = frozenset({VIEWER, OPERATOR, ADMIN})
_CHANGERS = frozenset({OPERATOR, ADMIN})
_KEEPERS = frozenset({ADMIN})

MATRIX: Mapping[tuple[str, str], frozenset[str]] = {
    ("", "see"): _READERS,
    ("", "download"): _READERS,
    ("kecamatan", "see"): _READERS,
    ("kecamatan", "download"): _READERS,
    ("klaim", "see"): _READERS,
    ("klaim", "download"): _READERS,
    ("belum-terlindungi", "see"): _READERS,
    ("belum-terlindungi", "download"): _READERS,
    ("rencana", "see"): _READERS,
    ("rencana", "download"): _READERS,
    ("rencana", "change"): _CHANGERS,
    ("skenario", "see"): _READERS,
    ("skenario", "download"): _READERS,
    ("atur-proyektor", "see"): _READERS,
    ("proyektor", "see"): _READERS,
    ("kendali", "see"): _READERS,
    # Who has the code of the stage: it is made for each programme and stands in its link alone.
    ("kendali", "command"): _READERS,
    ("sumber", "see"): _READERS,
    ("sumber", "download"): _READERS,
    ("unggah", "see"): _CHANGERS,
    ("unggah", "download"): _CHANGERS,
    ("unggah", "hand in"): _CHANGERS,
    ("unggah", "check"): _CHANGERS,
    ("unggah", "load"): _CHANGERS,
    ("unggah", "undo"): _CHANGERS,
    ("unggah", "redo"): _CHANGERS,
    ("pengelola", "see"): _KEEPERS,
    ("pengelola", "see wall links"): _KEEPERS,
    ("pengelola", "revoke wall link"): _KEEPERS,
    ("pengelola", "health"): _KEEPERS,
}


def may(role: str, screen: str, action: str = "see") -> bool:
    """Whether a role may do something on a screen; an unknown role is anonymous, an unknown row is refused."""
    known = role if role in ROLES else ANONYMOUS
    return known in MATRIX.get((screen, action), frozenset())

"""The log for an operator: one JSON object a line, in which nothing secret and no number of a person stands."""

import datetime as dt
import json
import logging
import re

# What is hidden, and what stands in its place. Order counts: an address with a password looks like an e-mail address.
_HIDDEN = (
    (re.compile(r"(\w[\w+.-]*://[^\s:/@]*):[^\s/]*@"), r"\1:***@"),
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


def redact(text: str) -> str:
    """The text without passwords, tokens, cookies, e-mail addresses, and numbers as long as a NIK or KPJ."""
    for pattern, instead in _HIDDEN:
        text = pattern.sub(instead, text)
    return text


class JsonLines(logging.Formatter):
    """waktu (UTC), tingkat, asal, pesan, and when there is one: kejadian (incident number), jenis, rincian."""

    def format(self, record: logging.LogRecord) -> str:
        """One line; the traceback of a fault is in 'rincian'."""
        told = {
            "waktu": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "tingkat": record.levelname,
            "asal": record.name,
            "pesan": redact(record.getMessage()),
            "kejadian": getattr(record, "kejadian", None),
            "jenis": record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None,
            "rincian": redact(self.formatException(record.exc_info)) if record.exc_info else None,
        }
        return json.dumps({name: value for name, value in told.items() if value is not None}, ensure_ascii=False)


def start(path: str) -> None:
    """Write everything, also what Streamlit and uvicorn say, to one stream. path: '' for the standard error stream."""
    handler = logging.FileHandler(path, encoding="utf-8") if path else logging.StreamHandler()
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    for name in list(logging.root.manager.loggerDict):
        if name.split(".")[0] in _THEIRS:
            theirs = logging.getLogger(name)
            theirs.handlers.clear()
            theirs.propagate = True
    # Addresses that were asked for: noise for an operator, and the secret of a wall link is one.
    logging.getLogger("uvicorn.access").addFilter(lambda _: False)

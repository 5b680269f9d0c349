"""Faults that a person is told of: by a number, under which the log holds the rest."""

import logging
import secrets

log = logging.getLogger("dasbor")


def note(error: Exception) -> str:
    """Write a fault into the log. Returns its incident number."""
    incident = secrets.token_hex(3).upper()
    log.error("Kejadian %s", incident, exc_info=error, extra={"kejadian": incident})
    return incident

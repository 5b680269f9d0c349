"""Who may come in, as this installation chose it: the settings as plain values, for the door in ui."""

from typing import Any

from data import settings


def choices() -> dict[str, Any]:
    """The settings of sign-in by the names of ``ui.identity.Rules``. Raises SettingError."""
    return {
        "masuk": settings.way_in(),
        "dipercaya": settings.open_network(),
        "unggah": settings.upload_allowed(),
        "proksi_tepercaya": settings.trusted_proxies(),
        "proksi_identitas": settings.identity_header(),
        "proksi_peran": settings.role_header(),
        "peran_klaim": settings.role_claim(),
        "peran_nilai": settings.role_values(),
        "daftar": settings.role_lists(),
        "peran_bawaan": settings.default_role(),
        "sesi_jam": settings.session_hours(),
        "forwarded_allow_ips": settings.forwarders(),
    }


def way_in() -> str:
    """How people come in: '' (not asked), 'oidc', 'proksi' or 'tautan'."""
    return settings.way_in()

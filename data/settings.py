"""What an installation may choose. The only place that reads the environment.

Each setting comes from the environment, else from ``.streamlit/secrets.toml``, else from the default here.
"""

import os
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECRETS_FILE = ROOT / ".streamlit" / "secrets.toml"
EMBEDDED_DATABASE = ROOT / "data" / "dashboard.db"


class SettingError(ValueError):
    """A setting that cannot be used. The message is one sentence in Bahasa Indonesia, without its value."""


def read(name: str, default: str) -> str:
    """The value of one setting; empty values count as absent. Raises SettingError when secrets.toml is malformed."""
    if value := os.environ.get(name, "").strip():
        return value
    if SECRETS_FILE.is_file():
        try:
            secrets = tomllib.loads(SECRETS_FILE.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError):
            raise SettingError("Berkas .streamlit/secrets.toml tidak dapat dibaca: periksa penulisannya.") from None
        if value := str(secrets.get(name, "")).strip():
            return value
    return default


def whole_number(name: str, default: int) -> int:
    """A setting that counts something. Raises SettingError unless it is a positive whole number."""
    value = read(name, str(default))
    if not value.isascii() or not value.isdigit() or int(value) == 0:
        raise SettingError(f"Pengaturan {name} harus bilangan bulat lebih dari nol.")
    return int(value)


def database_url() -> str:
    """The shared database; by default the embedded SQLite file."""
    return read("DATABASE_URL", f"sqlite:///{EMBEDDED_DATABASE}")


def database_passwords() -> list[str]:
    """Every password of the database that this process knows, as it is written; for the log to hide."""
    url = database_url()
    # Up to the last @: a password that nobody wrote with per cent signs may hold one.
    written = re.findall(r"^[^:]*://[^:@/]*:(.+)@", url) + re.findall(r"[?&]password=([^&]+)", url)
    return [*written, *filter(None, [os.environ.get("PGPASSWORD")])]


def kabupaten() -> str:
    """The Kemendagri code of the regency or city that this dashboard shows."""
    return read("KABUPATEN", "35.05")


def refresh_seconds() -> int:
    """After how many seconds everything is read anew, also when no load tells that anything changed."""
    return whole_number("SEGARKAN_DETIK", 300)


def stale_after_days() -> int:
    """How old the newest position may be, in days after its month's end, before the screens warn."""
    return whole_number("BATAS_USIA_DATA_HARI", 62)


def member_jump_percent() -> int:
    """By how many percent members may differ from the month before, per kecamatan, before a load asks."""
    return whole_number("LONJAKAN_PESERTA_PERSEN", 25)


def claim_jump_percent() -> int:
    """By how many percent the rupiah paid in a month may differ from the month before, before a load asks."""
    return whole_number("LONJAKAN_KLAIM_PERSEN", 100)


def attainment_cuts() -> tuple[float, ...]:
    """Where the classes rendah, sedang and tinggi of attainment begin, in percent; below the first is sangat rendah.

    No official cut-offs were found. Raises SettingError unless they are three rising numbers from above 0 to 100.
    """
    try:
        cuts = tuple(float(part) for part in _parts(read("KELAS_CAPAIAN_PERSEN", "30, 50, 70")))
    except ValueError:
        cuts = ()
    if len(cuts) != 3 or not 0 < cuts[0] < cuts[1] < cuts[2] <= 100:
        raise SettingError("Pengaturan KELAS_CAPAIAN_PERSEN harus tiga angka yang naik: misalnya 30, 50, 70.")
    return cuts


def assumed_wage() -> int:
    """The monthly wage in rupiah by which a contribution that is a share of it is worked out where no wage is told.

    At 2.000.000 the 0,54% of PU is Rp10.800, what village bodies were reported to pay for theirs.
    """
    return whole_number("UPAH_ANGGAPAN_RP", 2_000_000)


def upload_allowed() -> bool:
    """Whether the upload screen may be opened, on this machine only."""
    return read("UNGGAH", "tidak").casefold() in ("ya", "1")


def way_in() -> str:
    """How people sign in: '' for not at all, 'oidc', 'proksi' or 'tautan'."""
    return read("MASUK", "").casefold()


def open_network() -> str:
    """The sentence by which an installation says that everybody who reaches the dashboard may look."""
    return read("AKSES_TERBUKA", "")


def trusted_proxies() -> tuple[str, ...]:
    """The addresses or networks of the reverse proxies whose identity header is believed."""
    return tuple(_parts(read("PROKSI_TEPERCAYA", "")))


def identity_header() -> str:
    """The header in which the proxy says who somebody is."""
    return read("PROKSI_IDENTITAS", "")


def role_header() -> str:
    """The header in which the proxy says somebody's roles."""
    return read("PROKSI_PERAN", "")


def role_claim() -> str:
    """The claim of the sign-in token whose values are role names."""
    return read("PERAN_KLAIM", "")


def role_values() -> dict[str, str]:
    """Which value of that claim, or of the proxy's header, means which role; {} when they are the roles' own names."""
    pairs = [part.rpartition("=") for part in _parts(read("PERAN_NILAI", "").casefold())]
    return {value.strip(): role.strip() for value, _, role in pairs}


def role_lists() -> dict[str, frozenset[str]]:
    """Who has which role by name: e-mail, subject, or what the proxy says, in lower case."""
    lists = {"viewer": read("VIEWER", ""), "operator": read("OPERATOR", ""), "admin": read("ADMIN", "")}
    return {role: frozenset(_parts(listed.casefold())) for role, listed in lists.items()}


def default_role() -> str:
    """The role of those who signed in and are on no list; '' for none."""
    return read("PERAN_BAWAAN", "").casefold()


def session_hours() -> int:
    """How many hours a sign-in lasts."""
    return whole_number("SESI_JAM", 12)


def forwarders() -> str:
    """The setting of the web server uvicorn whose X-Forwarded-For it takes for the address of the visitor."""
    return read("FORWARDED_ALLOW_IPS", "")


def state_folder() -> Path:
    """Where this machine keeps what must outlive a process but is not in the database."""
    return Path(read("FOLDER_KEADAAN", str(ROOT / "data" / "keadaan")))


def host_names() -> frozenset[str]:
    """The host names that this installation answers to, in lower case; none for only those of its own machine."""
    return frozenset(_parts(read("NAMA_HOST", "").casefold()))


def journal_file() -> str:
    """The file that the log is appended to; '' for the standard error stream."""
    return read("CATATAN", "")


def slow_statement_milliseconds() -> int:
    """How long a statement may take before the log tells of it."""
    return whole_number("LAMBAT_MILIDETIK", 500)


def _parts(listed: str) -> list[str]:
    return [part.strip() for part in listed.split(",") if part.strip()]

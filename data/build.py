"""Make the database ready: tables, reference rows, sample data. Safe to repeat."""

from collections.abc import Callable

from alembic.migration import MigrationContext
from sqlalchemy import Connection, func, select

from data import history, migrate, reference, roles, sample, settings, snapshot
from data.schema import desa, kecamatan


def build(connection: Connection, say: Callable[[str], None]) -> None:
    """Create or upgrade the tables and store what the program brings, inside the caller's transaction.

    ``say`` is told each step as it begins and what it did, and which acts on loads were cut short, in Bahasa Indonesia.
    Raises DatabaseUnavailable for the snapshot of another regency.
    """
    snapshot.refuse_another(connection)
    before = _revision(connection)
    say("Menyiapkan tabel …")
    migrate.upgrade(connection)
    roles.grant(connection)
    after = _revision(connection)
    say("Tabel sudah yang terbaru." if before == after else f"Tabel diperbarui ke versi {after}.")

    say("Memuat data acuan …")
    reference.store(connection)
    areas = [connection.scalar(select(func.count()).select_from(table)) for table in (kecamatan, desa)]
    say(f"Data acuan: {areas[0]} kecamatan, {areas[1]} desa dan kelurahan.")

    say("Memuat data contoh …")
    added = sample.store(connection)
    say(f"Data contoh dimuat: {', '.join(added)}." if added else "Data contoh tidak berubah.")

    kabupaten = settings.kabupaten()
    told = [*history.interrupted(connection, kabupaten), history.last(connection, kabupaten)]
    for sentence in dict.fromkeys(filter(None, told)):
        say(sentence)


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()

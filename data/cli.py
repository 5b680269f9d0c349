"""The commands of ``python -m data``. What they do lives in the modules that they call; here it is only told."""

import datetime as dt
import functools
from collections.abc import Callable
from pathlib import Path

import click
from sqlalchemy.exc import DBAPIError, IntegrityError

from data import acts, indonesian, loads, settings, status
from data import boundaries as boundary_file
from data.build import build as build_database
from data.engine import DatabaseUnavailable, engine, explain
from data.loading import files, klaim, plan, recognise
from data.loading.cells import MONTHS
from data.loading.faults import Refused
from data.loading.names import Reference, reference
from data.loading.plan import Plan, Source, Summary
from data.loading.tables import grouped
from data.transaction import transaction

ORIGINS = {"contoh": "data contoh", "acuan": "data acuan", "berkas": "berkas"}
MOST_FAULTS = 500
REFUSED, USAGE, UNAVAILABLE = 1, 2, 3
EXIT_CODES = """\b
Kode keluar:
  0  berhasil, termasuk bila berkas sudah dimuat dan tidak ada yang berubah
  1  berkas ditolak; tidak ada yang berubah
  2  perintah atau pengaturan keliru
  3  basis data tidak dapat dipakai"""

Reading = Callable[[bytes, Reference, Source], Plan]
progress = functools.partial(click.echo, err=True)


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code (see EXIT_CODES). Expected faults end in sentences, not tracebacks."""
    try:
        commands.main(arguments, prog_name="python -m data", standalone_mode=False)
    except Refused as refusal:
        return _fail(REFUSED, *_fault_lines(refusal))
    except click.exceptions.NoArgsIsHelpError as help_text:
        return _fail(USAGE, help_text.message)
    except click.UsageError as error:
        return _fail(USAGE, indonesian.explain(error))
    except settings.SettingError as error:
        return _fail(USAGE, str(error))
    except acts.Busy as error:
        return _fail(REFUSED, str(error))
    except DatabaseUnavailable as error:
        return _fail(UNAVAILABLE, str(error))
    except IntegrityError:
        raise
    except DBAPIError as error:
        return _fail(UNAVAILABLE, str(explain(error)))
    except click.Abort:
        return _fail(REFUSED, "Dihentikan; tidak ada yang berubah.")
    return 0


@click.group(
    cls=indonesian.Group, epilog=EXIT_CODES, options_metavar="[PILIHAN]", subcommand_metavar="PERINTAH [ARGUMEN]..."
)
def commands() -> None:
    """Siapkan basis data dasbor, muat berkas, dan lihat apa yang sudah dimuat."""


@commands.command(options_metavar="[PILIHAN]", short_help="Buat atau perbarui basis data.")
def build() -> None:
    """Buat atau perbarui basis data, beserta data acuan dan data contoh. Aman diulang."""
    with transaction(schema_change=True) as connection:
        build_database(connection, progress)
    click.echo("Basis data siap.")


@commands.command("status", options_metavar="[PILIHAN]", short_help="Tampilkan apa yang sudah dimuat.")
def show_status() -> None:
    """Tampilkan apa yang sudah dimuat, dengan jumlah per subjek."""
    with engine().connect() as connection:
        subjects = status.overview(connection, settings.kabupaten())
    click.echo(
        "\n".join(map(_subject_text, subjects)) if subjects else "Belum ada data: jalankan python -m data build."
    )


@commands.command(options_metavar="[PILIHAN]", epilog=EXIT_CODES, short_help="Muat berkas kantor cabang.")
@click.argument("berkas", metavar="BERKAS", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Periksa dan tampilkan jumlahnya saja; tidak ada yang disimpan.")
@click.option(
    "--oleh", metavar="KANTOR", default="Operator dasbor", help="Kantor yang menyerahkan berkas, bukan nama orang."
)
@click.option(
    "--lingkup",
    metavar="LINGKUP",
    type=click.Choice(list(klaim.SCOPES)),
    help=f"Cakupan klaim bila berkas tidak menyebutnya: {', '.join(klaim.SCOPES)}.",
)
def load(berkas: Path, dry_run: bool, oleh: str, lingkup: str | None) -> None:
    """Muat berkas kantor cabang: rekap kepesertaan atau tabel klaim (.xlsx atau .csv)."""
    _load_file(berkas, recognise.plan, oleh=oleh, lingkup=lingkup, dry_run=dry_run)


@commands.command(options_metavar="[PILIHAN]", epilog=EXIT_CODES, short_help="Muat batas wilayah untuk peta.")
@click.argument("berkas", metavar="BERKAS.geojson", type=click.Path(path_type=Path))
@click.option("--oleh", metavar="KANTOR", default="Operator dasbor", help="Kantor yang menyerahkan berkas.")
def boundaries(berkas: Path, oleh: str) -> None:
    """Muat batas wilayah kecamatan (GeoJSON, kode Kemendagri) untuk peta."""
    _load_file(berkas, boundary_file.plan, oleh=oleh)


@commands.command(options_metavar="[PILIHAN]", epilog=EXIT_CODES, short_help="Batalkan pemuatan berkas terakhir.")
@click.argument("nomor", metavar="[NOMOR]", type=int, required=False)
@click.option("--oleh", metavar="KANTOR", default="Operator dasbor", help="Kantor yang membatalkan.")
def undo(nomor: int | None, oleh: str) -> None:
    """Batalkan berkas yang terakhir dimuat, atau berkas dari muatan NOMOR. Muatan sebelumnya berlaku lagi."""
    _change_status(acts.undo, nomor, oleh, done="Dibatalkan", nothing="Tidak ada muatan berkas yang aktif")


@commands.command(options_metavar="[PILIHAN]", epilog=EXIT_CODES, short_help="Pulihkan muatan yang dibatalkan.")
@click.argument("nomor", metavar="[NOMOR]", type=int, required=False)
@click.option("--oleh", metavar="KANTOR", default="Operator dasbor", help="Kantor yang memulihkan.")
def redo(nomor: int | None, oleh: str) -> None:
    """Pulihkan berkas yang terakhir dibatalkan, atau berkas dari muatan NOMOR."""
    _change_status(acts.redo, nomor, oleh, done="Dipulihkan", nothing="Tidak ada muatan yang dibatalkan")


def _change_status(
    change: Callable[[str, str, int | None], list[int]], nomor: int | None, oleh: str, *, done: str, nothing: str
) -> None:
    """Cancel or bring back all loads of one file, in one transaction."""
    ids = change(settings.kabupaten(), oleh.strip()[:100], nomor)
    where = "" if nomor is None else f" dengan nomor {nomor}"
    click.echo(f"{done}: {_numbers(ids)}." if ids else f"{nothing}{where}: tidak ada yang berubah.")


def _load_file(path: Path, read: Reading, *, oleh: str, lingkup: str | None = None, dry_run: bool = False) -> None:
    """Read, check and store one file in one transaction, or only show what it holds."""
    content = _content(path)
    source = Source(path.name, recognise.sha256(content), oleh.strip()[:100], lingkup)
    kabupaten = settings.kabupaten()
    with engine().connect() as connection:
        known = reference(connection, kabupaten)
        same = loads.same_file(connection, kabupaten, source.sha256)
    if same:
        click.echo(f"Berkas ini sudah dimuat ({_numbers(same)}): tidak ada yang berubah.")
        return
    progress(f"Memeriksa {path.name} …")
    planned = read(content, known, source)
    for warning in planned.warnings:
        progress(f"Perhatian: {warning}")
    for summary in planned.summaries:
        click.echo(_table(summary))
    if dry_run:
        click.echo("Uji coba: berkas ini dapat dimuat; belum ada yang disimpan.")
        return
    progress("Menyimpan …")
    with acts.act(
        kabupaten, tindakan="muat", oleh=source.oleh, nama_berkas=source.nama_berkas, sha256=source.sha256
    ) as act:
        stored = plan.store(act.connection, kabupaten, planned)
        act.about(stored)
    for muatan_id, each in zip(stored, planned.loads, strict=True):
        click.echo(f"Tersimpan: muatan {muatan_id}, {each.jenis}, {grouped(each.count)} baris.")


def _subject_text(subject: status.Subject) -> str:
    """One subject of the overview: its figures, then its loads."""
    lines = [subject.jenis.replace("_", " ").capitalize()]
    lines += [f"  {each.ukuran}, {_period(each.periode)}: {grouped(each.jumlah)}" for each in subject.figures]
    for each in subject.loads:
        periods = [_period(day) for day in (each.periode_awal, each.periode_akhir) if day]
        facts = [
            f"  muatan {each.muatan_id}",
            f"{ORIGINS[each.asal]}: {each.nama_berkas}",
            " s.d. ".join(filter(None, dict.fromkeys(periods))),
            f"{grouped(each.jumlah_baris)} baris",
            "dibatalkan" if each.status == "dibatalkan" else "berlaku" if each.periode_berlaku else "sudah diganti",
        ]
        lines.append(", ".join(filter(None, facts)))
    return "\n".join(lines)


def _period(day: dt.date) -> str:
    """A month, a date, or nothing for what belongs to no time."""
    if day == boundary_file.ANY_PERIOD:
        return ""
    month = f"{MONTHS[day.month - 1][0].capitalize()} {day.year}"
    return month if day.day == 1 else f"{day.day} {month}"


def _content(path: Path) -> bytes:
    """The bytes of a file, no more of them than any reader accepts."""
    try:
        with path.open("rb") as file:
            return file.read(files.LARGEST_FILE + 1)
    except OSError:
        raise click.BadParameter(f"Berkas {path} tidak ada atau tidak dapat dibaca.") from None


def _fault_lines(refusal: Refused) -> list[str]:
    faults = refusal.faults
    lines = [f"Berkas ditolak, {len(faults)} kesalahan; tidak ada yang berubah:"]
    lines += [f"{number}. {fault}" for number, fault in enumerate(faults[:MOST_FAULTS], start=1)]
    if len(faults) > MOST_FAULTS:
        lines.append(f"dan {grouped(len(faults) - MOST_FAULTS)} lagi.")
    return lines


def _table(summary: Summary) -> str:
    """A summary as aligned text with its sum."""
    sums = tuple(sum(column) for column in zip(*(numbers for _, numbers in summary.rows), strict=True))
    lines = [summary.columns]
    lines += [(name, *map(grouped, numbers)) for name, numbers in (*summary.rows, ("Jumlah", sums))]
    widths = [max(len(line[column]) for line in lines) for column in range(len(summary.columns))]
    return (
        "\n".join(
            "  ".join(
                [line[0].ljust(widths[0]), *(cell.rjust(w) for cell, w in zip(line[1:], widths[1:], strict=True))]
            )
            for line in lines
        )
        + "\n"
    )


def _numbers(ids: list[int]) -> str:
    return " dan ".join(f"muatan {each}" for each in ids)


def _fail(code: int, *lines: str) -> int:
    for line in lines:
        click.echo(line, err=True)
    return code

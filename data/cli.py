"""The commands of ``python -m data``. What they do lives in the modules that they call; here it is only told."""

import functools
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
from sqlalchemy.exc import DBAPIError, IntegrityError

from data import acts, indonesian, loads, report, settings, status, upkeep
from data.build import build as build_database
from data.engine import DatabaseUnavailable, engine, explain
from data.loading import files, intake, recognise, template
from data.loading.faults import Refused
from data.loading.intake import SameFile, Undecided
from data.subjects import SCOPES
from data.transaction import transaction
from data.words import harmless

REFUSED, USAGE, UNAVAILABLE, UNDECIDED, BUSY = 1, 2, 3, 4, 5
EXIT_CODES = """\b
Kode keluar:
  0  berhasil, termasuk bila berkas sudah dimuat dan tidak ada yang berubah
  1  berkas ditolak; tidak ada yang berubah
  2  perintah atau pengaturan keliru
  3  basis data tidak dapat dipakai
  4  perlu persetujuan: ulangi dengan --setuju SIDIK; tidak ada yang berubah
  5  kantor lain sedang mengubah data; ulangi setelah selesai"""

progress = functools.partial(click.echo, err=True)
as_json = click.option("--json", "as_json", is_flag=True, help="Jawab dengan JSON di keluaran standar.")
by_office = click.option(
    "--oleh", metavar="KANTOR", default="Operator dasbor", help="Kantor yang menyerahkan, bukan nama orang."
)
claim_scope = click.option(
    "--lingkup",
    metavar="LINGKUP",
    type=click.Choice(list(SCOPES)),
    help=f"Cakupan klaim bila berkas tidak menyebutnya: {', '.join(SCOPES)}.",
)
marked_copy = click.option(
    "--tandai",
    metavar="SALINAN.xlsx",
    type=click.Path(path_type=Path),
    help="Tulis salinan berkas dengan sel yang salah atau dipertanyakan diberi warna dan komentar.",
)
a_file = click.argument("berkas", metavar="BERKAS", type=click.Path(path_type=Path))


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code (see EXIT_CODES). Expected faults end in sentences, not tracebacks."""
    in_json = "--json" in (sys.argv[1:] if arguments is None else arguments)
    try:
        return commands.main(arguments, prog_name="python -m data", standalone_mode=False) or 0
    except click.exceptions.NoArgsIsHelpError as help_text:
        return _fail(USAGE, help_text.message)
    except click.UsageError as error:
        return _fail(USAGE, indonesian.explain(error), in_json=in_json)
    except click.Abort:
        return _fail(REFUSED, "Dihentikan; tidak ada yang berubah.", in_json=in_json)
    except _EXPECTED as error:
        return _fail(*_told(error), in_json=in_json)


@click.group(
    cls=indonesian.Group, epilog=EXIT_CODES, options_metavar="[PILIHAN]", subcommand_metavar="PERINTAH [ARGUMEN]..."
)
def commands() -> None:
    """Siapkan basis data dasbor, muat berkas, dan lihat apa yang sudah dimuat."""


commands.add_command(upkeep.make_roles)
commands.add_command(upkeep.limit)
commands.add_command(upkeep.regions)


@commands.command(options_metavar="[PILIHAN]", short_help="Buat atau perbarui basis data.")
def build() -> None:
    """Buat atau perbarui basis data, beserta data acuan dan data contoh. Aman diulang."""
    with transaction(schema_change=True) as connection:
        build_database(connection, progress)
    click.echo("Basis data siap.")


commands.add_command(upkeep.wall_link)


@commands.command("status", options_metavar="[PILIHAN]", short_help="Tampilkan apa yang sudah dimuat.")
@as_json
def show_status(as_json: bool) -> None:
    """Tampilkan apa yang sudah dimuat, dengan jumlah per subjek."""
    with engine().connect() as connection:
        subjects = status.overview(connection, settings.kabupaten())
    if as_json:
        _print_json(report.status_json(subjects))
    else:
        click.echo(harmless(report.status_text(subjects)) or "Belum ada data: jalankan python -m data build.")


@commands.command(options_metavar="[PILIHAN]", epilog=EXIT_CODES, short_help="Periksa berkas tanpa memuatnya.")
@a_file
@by_office
@claim_scope
@marked_copy
@as_json
def check(berkas: Path, oleh: str, lingkup: str | None, tandai: Path | None, as_json: bool) -> int:
    """Periksa berkas dan bandingkan jumlahnya dengan yang berlaku; tidak ada yang disimpan."""
    return _hand_in(berkas, oleh=oleh, lingkup=lingkup, tandai=tandai, as_json=as_json, only_check=True)


@commands.command(options_metavar="[PILIHAN]", epilog=EXIT_CODES, short_help="Muat berkas.")
@a_file
@click.option("--dry-run", is_flag=True, help="Periksa dan tampilkan jumlahnya saja, seperti perintah check.")
@click.option(
    "--setuju", metavar="SIDIK", help="Sidik pratinjau yang sudah dilihat, bila ada hal yang perlu persetujuan."
)
@by_office
@claim_scope
@marked_copy
@as_json
def load(
    berkas: Path, dry_run: bool, setuju: str | None, oleh: str, lingkup: str | None, tandai: Path | None, as_json: bool
) -> int:
    """Muat templat atau rekap (.xlsx, .ods, .csv) atau batas wilayah (.geojson): semua atau tidak sama sekali."""
    return _hand_in(
        berkas, oleh=oleh, lingkup=lingkup, tandai=tandai, as_json=as_json, agreed=setuju, only_check=dry_run
    )


@commands.command(options_metavar="[PILIHAN]", epilog=EXIT_CODES, short_help="Muat batas wilayah untuk peta.")
@click.argument("berkas", metavar="BERKAS.geojson", type=click.Path(path_type=Path))
@by_office
def boundaries(berkas: Path, oleh: str) -> int:
    """Muat batas wilayah kecamatan (GeoJSON, kode Kemendagri) untuk peta; peta lama digantikan tanpa bertanya."""
    if not recognise.is_geojson(_content(berkas)):
        raise click.BadParameter("Berkas ini bukan GeoJSON; tabel dimuat dengan perintah load.")
    return _hand_in(berkas, oleh=oleh)


@commands.command("template", options_metavar="[PILIHAN]", short_help="Tulis templat .xlsx untuk diisi.")
@click.argument("subjek", metavar="[SUBJEK]", type=click.Choice(list(template.SUBJECTS)), required=False)
@click.option(
    "--ke", metavar="FOLDER", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="Folder tujuan."
)
@as_json
def write_template(subjek: str | None, ke: Path, as_json: bool) -> None:
    """Tulis templat satu SUBJEK, atau semuanya: daftar pilihan, petunjuk, dan kode sudah di dalamnya."""
    kabupaten = settings.kabupaten()
    with engine().connect() as connection:
        made = template.write_all(connection, kabupaten, [subjek] if subjek else list(template.SUBJECTS))
    for name, content in made.items():
        _write(ke / name, content)
    if as_json:
        _print_json({"templat": [str(ke / name) for name in made]})
    else:
        click.echo("\n".join(f"Templat: {ke / name}" for name in made))


@commands.command(options_metavar="[PILIHAN]", epilog=EXIT_CODES, short_help="Batalkan pemuatan berkas terakhir.")
@click.argument("nomor", metavar="[NOMOR]", type=int, required=False)
@by_office
@as_json
def undo(nomor: int | None, oleh: str, as_json: bool) -> None:
    """Batalkan pemuatan terakhir, atau pemuatan yang membawa muatan NOMOR. Muatan sebelumnya berlaku lagi."""
    _change(acts.undo, nomor, oleh, as_json, done="Dibatalkan", nothing="Tidak ada muatan berkas yang aktif")


@commands.command(options_metavar="[PILIHAN]", epilog=EXIT_CODES, short_help="Pulihkan muatan yang dibatalkan.")
@click.argument("nomor", metavar="[NOMOR]", type=int, required=False)
@by_office
@as_json
def redo(nomor: int | None, oleh: str, as_json: bool) -> None:
    """Pulihkan yang terakhir dibatalkan, atau pemuatan yang membawa muatan NOMOR."""
    _change(acts.redo, nomor, oleh, as_json, done="Dipulihkan", nothing="Tidak ada muatan yang dibatalkan")


commands.add_command(upkeep.snapshot)


def _change(
    change: Callable[[str, str, int | None], list[int]],
    nomor: int | None,
    oleh: str,
    as_json: bool,
    *,
    done: str,
    nothing: str,
) -> None:
    """Cancel or bring back all loads of one act, in one transaction."""
    ids = change(settings.kabupaten(), oleh.strip()[:100], nomor)
    where = "" if nomor is None else f" dengan nomor {nomor}"
    words = f"{done}: {_numbers(ids)}.{_replaced(ids, done)}" if ids else f"{nothing}{where}: tidak ada yang berubah."
    if as_json:
        _print_json({"hasil": done.lower() if ids else "tidak berubah", "muatan": ids, "pesan": words})
    else:
        click.echo(words)


def _replaced(ids: list[int], done: str) -> str:
    """A further sentence when newer loads are live where changed loads answer."""
    with engine().connect() as connection:
        newer = loads.newer(connection, settings.kabupaten(), ids)
    if not newer.ids:
        return ""
    effect = "Belum berlaku:" if done == "Dipulihkan" else "Angka tetap:"
    return f" {effect if newer.whole else 'Sebagian'} sudah diganti {_numbers(newer.ids)}."


def _hand_in(
    path: Path,
    *,
    oleh: str,
    lingkup: str | None = None,
    tandai: Path | None = None,
    as_json: bool = False,
    agreed: str | None = None,
    only_check: bool = False,
) -> int:
    """Check or load one file and tell how it went. Returns the exit code."""
    if tandai and tandai.resolve() == path.resolve():
        raise click.BadParameter("Salinan yang ditandai harus mempunyai nama lain daripada berkasnya.")
    content = _content(path)
    source = intake.source_of(content, path.name, oleh=oleh, lingkup=lingkup)
    say = (lambda stage: None) if as_json else progress
    say(f"Memeriksa {path.name} …")
    marked: bytes | None = None
    answer: dict[str, Any]
    try:
        if only_check:
            preview = intake.check(content, source, say)
            code, marked = 0, preview.marked
            answer = {"hasil": "dapat dimuat", **report.preview_json(preview)}
            lines = [report.preview_text(preview), "Uji coba: berkas ini dapat dimuat; belum ada yang disimpan."]
        else:
            stored = intake.load(content, source, agreed=agreed, say=say)
            code = 0
            answer = {"hasil": "tersimpan", "muatan": list(stored.muatan), **report.preview_json(stored.preview)}
            lines = [*stored.interrupted, report.preview_text(stored.preview)]
            lines += [
                f"Tersimpan: muatan {number}, {report.part_text(part)}."
                for number, part in zip(stored.muatan, stored.preview.parts, strict=True)
            ]
    except SameFile as same:
        code, answer, lines = 0, {"hasil": "tidak berubah", "pesan": str(same)}, [str(same)]
    except Undecided as undecided:
        preview = undecided.preview
        code, marked = UNDECIDED, preview.marked
        words = report.undecided_text(preview, changed=undecided.changed)
        answer = {"hasil": "perlu persetujuan", "pesan": words, **report.preview_json(preview)}
        lines = [report.preview_text(preview), words]
    except Refused as refusal:
        code, marked = REFUSED, refusal.marked
        answer = {"hasil": "ditolak", "berkas": path.name, **report.refused_json(refusal)}
        lines = report.faults_text(refusal)
    except _EXPECTED as error:
        code, words = _told(error)
        answer, lines = {"hasil": "gagal", "pesan": words}, [words]
    if tandai and marked:
        try:
            _write(tandai, marked)
            lines.append(f"Salinan yang ditandai: {tandai}")
        except click.BadParameter as error:
            lines.append(error.message)
    if as_json:
        _print_json(answer)
    else:
        click.echo(harmless("\n".join(lines)), err=bool(code))
    return code


_EXPECTED = (settings.SettingError, acts.Busy, DatabaseUnavailable, DBAPIError)


def _told(error: Exception) -> tuple[int, str]:
    """The exit code and the sentence of a fault that is no fault of the program. Raises any other again."""
    if isinstance(error, IntegrityError):
        raise error
    if isinstance(error, DBAPIError):
        return UNAVAILABLE, str(explain(error))
    codes = {settings.SettingError: USAGE, acts.Busy: BUSY, DatabaseUnavailable: UNAVAILABLE}
    return codes[type(error)], str(error)


def _content(path: Path) -> bytes:
    """The bytes of a file, no more of them than any reader accepts."""
    try:
        with path.open("rb") as file:
            return file.read(files.LARGEST_FILE + 1)
    except OSError:
        raise click.BadParameter(f"Berkas {path} tidak ada atau tidak dapat dibaca.") from None


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError:
        raise click.BadParameter(f"Berkas {path} tidak dapat ditulis.") from None


def _numbers(ids: Sequence[int]) -> str:
    return " dan ".join(f"muatan {each}" for each in ids)


def _print_json(answer: Any) -> None:
    click.echo(json.dumps(answer, ensure_ascii=False, indent=1))


def _fail(code: int, words: str, *, in_json: bool = False) -> int:
    if in_json:
        _print_json({"hasil": "gagal", "pesan": words})
    else:
        click.echo(harmless(words), err=True)
    return code

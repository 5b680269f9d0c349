"""The commands of ``python -m data`` for those who keep the dashboard running."""

import datetime as dt
import re
from pathlib import Path
from urllib.parse import quote

import click

from data import indonesian, roles, settings, wall
from data import regions as other_regions
from data import snapshot as snapshot_file
from data.transaction import transaction

LONGEST_DAYS = 31


@click.command(
    "roles",
    cls=indonesian.Command,
    options_metavar="[PILIHAN]",
    short_help="Buat peran PostgreSQL untuk kabupaten ini.",
)
@click.option(
    "--ke",
    metavar="FOLDER",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("peran"),
    help="Folder untuk berkas pengaturan setiap peran (bawaan: peran).",
)
@click.option("--awalan", metavar="AWALAN", default="dasbor", help="Awal nama peran (bawaan: dasbor).")
@click.option("--sandi-baru", is_flag=True, help="Ganti kata sandi peran yang sudah ada.")
def make_roles(ke: Path, awalan: str, sandi_baru: bool) -> None:
    """Buat atau perbarui peran pemuat dan penampil untuk kabupaten di KABUPATEN. Aman diulang."""
    try:
        with transaction(schema_change=True) as connection:
            made = roles.make(connection, settings.kabupaten(), prefix=awalan, folder=ke, renew=sandi_baru)
            still_open = list(roles.open_doors(connection, made[-1].name))
    except OSError:
        raise click.BadParameter(f"Folder {ke} tidak dapat ditulis.") from None
    except roles.RolesError as error:
        raise click.BadParameter(str(error)) from None
    for role in made:
        kept = "sandi tidak diubah; --sandi-baru menggantinya dan menulis berkasnya"
        click.echo(f"Peran {role.kind}: {role.name} ({role.file or kept})")
    if still_open:
        click.echo(
            f"Peran penampil masih dapat {', '.join(still_open)}. Menutupnya memerlukan superuser: "
            "ulangi perintah ini sekali dengan DATABASE_URL milik superuser.",
            err=True,
        )


@click.command(cls=indonesian.Command, options_metavar="[PILIHAN]", short_help="Putuskan penampil yang terlalu lama.")
@click.option(
    "--detik", metavar="DETIK", type=click.IntRange(min=1), default=60, help="Batas satu transaksi (bawaan: 60)."
)
def limit(detik: int) -> None:
    """Putuskan sambungan peran penampil yang terlalu lama, dan kembalikan batas yang diubahnya sendiri.

    Jalankan tiap menit, sebagai pemilik tabel.
    """
    with transaction() as connection:
        ended, changed = roles.end_long(connection, detik), roles.put_back(connection)
    click.echo(f"Diputus: {ended} sambungan.")
    for name in changed:
        click.echo(f"Peran {name} mengubah batasnya sendiri: sudah dikembalikan.", err=True)


@click.command(
    cls=indonesian.Command,
    options_metavar="[PILIHAN]",
    short_help="Tambah atau perbarui kabupaten dan kota lain.",
)
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path, file_okay=False))
def regions(folder: Path) -> int:
    """Tambah atau perbarui wilayah lain dari kabupaten.csv, kecamatan.csv, basis.csv, dan desa.csv (boleh tidak ada).

    Bentuknya sama dengan berkas di data/seed. Semua atau tidak sama sekali; wilayah lain tetap seperti adanya.
    """
    try:
        found = other_regions.read(folder)
        with transaction() as connection:
            other_regions.store(connection, found)
    except other_regions.WrongRegions as wrong:
        click.echo("\n".join(wrong.faults), err=True)
        return 1
    click.echo(f"Tersimpan: {', '.join(f'{len(rows)} {table.name}' for table, rows in found.items())}.")
    return 0


@click.command(
    "wall-link",
    cls=indonesian.Command,
    options_metavar="[PILIHAN]",
    short_help="Buat tautan sekali pakai untuk layar acara.",
)
@click.option("--valid", metavar="LAMA", default="8h", show_default=True, help="Lama berlaku: 30m, 8h, atau 2d.")
@click.option("--alamat", metavar="URL", default="http://127.0.0.1:8501", show_default=True, help="Alamat dasbor.")
@click.option("--ke", metavar="LAYAR", default="/", show_default=True, help="Layar yang dibuka: /?proyektor=1.")
@click.option("--list", "listed", is_flag=True, help="Tampilkan semua tautan.")
@click.option("--revoke", "number", metavar="NOMOR", type=int, help="Cabut tautan dengan nomor ini.")
def wall_link(valid: str, alamat: str, ke: str, listed: bool, number: int | None) -> None:
    """Buat tautan yang membuka dasbor di satu layar tanpa akun, hanya untuk melihat.

    Tautan hanya ditampilkan sekali ini dan hanya dapat dipakai oleh peramban pertama yang membukanya.
    """
    kabupaten = settings.kabupaten()
    if number is not None:
        try:
            if not wall.revoke(kabupaten, number):
                raise click.BadParameter(f"Tautan {number} tidak ada.")
        except OSError:
            click.echo(
                f"Tautan {number} dicabut, tetapi FOLDER_KEADAAN tidak dapat ditulis: "
                "layar yang terbuka baru berakhir setelah data dibaca ulang.",
                err=True,
            )
        click.echo(f"Tautan {number} dicabut.")
    elif listed:
        for link in wall.every(kabupaten):
            state = "dicabut" if link.dicabut else f"berlaku sampai {link.berlaku_sampai:%Y-%m-%d %H:%M} UTC"
            click.echo(f"{link.nomor}  {state}")
    else:
        if not wall.is_screen(ke):
            raise click.BadParameter("Layar ditulis seperti /?proyektor=1 atau /kecamatan.")
        secret = wall.make(kabupaten, _duration(valid))
        click.echo(f"{alamat.rstrip('/')}/tautan/{secret}" + ("" if ke == "/" else f"?ke={quote(ke)}"))


@click.command(cls=indonesian.Command, options_metavar="[PILIHAN]", short_help="Salin semuanya ke satu berkas SQLite.")
@click.argument("berkas", metavar="BERKAS.db", type=click.Path(path_type=Path))
def snapshot(berkas: Path) -> None:
    """Tulis potret: satu berkas SQLite dengan seluruh data wilayah ini, untuk dibawa ke tempat tanpa jaringan."""
    try:
        written = snapshot_file.write(berkas)
    except snapshot_file.Unwritable as error:
        raise click.BadParameter(str(error)) from None
    loads = written.rows.get("muatan", 0)
    click.echo(f"Potret: {berkas}, {loads} muatan, {sum(written.rows.values())} baris.")
    click.echo(f"Pakai dengan: KABUPATEN={settings.kabupaten()} DATABASE_URL=sqlite:///{berkas} make run")


def _duration(said: str) -> dt.timedelta:
    parts = re.fullmatch(r"(\d{1,4})([mhd])", said)
    unit = {"m": dt.timedelta(minutes=1), "h": dt.timedelta(hours=1), "d": dt.timedelta(days=1)}
    length = int(parts[1]) * unit[parts[2]] if parts else dt.timedelta()
    if not dt.timedelta() < length <= dt.timedelta(days=LONGEST_DAYS):
        raise click.BadParameter(f"Lama berlaku ditulis seperti 30m, 8h, atau 2d; paling lama {LONGEST_DAYS} hari.")
    return length

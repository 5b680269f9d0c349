"""Commands of ``python -m data`` for those who keep the server."""

from pathlib import Path

import click

from data import indonesian, roles, settings
from data.transaction import transaction


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

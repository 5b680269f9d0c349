"""The commands of ``python -m data`` for those who look after the installation."""

from pathlib import Path

import click

from data import snapshot as snapshot_file


@click.command(options_metavar="[PILIHAN]", short_help="Salin semuanya ke satu berkas SQLite.")
@click.argument("berkas", metavar="BERKAS.db", type=click.Path(path_type=Path))
def snapshot(berkas: Path) -> None:
    """Tulis potret: satu berkas SQLite dengan seluruh data wilayah ini, untuk dibawa ke tempat tanpa jaringan."""
    try:
        written = snapshot_file.write(berkas)
    except snapshot_file.Unwritable as error:
        raise click.BadParameter(str(error)) from None
    loads = written.rows.get("muatan", 0)
    click.echo(f"Potret: {berkas}, {loads} muatan, {sum(written.rows.values())} baris.")
    click.echo(f"Pakai dengan: DATABASE_URL=sqlite:///{berkas} make run")

"""``python -m data report``: the three papers into a folder, for a job that runs by itself."""

from pathlib import Path
from urllib.parse import unquote_plus

import click

from data import indonesian


@click.command("report", cls=indonesian.Command, options_metavar="[PILIHAN]", short_help="Tulis bahan rapat ke folder.")
@click.option("--periode", metavar="TAHUN-BULAN", help="Bulan laporan, misalnya 2023-12 (bawaan: yang terbaru).")
@click.option("--basis", metavar="KODE", help="Basis cakupan (bawaan: basis utama).")
@click.option("--segmen", metavar="KODE", help="Satu segmen saja, misalnya BPU (bawaan: semua).")
@click.option("--rencana", metavar="KATA", help="Rencana dari alamat layar Simulasi (kata sesudah skenario=).")
@click.option(
    "--out",
    metavar="FOLDER",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="Folder tujuan (bawaan: folder ini).",
)
def report(periode: str | None, basis: str | None, segmen: str | None, rencana: str | None, out: Path) -> None:
    """Tulis bahan monev (PDF), salindia (PPTX), dan buku kerja (XLSX) dari data yang berlaku, tanpa peramban."""
    # Other commands do not wait for what only this one needs.
    from papers import office
    from papers import report as papers
    from queries.db import DatabaseUnavailable, situation

    try:
        seen = papers.asked(periode, basis, segmen, unquote_plus(rencana or ""))
    except papers.Unknown as error:
        raise click.BadParameter(str(error)) from None
    now = situation()
    if now and now.away:
        # A job that nobody watches does not hand out older figures than the database has.
        raise DatabaseUnavailable(now.away)
    made = papers.report(seen, office.today())
    for paper in office.PAPERS:
        click.echo(f"Menulis {paper.label} …", err=True)
        target = out / paper.name(seen, sample=bool(made.sample))
        content = paper.write(made)
        try:
            out.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        except OSError:
            raise click.BadParameter(f"Berkas {target} tidak dapat ditulis.") from None
        click.echo(f"{paper.label}: {target}")

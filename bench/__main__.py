"""``python -m bench``: the dashboard beside Dash, bare pages and a page without a server, in one table.

``python -m bench visits costs`` takes only some parts: visits, slow, costs, starts, crowds, hall, loads, viewing,
nation. As soon as a row is measured it takes the place of an older one in docs/kecepatan.json; in the end all of it is
drawn to docs/gambar/kecepatan.png. A part that fails keeps no other from being measured, and fails the command.
"""

import datetime as dt
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator

import click
import psutil

from bench import browsers, costs, growth, loading, picture, servers, sizing, table, viewers, visits
from bench.table import Row
from data.settings import ROOT
from tests.faults.watchers import percentile

JSON, PICTURE = ROOT / "docs" / "kecepatan.json", ROOT / "docs" / "gambar" / "kecepatan.png"
SEED = 7


def _visits(rounds: int) -> list[Row]:
    with visits.everybody() as everyone:
        return visits.measure(everyone, rounds=rounds, slowly=False)


def _slow(rounds: int) -> list[Row]:
    with visits.everybody() as everyone:
        return visits.measure(everyone, rounds=rounds, slowly=True)


def _costs(rounds: int) -> list[Row]:
    with visits.everybody() as everyone:
        return costs.measure(everyone, rounds=rounds)


def _starts(rounds: int) -> list[Row]:
    return costs.starts(rounds=rounds)


def _crowds(_: int) -> Iterator[Row]:
    """So many viewers, each at a month of his own every ten seconds, PostgreSQL; also the table of docs/operasi.md."""
    click.echo(sizing.HEAD)
    for size in sizing.measure():
        click.echo(size)
        for name, value, most in (
            ("median", 1000 * size.median, None),
            ("p95", 1000 * size.seconds, 500 if size.viewers == 200 else None),
        ):
            yield Row(f"{size.viewers} penonton, {name}", "md", most=most, values={visits.OURS: [value]})
        yield Row(f"{size.viewers} penonton, salah atau terputus", "kali", most=0, values={visits.OURS: [size.wrong]})


def _hall(_: int) -> list[Row]:
    """Ten browsers at each page in turn: 95 of 100 openings take at most so long."""
    rows = [Row(f"{browsers.BROWSERS} Chromium di mesin ini, p95 {word}", "detik", "satu grafik") for word in HALL]
    for name, command, charts in (
        (visits.OURS, servers.ours(), 3),
        ("satu grafik", servers.streamlit(servers.PEERS / "one_chart.py"), 1),
    ):
        with servers.served(*command) as server:
            painted = browsers.measure(server.url, charts=charts, seed=SEED)
        for row, seconds in zip(rows, (painted.first, painted.again), strict=True):
            row.add(name, percentile(seconds, 95))
    return rows


def _loads(_: int) -> Iterator[Row]:
    """A million rows of the tidy layout into each database of ``nation``, beside a plain copy of the same rows."""
    for built, ways in loading.measure():
        row = Row(f"memuat 1.000.000 baris, {built.kind}, {built.size.label}", "detik", "salinan polos", most_ratio=3)
        for name, way in ((visits.OURS, "memuat"), ("salinan polos", "polos")):
            for figure in ways[way]:
                row.add(name, figure.seconds)
        yield row


def _viewing(_: int) -> list[Row]:
    """Warm reruns while the same process loads a large file, beside calm ones."""
    calm, busy, _took = viewers.measure()
    row = Row("jalan ulang selama memuat berkas besar", "md", "tenang")
    row.values = {visits.OURS: busy, "tenang": calm}
    return [row]


def _nation(rounds: int) -> Iterator[Row]:
    """One regency in databases of three sizes: itself, East Java, the nation."""
    return growth.measure(visits.OURS, rounds=rounds)


HALL = ("buka pertama", "buka lagi")
PARTS: dict[str, Callable[[int], Iterable[Row]]] = {
    "visits": _visits, "slow": _slow, "costs": _costs, "starts": _starts, "crowds": _crowds, "hall": _hall,
    "loads": _loads, "viewing": _viewing, "nation": _nation,
}  # fmt: skip


@click.command()
@click.argument("parts", nargs=-1, type=click.Choice(list(PARTS)))
@click.option("--rounds", default=7, show_default=True, help="How often everybody is measured, in turns.")
def main(parts: tuple[str, ...], rounds: int) -> None:
    """Measure all PARTS, or some."""
    rows: list[Row] = []
    failed: list[str] = []
    for part in parts or PARTS:
        try:
            for row in PARTS[part](rounds):
                row.about = f"{_about()}, median dari {max(map(len, row.values.values()))} ukuran"
                rows.append(row)
                table.keep(rows, JSON)
        except Exception:
            traceback.print_exc()
            failed.append(part)
        click.echo(f"{part}: {len(rows)}", err=True)
    click.echo(f"\n{_about()}\n\n{table.markdown(rows, visits.OURS)}")
    picture.draw(table.keep(rows, JSON), visits.OURS, PICTURE)
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


def _about() -> str:
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    cores, memory = os.cpu_count(), psutil.virtual_memory().total / 2**30
    return f"{dt.datetime.now(dt.UTC):%d-%m-%Y}, {cores} inti, {memory:.0f} GB, beban {load}"


if __name__ == "__main__":
    main()

"""What asks for attention: each kind appears when it should, and only then."""

import pandas as pd
import pytest

from queries import bantuan, perhatian

MONTHS = list(pd.date_range("2022-12-01", periods=13, freq="MS", unit="s"))
NOW = MONTHS[-1]


def history(**members: list[float]) -> pd.DataFrame:
    """Kecamatan by name with their members in the last months, on a base of 1,000 each."""
    rows = [
        {
            "bulan": month,
            "kecamatan_kode": f"kode-{name}",
            "kecamatan": name,
            "aktif_orang": people,
            "semesta_orang": 1000.0,
            "belum_orang": 1000 - people,
            "cakupan_pct": people / 10,
        }
        for name, counts in members.items()
        for month, people in zip(MONTHS[-len(counts) :], counts, strict=True)
    ]
    return pd.DataFrame(rows)


def cover(*rows: tuple[int, str | None]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["orang", "sampai"])
    return table.assign(sampai=pd.to_datetime(table["sampai"]))


def goals(pct: float, *names: str) -> pd.DataFrame:
    return pd.DataFrame({"kecamatan_kode": [f"kode-{name}" for name in names], "target_pct": pct})


def kinds(table: pd.DataFrame, *, paid: pd.DataFrame | None = None, target: pd.DataFrame | None = None) -> list[str]:
    paid = cover() if paid is None else paid
    target = goals(float("nan"), "A", "B") if target is None else target
    return [finding.kind for finding in perhatian.findings(table, paid, periode=NOW, target=target)]


def test_nothing_to_say_when_everything_is_reached():
    assert kinds(history(A=[1000.0] * 13, B=[1000.0] * 13)) == []


def test_the_largest_fall_in_twelve_months():
    found = perhatian.findings(
        history(A=[500.0] * 12 + [480.0], B=[500.0] * 12 + [430.0]), cover(), periode=NOW, target=goals(1, "A", "B")
    )
    (fall,) = (finding for finding in found if finding.kind == "turun")
    assert (fall.kecamatan, fall.orang) == ("B", 70)


def test_a_fall_needs_both_ends_of_the_year():
    assert "turun" not in kinds(history(A=[500.0, 400.0], B=[100.0, 90.0]))


@pytest.mark.parametrize(("months", "expected"), [(3, True), (2, False)])
def test_below_target_only_after_three_months_running(months, expected):
    counts = [400.0] * (13 - months) + [200.0] * months
    found = perhatian.findings(history(A=counts, B=[400.0] * 13), cover(), periode=NOW, target=goals(30, "A", "B"))
    lagging = [finding for finding in found if finding.kind == "di_bawah_target"]
    assert bool(lagging) is expected
    if expected:
        assert (lagging[0].jumlah, lagging[0].kecamatan, lagging[0].pct) == (1, "A", 20.0)


def test_a_missing_month_is_not_a_month_below_target():
    table = history(A=[200.0] * 13, B=[400.0] * 13)
    table = table[~((table["bulan"] == MONTHS[-2]) & (table["kecamatan"] == "A"))]
    assert "di_bawah_target" not in kinds(table, target=goals(30, "A", "B"))


@pytest.mark.parametrize(
    ("ends", "expected"),
    [("2023-12-31", True), ("2024-03-31", True), ("2024-04-01", False), ("2023-11-30", False), (None, False)],
)
def test_subsidies_that_end_within_three_months(ends, expected):
    paid = cover((300, ends), (20, ends))
    found = perhatian.findings(history(A=[1000.0] * 13), paid, periode=NOW, target=goals(1, "A"))
    assert [(f.kind, f.orang) for f in found] == ([("subsidi_berakhir", 320)] if expected else [])


def test_grants_that_end_count_as_members_do_and_nobody_twice():
    day = pd.Timestamp("2023-12-31")
    members = pd.DataFrame(
        {
            "bulan": [NOW, NOW],
            "segmen_kode": ["BPU", "BPU"],
            "pembayar_kode": ["apbd", "csr"],
            "aktif_orang": [300, 50],
            "berakhir_pada": [day, pd.NaT],
        }
    )
    grants = pd.DataFrame(
        {
            "pembayar_kode": ["apbd", "csr"],
            "segmen_kode": ["BPU", "BPU"],
            "jumlah_orang": [900, 40],
            "mulai": pd.to_datetime(["2023-01-01", "2023-01-01"]),
            "sampai": [day, day],
        }
    )
    payers = pd.DataFrame({"pembayar_kode": ["apbd", "csr"], "pembayar": ["APBD", "CSR"], "bersubsidi": True})
    paid = bantuan.cover(members, grants, payers, bulan=NOW)
    found = perhatian.findings(history(A=[1000.0] * 13), paid, periode=NOW, target=goals(1, "A"))
    # 300 members with a day of their own, whom the grant of 900 tells of again; 40 of CSR from their grant alone.
    assert [(f.kind, f.orang, f.tanggal) for f in found] == [("subsidi_berakhir", 340, day)]


def test_the_gap_names_how_many_hold_half():
    found = perhatian.findings(
        history(A=[100.0] * 13, B=[500.0] * 13, C=[900.0] * 13), cover(), periode=NOW, target=goals(1, "A", "B", "C")
    )
    assert (found[-1].kind, found[-1].jumlah, found[-1].kecamatan, found[-1].orang) == ("celah", 1, "A", 900)


@pytest.mark.parametrize(("now", "expected"), [(495.0, True), (496.0, False), (600.0, False)])
def test_a_fall_from_the_month_before(now, expected):
    table = history(A=[500.0] * 12 + [now])
    assert ("berkurang" in kinds(table)) is expected


@pytest.mark.parametrize(("still", "ended"), [(0, 60), (50, 10), (70, 0)])
def test_cover_that_ended_has_its_part_in_a_fall_unless_it_was_renewed(still, ended):
    then = cover((60, "2023-11-30")).assign(pembayar_kode="apbd", segmen_kode="BPU")
    now = cover((still, "2024-12-31")).assign(pembayar_kode="apbd", segmen_kode="BPU")
    table = history(A=[500.0] * 12 + [400.0])
    first = perhatian.findings(table, now, periode=NOW, target=goals(1, "A"), before=then)[0]
    assert (first.kind, first.orang, first.jumlah) == ("bantuan_habis" if ended else "berkurang", 100, ended)
    assert first.tanggal == pd.Timestamp("2023-11-30")

"""What if: what a plan does to coverage, what it costs whom, and what it would have meant for families.

A plan starts at a period and is told in three ways: workers who are protected from month to month by a payer,
subsidised cover that is prolonged or not when it ends, and how many more pay for themselves every month outside of an
employment relation (BPU mandiri). Everybody else stays as they are; the base stays as it is. Whose subsidised cover
ends, and what is decided to begin, is told by ``queries.bantuan``.
"""

import math
from collections.abc import Sequence
from statistics import NormalDist
from typing import Protocol

import pandas as pd
from pandas.api.typing import DataFrameGroupBy

from memory import remembered
from queries import bantuan, iuran

# How a plan's people come about.
ADDED, PROLONGED, ENDED, DECIDED, GROWN = "tambahan", "perpanjangan", "berakhir", "diputuskan", "pertumbuhan"
GROWING = ("BPU", "mandiri")
# Death and work accidents are what families are left with; the savings programmes pay back what was paid in.
BENEFITS = ("JKK", "JKM")
CERTAINTY = 0.8


class Workers(Protocol):
    """Some workers of one segment and group of work, whom one payer protects in the months from mulai to sampai, both
    included. upah_rp: their monthly wage, 0 where the tariff needs none.
    """

    @property
    def segmen(self) -> str: ...
    @property
    def pembayar(self) -> str: ...
    @property
    def kelompok(self) -> str: ...
    @property
    def pekerja(self) -> int: ...
    @property
    def mulai(self) -> pd.Timestamp: ...
    @property
    def sampai(self) -> pd.Timestamp: ...
    @property
    def upah_rp(self) -> int: ...


class Plan(Protocol):
    """tambahan: workers to protect; perpanjang: whether subsidised cover goes on when it ends; tumbuh_orang: how many
    more (or fewer) BPU pay for themselves every month.
    """

    @property
    def tambahan(self) -> Sequence[Workers]: ...
    @property
    def perpanjang(self) -> bool: ...
    @property
    def tumbuh_orang(self) -> int: ...


@remembered
def ledger(
    active: pd.DataFrame,
    cover: pd.DataFrame,
    grants: pd.DataFrame,
    tariffs: pd.DataFrame,
    plan: Plan,
    *,
    periode: pd.Timestamp,
    bulan: int,
    upah_rp: int,
) -> pd.DataFrame:
    """What a plan does in each of the months after a period.

    active: of ``cakupan.counted``; cover: of ``bantuan.cover`` at the period; grants: of ``bantuan.rows``; tariffs: of
    ``iuran.rows``; bulan: how many months; upah_rp: the wage of those whom budgets pay for, which nothing tells.
    Columns: bulan, asal (ADDED, PROLONGED, ENDED, DECIDED or GROWN), segmen_kode, pembayar_kode, kelompok,
    perubahan_orang (members more or less than at the period, as far as coverage counts them), dibayar_orang (people who
    are paid for), upah_rp (0: the tariff needs none), iuran_rp (of one person, NaN without a tariff or the wage that it
    needs), biaya_rp, aturan.
    """
    months = pd.date_range(periode + pd.DateOffset(months=1), periods=bulan, freq="MS", unit="s")
    told = _each_month(_added(plan.tambahan), months)
    told = told.assign(perubahan_orang=told["orang"], dibayar_orang=told["orang"])
    anyway = _anyway(
        active,
        cover,
        grants,
        tariffs,
        perpanjang=plan.perpanjang,
        tumbuh_orang=plan.tumbuh_orang,
        periode=periode,
        bulan=bulan,
        upah_rp=upah_rp,
    )
    return pd.concat([_priced(tariffs, told), anyway], ignore_index=True) if len(told) else anyway


@remembered
def _anyway(
    active: pd.DataFrame,
    cover: pd.DataFrame,
    grants: pd.DataFrame,
    tariffs: pd.DataFrame,
    *,
    perpanjang: bool,
    tumbuh_orang: int,
    periode: pd.Timestamp,
    bulan: int,
    upah_rp: int,
) -> pd.DataFrame:
    """The part of ``ledger`` that is the same for all plans but for two of their answers: the dearest to reckon."""
    months = pd.date_range(periode + pd.DateOffset(months=1), periods=bulan, freq="MS", unit="s")
    rows = _each_month(pd.concat([_subsidised(cover, active, periode), _grown(active, periode)]), months)
    again = rows[(rows["asal"] == ENDED) & perpanjang]
    rows = pd.concat([rows, _decided(bantuan.decided(grants, bulan=periode, lama=bulan), again)], ignore_index=True)
    subsidised, grown = rows["asal"] == ENDED, rows["asal"] == GROWN
    untold = rows["asal"].isin((ENDED, DECIDED))
    if perpanjang:
        rows.loc[subsidised, "asal"] = PROLONGED
    count = rows["bulan"].dt.year * 12 + rows["bulan"].dt.month - (periode.year * 12 + periode.month)
    # Those who leave cannot be more than there are.
    rows["orang"] = rows["orang"].where(~grown, (tumbuh_orang * count).clip(lower=-rows["orang"]))
    told = rows.assign(
        perubahan_orang=rows["orang"].where(~subsidised, 0 if perpanjang else -rows["terhitung"]),
        dibayar_orang=rows["orang"].where(rows["asal"] != ENDED, 0).clip(lower=0),
        upah_rp=rows["upah_rp"].where(~untold, upah_rp),
    )
    return _priced(tariffs, told)


def _each_month(people: pd.DataFrame, months: pd.DatetimeIndex) -> pd.DataFrame:
    """People in each of the months that they are there."""
    rows = pd.DataFrame({"bulan": months}).merge(people, how="cross")
    return rows[(rows["bulan"] >= rows["mulai"]) & (rows["bulan"] <= rows["sampai"].fillna(rows["bulan"]))]


def _priced(tariffs: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    """The columns of ``ledger``: what those who are paid for cost."""
    priced = iuran.per_month(tariffs, told)
    priced["biaya_rp"] = (priced["iuran_rp"] * priced["dibayar_orang"]).where(priced["dibayar_orang"] > 0, 0.0)
    priced["upah_rp"] = priced["upah_rp"].where(priced["upah_pct"].notna(), 0.0)
    return priced.drop(columns=["mulai", "sampai", "orang", "terhitung", "upah_pct"])


@remembered
def assumed_wage(rows: pd.DataFrame) -> float | None:
    """The wage that nobody told and by which cover was priced, None where no price needs one. rows: of ``ledger``."""
    wages = rows.loc[rows["asal"].isin((PROLONGED, DECIDED)) & (rows["upah_rp"] > 0), "upah_rp"]
    return None if wages.empty else float(wages.iloc[0])


@remembered
def coverage(now: pd.Series, rows: pd.DataFrame) -> pd.DataFrame:
    """Coverage month by month, the period first. now: a row of ``cakupan.per_month``; rows: of ``ledger``.

    Never more people than the base has, nor fewer than none. Columns: bulan, aktif_orang, semesta_orang, belum_orang,
    cakupan_pct.
    """
    change = rows.groupby("bulan")["perubahan_orang"].sum()
    size = float(now["semesta_orang"])
    start = pd.Series([0.0], index=pd.DatetimeIndex([now["bulan"]], name="bulan").as_unit("s"))
    people = (now["aktif_orang"] + pd.concat([start, change])).clip(0, None if math.isnan(size) else size)
    table = people.rename("aktif_orang").rename_axis("bulan").reset_index()
    return table.assign(
        semesta_orang=size, belum_orang=size - table["aktif_orang"], cakupan_pct=100 * table["aktif_orang"] / size
    )


@remembered
def per_year(rows: pd.DataFrame, payers: pd.DataFrame) -> pd.DataFrame:
    """What a plan costs each payer in each year. rows: of ``ledger``; payers: of ``acuan.payers``.

    Columns: tahun, pembayar_kode, pembayar, orang_bulan (people times months), biaya_rp (NaN: a month has no tariff).
    """
    paid = rows[rows["dibayar_orang"] > 0]
    grouped = paid.assign(tahun=paid["bulan"].dt.year).groupby(["tahun", "pembayar_kode"])
    table = _sums(grouped).rename(columns={"dibayar_orang": "orang_bulan"}).reset_index()
    named = payers[["pembayar_kode", "pembayar"]].merge(table, on="pembayar_kode")
    named = named.sort_values("tahun", kind="stable", ignore_index=True)
    return named[["tahun", "pembayar_kode", "pembayar", "orang_bulan", "biaya_rp"]]


@remembered
def per_month(rows: pd.DataFrame) -> pd.DataFrame:
    """What a plan costs all payers in each month. Columns: bulan, dibayar_orang, biaya_rp (NaN without a tariff)."""
    return _sums(rows.groupby("bulan")).reset_index()


@remembered
def outcome(after: pd.DataFrame, rows: pd.DataFrame, *, target_pct: float | None) -> pd.Series:
    """What a plan has brought in its last month. after: of ``coverage``; rows: of ``ledger``.

    Keys: bulan, aktif_orang, cakupan_pct, kurang_orang (members that the target still needs, 0 when reached, NaN
    without a target), biaya_rp (of all its months, NaN when one has no tariff).
    """
    end = after.iloc[-1]
    goal = math.nan if target_pct is None else target_pct
    short = round(goal / 100 * end["semesta_orang"] - end["aktif_orang"], 6)
    return pd.Series(
        {
            "bulan": end["bulan"],
            "aktif_orang": end["aktif_orang"],
            "cakupan_pct": end["cakupan_pct"],
            "kurang_orang": short if math.isnan(short) else max(0, math.ceil(short)),
            "biaya_rp": rows["biaya_rp"].sum(skipna=False),
        }
    )


@remembered
def benefits(
    rows: pd.DataFrame, claims: pd.DataFrame, active: pd.DataFrame, *, months: tuple[pd.Timestamp, ...]
) -> pd.DataFrame:
    """The JKK and JKM benefits that the plan's people would have if they claimed as often as all members did.

    rows: of ``ledger``; claims: of ``klaim.per_program``, which adds up these months; active: of ``kepesertaan.rows``,
    whose people in those months are what the claims are counted over. Empty when one of them has no members.
    Columns: program_kode, program, per_1000 (cases of 1.000 members in a year), kasus (expected), rendah_kasus,
    tinggi_kasus (eight of ten times between these), rata_rata_rp, manfaat_rp. NaN where too few cases may be shown.
    """
    members = _members(active).reindex(list(months), fill_value=0)
    seen = float(members.sum())
    person_months = rows.loc[rows["asal"] != ENDED, "dibayar_orang"].sum()
    told = claims["program_kode"].isin(BENEFITS) & bool(members.all())
    table = claims.loc[told, ["program_kode", "program", "kasus", "rata_rata_rp"]]
    happened = table["kasus"].astype("float64")
    expected = happened * (float(person_months) / seen if seen else math.nan)
    low, high = _between(expected, happened)
    return table.assign(
        per_1000=1000 * 12 * happened / (seen or math.nan),
        kasus=expected,
        rendah_kasus=low,
        tinggi_kasus=high,
        manfaat_rp=expected * table["rata_rata_rp"],
    )[
        ["program_kode", "program", "per_1000", "kasus", "rendah_kasus", "tinggi_kasus", "rata_rata_rp", "manfaat_rp"]
    ].reset_index(drop=True)


@remembered
def _members(active: pd.DataFrame) -> pd.Series:
    return active.groupby("bulan")["aktif_orang"].sum()


@remembered
def growth_of_bpu(active: pd.DataFrame, *, periode: pd.Timestamp) -> float | None:
    """By how many people a month the BPU who pay for themselves grew over the 12 months up to a period; None without
    both ends.
    """
    segmen, pembayar = GROWING
    own = active[(active["segmen_kode"] == segmen) & (active["pembayar_kode"] == pembayar)]
    people = own.groupby("bulan")["aktif_orang"].sum()
    before = periode - pd.DateOffset(months=12)
    return float(people[periode] - people[before]) / 12 if {periode, before} <= set(people.index) else None


@remembered
def side_by_side(names: tuple[str, ...], *tables: pd.DataFrame) -> pd.DataFrame:
    """Several plans in one table, in order. tables: of ``coverage``. Columns: rencana, and those of the tables."""
    return pd.concat([table.assign(rencana=name) for name, table in zip(names, tables, strict=True)], ignore_index=True)


def _sums(grouped: DataFrameGroupBy) -> pd.DataFrame:
    """People and costs of each group; where one cost is not known, neither is the sum."""
    return grouped[["dibayar_orang", "biaya_rp"]].sum(skipna=False)


def _between(expected: pd.Series, happened: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Whole cases between which the truth lies with CERTAINTY, given how many cases the rate was learned from.

    Counts of rare events are Poisson; their square root is nearly normal, with a variance of 1/4 for the chance in what
    comes and as much again, in proportion, for the chance in what was counted.
    """
    reach = NormalDist().inv_cdf((1 + CERTAINTY) / 2) / 2
    spread = reach * (1 + expected / happened.where(happened > 0)) ** 0.5
    middle = expected**0.5
    return ((middle - spread).clip(lower=0) ** 2).round(), ((middle + spread) ** 2).round()


# terhitung: those of orang whom coverage counts.
_PEOPLE = ["asal", "segmen_kode", "pembayar_kode", "kelompok", "orang", "terhitung", "mulai", "sampai", "upah_rp"]


def _added(workers: Sequence[Workers]) -> pd.DataFrame:
    rows = [
        (
            ADDED,
            each.segmen,
            each.pembayar,
            each.kelompok,
            each.pekerja,
            each.pekerja,
            each.mulai,
            each.sampai,
            each.upah_rp,
        )
        for each in workers
    ]
    return _typed(pd.DataFrame(rows, columns=_PEOPLE))


def _subsidised(cover: pd.DataFrame, active: pd.DataFrame, periode: pd.Timestamp) -> pd.DataFrame:
    """People whose subsidised cover ends, from the first month at whose end they have none."""
    ending = cover[cover["sampai"].notna()].sort_values("sampai", kind="stable", ignore_index=True)
    counted = active[active["bulan"] == periode].groupby("segmen_kode")["aktif_orang"].sum()
    room = ending["segmen_kode"].map(counted).fillna(0).astype("int64")
    without = ending["sampai"] + pd.Timedelta(days=1)
    return _typed(
        ending.assign(
            asal=ENDED,
            kelompok="umum",
            terhitung=bantuan.in_turn(ending, room, per=["segmen_kode"]),
            mulai=without - pd.to_timedelta(without.dt.day - 1, unit="D"),
            sampai=pd.NaT,
            upah_rp=0,
        )[_PEOPLE]
    )


def _decided(begun: pd.DataFrame, again: pd.DataFrame) -> pd.DataFrame:
    """Cover that is decided to begin, of ``bantuan.decided``, without the people whose own is prolonged (again)."""
    keys = ["bulan", "segmen_kode", "pembayar_kode"]
    people = begun.groupby(keys, as_index=False)["orang"].sum()
    kept = again.groupby(keys, as_index=False)["orang"].sum().rename(columns={"orang": "lagi"})
    both = people.merge(kept, on=keys, how="left")
    more = (both["orang"] - both["lagi"].fillna(0)).clip(lower=0)
    table = both.assign(asal=DECIDED, kelompok="umum", orang=more, terhitung=more, mulai=both["bulan"], sampai=pd.NaT)
    return _typed(table[more > 0].assign(upah_rp=0)[["bulan", *_PEOPLE]])


def _grown(active: pd.DataFrame, periode: pd.Timestamp) -> pd.DataFrame:
    """Those who pay for themselves at the period, whom there may be more or fewer of in every month after it."""
    segmen, pembayar = GROWING
    own = active[
        (active["bulan"] == periode) & (active["segmen_kode"] == segmen) & (active["pembayar_kode"] == pembayar)
    ]
    people = own["aktif_orang"].sum()
    rows = [(GROWN, segmen, pembayar, "umum", people, people, periode, pd.NaT, 0)]
    return _typed(pd.DataFrame(rows, columns=_PEOPLE))


def _typed(people: pd.DataFrame) -> pd.DataFrame:
    return people.astype(
        {
            "orang": "float64",
            "terhitung": "float64",
            "mulai": "datetime64[s]",
            "sampai": "datetime64[s]",
            "upah_rp": "float64",
        }
    )

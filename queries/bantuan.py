"""Subsidised cover: who pays for how many workers and until when, and how many lose it when nobody goes on paying.

Members and grants tell of the same people, so each pair of payer and segment is counted from one of them only: from
the members as soon as any of them carries the day it ends, else from the grants in force, as far as there are members
that they can be; see docs/keputusan/0013. What ends is counted here for every screen, paper and plan.
"""

import pandas as pd
from sqlalchemy import extract, select

from data import settings
from data.schema import bantuan_iuran as t
from data.schema import muatan_periode
from data.subjects import PAYER_UNTOLD
from memory import remembered
from queries.db import dataset, frame, is_live

# How far the fall is looked for, and how far the path is drawn behind and ahead, in months.
HORIZON = 12
BEHIND, AHEAD = 11, 12
_PAIR = ["pembayar_kode", "segmen_kode"]


@dataset
def rows() -> pd.DataFrame:
    """One row per grant of the live loads, in the order of payers' codes and days.

    Columns: pembayar_kode, kecamatan_kode (None: the whole regency), segmen_kode, kelompok, jumlah_orang, mulai,
    sampai (last day), sk.
    """
    return frame(
        select(
            t.c.pembayar_kode,
            t.c.kecamatan_kode,
            t.c.segmen_kode,
            t.c.kelompok,
            t.c.jumlah_orang,
            t.c.mulai,
            t.c.sampai,
            t.c.sk,
        )
        .join(
            muatan_periode,
            is_live(t.c.muatan_id, periode=muatan_periode.c.periode)
            & (extract("year", muatan_periode.c.periode) == extract("year", t.c.mulai)),
        )
        .where(t.c.kabupaten_kode == settings.kabupaten())
        .order_by(t.c.pembayar_kode, t.c.mulai, t.c.id)
    )


@remembered
def cover(active: pd.DataFrame, grants: pd.DataFrame, payers: pd.DataFrame, *, bulan: pd.Timestamp) -> pd.DataFrame:
    """Whom budgets pay for at the end of a month, each person once; the largest first.

    active: of ``kepesertaan.rows``; grants: of ``rows``. Columns: pembayar_kode, pembayar, segmen_kode, sampai (NaT:
    no end is known), orang, asal ('kepesertaan' or 'bantuan': which of the two tells it).
    """
    subsidised = payers.loc[payers["bersubsidi"], "pembayar_kode"]
    own = active[(active["bulan"] == bulan) & active["pembayar_kode"].isin(subsidised)]
    members = _people(own.rename(columns={"aktif_orang": "orang", "berakhir_pada": "sampai"}))
    dated = members.loc[members["sampai"].notna(), _PAIR].drop_duplicates()
    granted = _people(_in_force(grants, bulan).rename(columns={"jumlah_orang": "orang"}))
    granted = granted.merge(dated, on=_PAIR, how="left", indicator=True).query("_merge == 'left_only'")
    granted = _registered(granted, active[active["bulan"] == bulan])
    counted = granted.groupby(_PAIR)["orang"].sum()
    # The members of a pair that grants tell of are those same people; who is left over has no end that is known.
    again = members[_PAIR].merge(counted.rename("lagi").reset_index(), on=_PAIR, how="left")["lagi"].fillna(0)
    members = members.assign(orang=(members["orang"] - again.to_numpy()).clip(lower=0).astype("int64"))
    table = pd.concat([members.assign(asal="kepesertaan"), granted.drop(columns="_merge").assign(asal="bantuan")])
    named = payers[["pembayar_kode", "pembayar"]].merge(table[table["orang"] > 0], on="pembayar_kode")
    return named.sort_values(["orang", "sampai"], ascending=[False, True], ignore_index=True)


def _registered(granted: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Grants with no more people than there are members for them: first those of their own payer, then those of their
    segment whose payer is not told. Those that end first come first; where nobody is counted the grant stands alone.
    """
    turn = granted.sort_values(["sampai", "pembayar_kode", "segmen_kode"], ignore_index=True)
    own = turn.merge(_room(members, _PAIR), on=_PAIR, how="left")["ada"]
    untold = members[members["pembayar_kode"] == PAYER_UNTOLD]
    rest = turn.merge(_room(untold, ["segmen_kode"]), on="segmen_kode", how="left")["ada"]
    first = in_turn(turn, own.fillna(0), per=_PAIR)
    second = in_turn(turn.assign(orang=turn["orang"] - first), rest.fillna(0), per=["segmen_kode"])
    known = own.notna() | rest.notna()
    return turn.assign(orang=(first + second).where(known, turn["orang"]).astype("int64"))


def _room(members: pd.DataFrame, per: list[str]) -> pd.DataFrame:
    return members.groupby(per, as_index=False)["aktif_orang"].sum().rename(columns={"aktif_orang": "ada"})


def in_turn(rows: pd.DataFrame, room: pd.Series, *, per: list[str]) -> pd.Series:
    """How many of each row's people (orang) find room, the rows before it in the same group having been let in first.

    room: how many the group of each row holds.
    """
    before = rows.groupby(per)["orang"].cumsum() - rows["orang"]
    return (room - before).clip(lower=0).clip(upper=rows["orang"])


def _in_force(grants: pd.DataFrame, bulan: pd.Timestamp) -> pd.DataFrame:
    day = bulan + pd.offsets.MonthEnd(0)
    return grants[(grants["mulai"] <= day) & (grants["sampai"] >= day)]


def _people(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.groupby([*_PAIR, "sampai"], as_index=False, dropna=False)["orang"].sum()


@remembered
def fall(cover: pd.DataFrame, *, bulan: pd.Timestamp) -> tuple[pd.Timestamp, int] | None:
    """The day within a year on which most people lose their cover, and how many; None when none is known."""
    last = bulan + pd.DateOffset(months=HORIZON) + pd.offsets.MonthEnd(0)
    near = cover[cover["sampai"].notna() & (cover["sampai"] <= last)].groupby("sampai")["orang"].sum()
    return None if near.empty else (near.idxmax(), int(near.max()))


@remembered
def path(active: pd.DataFrame, grants: pd.DataFrame, payers: pd.DataFrame, *, bulan: pd.Timestamp) -> pd.DataFrame:
    """People under cover that ends, per month and payer, a year back and a year ahead; ahead if nothing is renewed.

    Ahead are those of ``cover`` until their day, and the grants that begin later. In the order of payers.
    Columns: bulan, pembayar_kode, pembayar, orang, terlihat (whether the month has been; False: what is to come).
    """
    months = sorted(month for month in active["bulan"].unique() if month <= bulan)[-BEHIND - 1 :]
    found = [
        _per_payer(cover(active, grants, payers, bulan=month), month, seen=True)
        for month in months
        if bulan - month <= pd.Timedelta(days=31 * BEHIND + 15)
    ]
    now = cover(active, grants, payers, bulan=bulan)
    later = decided(grants, bulan=bulan, lama=AHEAD).merge(payers[["pembayar_kode", "pembayar"]], on="pembayar_kode")
    for ahead in range(1, AHEAD + 1):
        month = bulan + pd.DateOffset(months=ahead)
        still = now[now["sampai"] >= month + pd.offsets.MonthEnd(0)]
        found.append(_per_payer(pd.concat([still, later[later["bulan"] == month]]), month, seen=False))
    table = payers[["pembayar_kode"]].merge(pd.concat(found, ignore_index=True), on="pembayar_kode")
    return table.astype({"bulan": "datetime64[s]", "orang": "int64", "terlihat": "bool"})


@remembered
def decided(grants: pd.DataFrame, *, bulan: pd.Timestamp, lama: int) -> pd.DataFrame:
    """People of grants that begin after a month, in each of so many months after it (lama).

    Columns: bulan, pembayar_kode, segmen_kode, sampai, orang.
    """
    later = grants[grants["mulai"] > bulan + pd.offsets.MonthEnd(0)].rename(columns={"jumlah_orang": "orang"})
    months = [bulan + pd.DateOffset(months=ahead) for ahead in range(1, lama + 1)]
    table = pd.concat([_people(_in_force(later, month)).assign(bulan=month) for month in months], ignore_index=True)
    return table.astype({"bulan": "datetime64[s]"})


def _per_payer(rows: pd.DataFrame, month: pd.Timestamp, *, seen: bool) -> pd.DataFrame:
    ending = rows[rows["sampai"].notna()]
    people = ending.groupby(["pembayar_kode", "pembayar"], as_index=False)["orang"].sum()
    return people.assign(bulan=month, terlihat=seen)[["bulan", "pembayar_kode", "pembayar", "orang", "terlihat"]]


@remembered
def begun_later(grants: pd.DataFrame, *, bulan: pd.Timestamp) -> pd.DataFrame:
    """Grants that begin within a year after a month. Columns: mulai, orang."""
    day = bulan + pd.offsets.MonthEnd(0)
    later = grants[(grants["mulai"] > day) & (grants["mulai"] <= day + pd.DateOffset(months=HORIZON))]
    return later.groupby("mulai", as_index=False)["jumlah_orang"].sum().rename(columns={"jumlah_orang": "orang"})


@remembered
def decrees(grants: pd.DataFrame, payers: pd.DataFrame, *, tahun: int) -> pd.DataFrame:
    """The grants that begin in a year, added up over kecamatan, in the order of payers and days.

    Columns: pembayar, kelompok, sk, mulai, sampai, jumlah_orang.
    """
    own = grants[grants["mulai"].dt.year == tahun]
    keys = ["pembayar_kode", "kelompok", "sk", "mulai", "sampai"]
    people = own.groupby(keys, as_index=False, dropna=False, sort=False)["jumlah_orang"].sum()
    table = payers[["pembayar_kode", "pembayar"]].merge(people, on="pembayar_kode")
    return table[["pembayar", "kelompok", "sk", "mulai", "sampai", "jumlah_orang"]]

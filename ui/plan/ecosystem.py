"""The ecosystem: registered of how many, per group, OPD and desa; and the desa that have nobody."""

import pandas as pd
import streamlit as st

from memory import remembered
from ui import choices, downloads, formats, parts
from ui.charts import bars
from ui.columns import Columns
from ui.formats import count, percent

SUBJECTS = frozenset({"ekosistem"})
_SHARE: Columns = {
    "jumlah_orang": ("Jumlah (orang)", count),
    "terdaftar_orang": ("Terdaftar (orang)", count),
    "belum_orang": ("Belum terdaftar (orang)", count),
    "terdaftar_pct": ("Terdaftar", lambda share: "–" if formats.is_missing(share) else percent(share, decimals=1)),
}
GROUPS: Columns = {"kelompok": ("Kelompok", None), **_SHARE}
OFFICES: Columns = {"opd": ("OPD", None), **GROUPS}
DESA: Columns = {"desa": ("Desa/kelurahan", None), "kecamatan": ("Kecamatan", None), **_SHARE}
NOBODY: Columns = {
    "desa": ("Desa/kelurahan", None),
    "kecamatan": ("Kecamatan", None),
    "jumlah_orang": ("Pekerja yang dapat didaftarkan", count),
}
ALL = "Semua kelompok"
# Its word in the address.
GROUP = "kelompok"


def none() -> None:
    """There are no figures up to the period."""
    parts.heading("Belum ada data ekosistem sampai periode ini")
    st.markdown("Muat subjek ekosistem, atau pilih periode yang lebih baru.")


def groups(table: pd.DataFrame, rows: pd.DataFrame) -> None:
    """Each group. table: of ``ekosistem.per_group``; rows: of ``ekosistem.at``."""
    parts.heading(_of_groups(table), _dated(rows))
    parts.figure(
        bars.protected_and_not(_as_coverage(table), label="kelompok"),
        key="ekosistem_kelompok",
        alt=_of_groups(table),
        numbers=table,
        headings=GROUPS,
    )


def offices(table: pd.DataFrame) -> None:
    """Each OPD. table: of ``ekosistem.per_opd``."""
    if table.empty:
        parts.heading("Belum ada data per OPD")
        return
    first = table.iloc[0]
    parts.heading(
        f"Terbanyak belum terdaftar di {first['opd']}: {count(first['belum_orang'])} orang"
        if first["belum_orang"]
        else "Semua pekerja OPD sudah terdaftar",
        "OPD menurut orang yang belum terdaftar, terbanyak di atas.",
    )
    parts.table(table, OFFICES, alt="Terdaftar per OPD", height=520 if len(table) > 14 else None)


def nobody(table: pd.DataFrame, silent: pd.DataFrame, *, of: int, kelompok: str) -> None:
    """The desa in which nobody is registered. of: how many have handed in; silent: of ``ekosistem.silent``."""
    if not of:
        parts.heading("Belum ada data per desa")
        return
    parts.heading(
        f"{count(len(table))} dari {count(of)} desa dan kelurahan belum mendaftarkan seorang pun",
        f"Kelompok {formats.plain(kelompok)}." if kelompok else "",
    )
    if len(table):
        parts.table(
            table, NOBODY, alt="Desa yang belum mendaftarkan seorang pun", height=420 if len(table) > 10 else None
        )
    if len(silent):
        parts.quiet(f"{count(len(silent))} desa dan kelurahan belum ada datanya; tidak dihitung sebagai nol.")


def villages(table: pd.DataFrame) -> None:
    """Every desa. table: of ``ekosistem.per_desa``."""
    if table.empty:
        return
    box = st.expander("Semua desa dan kelurahan", key="ekosistem_desa", on_change="rerun")
    if box.open:
        with box:
            parts.table(table, DESA, alt="Terdaftar per desa, terendah di atas", height=520)


def choose(names: list[str]) -> str:
    """Which group the desa are counted for; '' for all."""
    asked = choices.carried(GROUP)
    if asked and asked not in names:
        st.warning("Kelompok pada alamat tidak dikenal; yang ditampilkan: semua kelompok.", icon=":material/link_off:")
        choices.carry(GROUP, "")
        asked = ""
    st.session_state["ekosistem_pilih"] = asked or ALL
    chosen = st.selectbox(
        "Kelompok",
        [ALL, *names],
        key="ekosistem_pilih",
        filter_mode=None,
        width=260,
        on_change=_carry_group,
    )
    return "" if chosen == ALL else chosen


def _carry_group() -> None:
    chosen = st.session_state["ekosistem_pilih"]
    choices.carry(GROUP, "" if chosen == ALL else chosen)


def take_away(
    table: pd.DataFrame, without: pd.DataFrame, *, periode: pd.Timestamp, kelompok: str, sample: bool
) -> None:
    """Every desa, and those that have nobody, as files."""
    note = f"Ekosistem desa, {kelompok or ALL.lower()}, data terbaru sampai {formats.month(periode)}"
    for label, name, rows in (
        ("Unduh desa tanpa peserta", "desa-tanpa-peserta", without),
        ("Unduh semua desa", "ekosistem-desa", table),
    ):
        headings = {"desa_kode": "Kode"} | {key: heading for key, (heading, _) in DESA.items()}
        downloads.button(label, f"{name}-{periode:%Y-%m}.csv", rows, headings, [note], sample=sample)


@remembered
def _as_coverage(table: pd.DataFrame) -> pd.DataFrame:
    return table.rename(columns={"terdaftar_pct": "cakupan_pct"})


def _of_groups(table: pd.DataFrame) -> str:
    registered, everyone = table["terdaftar_orang"].sum(), table["jumlah_orang"].sum()
    return f"{count(registered)} dari {count(everyone)} pekerja ekosistem pemerintahan dan desa terdaftar"


def _dated(rows: pd.DataFrame) -> str:
    """When each half was counted."""
    halves = {"OPD": rows.loc[rows["opd"].notna(), "bulan"], "desa": rows.loc[rows["opd"].isna(), "bulan"]}
    told = [f"{name} per {formats.month(months.iloc[0])}" for name, months in halves.items() if len(months)]
    return f"Data {formats.listing(told)}. Satu orang dapat tercatat pada lebih dari satu kelompok."

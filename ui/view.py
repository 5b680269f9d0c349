"""What a screen is asked to show: kept by the frame for the screen that it runs next."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

TITLES = {
    "": "Perlindungan pekerja {wilayah}",
    "kecamatan": "Cakupan per kecamatan",
    "klaim": "Pembayaran klaim",
    "belum-terlindungi": "Pekerja yang belum terlindungi",
    "rencana": "Evaluasi dan rencana tindak lanjut",
    "skenario": "Simulasi rencana",
    "atur-proyektor": "Proyektor",
    "proyektor": "Layar acara",
    "kendali": "Kendali panggung",
    "sumber": "Sumber data dan definisi",
    "unggah": "Unggah data",
    "pengelola": "Pengelola",
}
SUBJECTS = {
    "semesta": "semesta",
    "kepesertaan": "kepesertaan",
    "klaim": "klaim",
    "target": "target",
    "tindak_lanjut": "tindak lanjut",
    "ekosistem": "ekosistem",
    "bantuan_iuran": "bantuan iuran",
    "batas": "batas wilayah",
}
_KEY = "tampilan"


@dataclass(frozen=True)
class View:
    """The viewer's choices, understood.

    layar: the address of the screen; segmen: codes, all when empty; kecamatan: the code of the opened one; bagian:
    the part of the screen, '' where it has none; aturan: how a target is shared out, of ``queries.capaian.RULES``;
    rencana: the plan that papers tell of, as a link has it (``ui.scenario.plan.write``), '' for none.
    """

    periode: pd.Timestamp
    basis: str
    segmen: tuple[str, ...]
    urutan: str
    kecamatan: str | None
    layar: str
    bagian: str = ""
    aturan: str = ""
    rencana: str = ""

    @property
    def target_basis(self) -> str:
        """The basis to look up targets on: none when some segments are chosen, because targets are for all together."""
        return "" if self.segmen else self.basis


def keep(view: View) -> None:
    """Keep what the frame understood for the screen that runs next."""
    st.session_state[_KEY] = view


def current() -> View:
    """What the screen is asked to show."""
    kept: View = st.session_state[_KEY]
    return kept

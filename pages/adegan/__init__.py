"""The scenes of the hall, one file each: ``scene()`` gives the one message that it shows, or why it has none."""

from collections.abc import Callable, Iterable

from pages.adegan import belum, biaya, klaim, peringkat, peta, rencana, santunan, skenario, tren
from queries.db import DatabaseUnavailable, SettingError
from ui import incidents
from ui.hall.programme import Programme
from ui.hall.stage import Scene
from ui.view import View

SCENES: dict[str, Callable[[View, Programme], Scene | str]] = {
    "belum": belum.scene,
    "peta": peta.scene,
    "peringkat": peringkat.scene,
    "tren": tren.scene,
    "klaim": klaim.scene,
    "biaya": biaya.scene,
    "skenario": skenario.scene,
    "santunan": santunan.scene,
    "rencana": rencana.scene,
}


FAILED = "Adegan ini belum dapat ditampilkan. Sebutkan nomor kejadian {} kepada pengelola."


def prepared(names: Iterable[str], seen: View, programme: Programme) -> dict[str, Scene | str]:
    """Scenes by name, in order; a sentence in place of one that has no data or fails."""
    return {name: _prepared(name, seen, programme) for name in names}


def _prepared(name: str, seen: View, programme: Programme) -> Scene | str:
    try:
        return SCENES[name](seen, programme)
    except (DatabaseUnavailable, SettingError):
        raise
    except Exception as error:
        return FAILED.format(incidents.note(error))

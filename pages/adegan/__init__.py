"""The scenes of the hall, one file each: ``scene()`` gives the one message that it shows, or why it has none."""

from collections.abc import Callable, Iterable

from pages.adegan import belum, biaya, klaim, peringkat, peta, rencana, santunan, skenario, tren
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


def prepared(names: Iterable[str], seen: View, programme: Programme) -> dict[str, Scene | str]:
    """Scenes by name, in order; a sentence in place of one that has no data."""
    return {name: SCENES[name](seen, programme) for name in names}

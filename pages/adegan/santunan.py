"""Scene: the benefits that are handed over at this event, as the link says; never with a name."""

from queries import acuan, wilayah
from ui import formats
from ui.hall import stage, words
from ui.hall.programme import Programme
from ui.hall.stage import Scene
from ui.view import View


def scene(seen: View, programme: Programme) -> Scene | str:
    """What each is, for whom, where, and how much; the figure is the sum."""
    names = wilayah.names(wilayah.districts())
    programmes = set(acuan.programmes()["program_kode"])
    known = [g for g in programme.grants if g.kecamatan in names and g.program in programmes]
    if not known:
        return "Belum ada santunan yang ditulis untuk acara ini."
    lines = [
        (
            f"**{g.program}** · {formats.plain(g.pekerja)} · {formats.plain(names[g.kecamatan])}",
            f"**{formats.rupiah(g.rupiah)}**",
        )
        for g in known
    ]
    return Scene(
        formats.rupiah(sum(g.rupiah for g in known)),
        words.handed_over(len(known)),
        lambda: stage.rows(lines, key="santunan"),
    )

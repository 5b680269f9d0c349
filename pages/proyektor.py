"""The stage: the scenes that the address names, or those of the screen that it stands for, all at once."""

from pages import adegan
from queries import muatan, semesta, wilayah
from ui import theme, view
from ui.hall import programme, stage, words

seen = view.current()
asked = programme.current(seen.layar)
base = semesta.chosen(basis=seen.basis, periode=seen.periode)
with theme.hall(dark=asked.dark):
    prepared = adegan.prepared(asked.scenes, seen, asked)
    scenes = {name: made for name, made in prepared.items() if not isinstance(made, str)}
    if scenes:
        stage.show(
            asked,
            scenes,
            words.foot(
                wilayah.name(wilayah.regency()), seen.periode, base.nama, muatan.sample_subjects(muatan.loads())
            ),
        )
    else:
        why = [made for made in prepared.values() if isinstance(made, str)]
        stage.message(why[0] if len(why) == 1 else "Belum ada data untuk adegan yang dipilih.")

"""Evaluation and plan: the part that the address asks for, only that one is worked out."""

from pages.telaah import bantuan_iuran, ekosistem, evaluasi, sasaran, tindak_lanjut
from papers import offer
from ui import view

DRAW = {
    "evaluasi": evaluasi.draw,
    "target": sasaran.draw,
    "tindak-lanjut": tindak_lanjut.draw,
    "bantuan": bantuan_iuran.draw,
    "ekosistem": ekosistem.draw,
}

seen = view.current()
DRAW[seen.bagian](seen)
offer.draw(seen)

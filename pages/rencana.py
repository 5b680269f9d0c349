"""Evaluation and plan: the part that the address asks for, only that one is worked out."""

from pages.telaah import sasaran
from ui import view

DRAW = {"target": sasaran.draw}

seen = view.current()
DRAW[seen.bagian](seen)

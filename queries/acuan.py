"""Vocabulary: segments, payers and programmes, in the order that officials use."""

import pandas as pd
from sqlalchemy import select

from data.schema import pembayar, program, segmen
from memory import remembered
from queries.db import dataset, frame


@dataset
def segments() -> pd.DataFrame:
    """One row per segment. Columns: segmen_kode, segmen."""
    return frame(select(segmen.c.kode.label("segmen_kode"), segmen.c.nama.label("segmen")).order_by(segmen.c.urutan))


@dataset
def payers() -> pd.DataFrame:
    """One row per payer of contributions. Columns: pembayar_kode, pembayar, bersubsidi."""
    return frame(
        select(
            pembayar.c.kode.label("pembayar_kode"), pembayar.c.nama.label("pembayar"), pembayar.c.bersubsidi
        ).order_by(pembayar.c.urutan)
    )


@dataset
def programmes() -> pd.DataFrame:
    """One row per programme. Columns: program_kode, program."""
    return frame(
        select(program.c.kode.label("program_kode"), program.c.nama.label("program")).order_by(program.c.urutan)
    )


ALL = "semua"
WITHOUT_CONSTRUCTION = "tanpa-jakon"


@remembered
def segment_choices(segments: pd.DataFrame) -> dict[str, str]:
    """What may be chosen as segment: all, each one, and all without construction, which some reports leave out."""
    each = dict(zip(segments["segmen_kode"], segments["segmen"], strict=True))
    return {ALL: "Semua segmen"} | each | {WITHOUT_CONSTRUCTION: "Tanpa Jasa Konstruksi"}


def codes_of(choice: str, segments: pd.DataFrame) -> tuple[str, ...]:
    """The segment codes of one choice; empty means all."""
    if choice == ALL:
        return ()
    if choice == WITHOUT_CONSTRUCTION:
        return tuple(segments.loc[segments["segmen_kode"] != "Jakon", "segmen_kode"])
    return (choice,)

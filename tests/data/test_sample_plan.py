"""The sample of the plan: in keeping with the members that the sample shows, and about offices only."""

import datetime as dt
from collections import Counter

import pytest

from data import sample_plan
from data.reference import read
from data.sample_rows import POSITION, member_rows

GRANTS = sample_plan.grant_rows()
ACTIONS = sample_plan.action_rows()
ECOSYSTEM = sample_plan.ecosystem_rows()
MEMBERS = [row for row in member_rows() if row["bulan"] == POSITION]
DESA = {row["kode"]: row for row in read("desa")}
VILLAGE_OFFICES = ("Perangkat desa", "BPD", "RT/RW")


def members(**wanted: str) -> int:
    return sum(row["aktif_orang"] for row in MEMBERS if wanted.items() <= row.items())


def registered(*groups: str, kecamatan: str = "") -> int:
    return sum(
        row["terdaftar_orang"]
        for row in ECOSYSTEM
        if row["kelompok"] in groups and (row["desa_kode"] or "").startswith(kecamatan)
    )


def test_every_grant_is_the_cover_that_its_members_have() -> None:
    covered: Counter = Counter()
    for row in member_rows():
        if row["berakhir_pada"]:
            covered[row["bulan"], row["kecamatan_kode"], row["pembayar_kode"], row["berakhir_pada"]] += row[
                "aktif_orang"
            ]
    for grant in GRANTS:
        months = [month for month in {key[0] for key in covered} if grant["mulai"] <= month <= grant["sampai"]]
        for month in months:
            key = (month, grant["kecamatan_kode"], grant["pembayar_kode"], grant["sampai"])
            assert covered.pop(key) == grant["jumlah_orang"]
    assert not covered


def test_the_registered_are_members() -> None:
    informal = sum(row["aktif_orang"] for row in MEMBERS if row["berakhir_pada"])
    assert registered("Non-ASN") == members(segmen_kode="PU", pembayar_kode="apbd") == 4_150
    assert registered(*VILLAGE_OFFICES) == members(segmen_kode="PU", pembayar_kode="apbdes") == 3_460
    assert registered("Kader posyandu", "Guru ngaji", "Pekerja rentan") == informal == 8_917


@pytest.mark.parametrize("kecamatan", sorted({row["kecamatan_kode"] for row in MEMBERS}))
def test_they_are_members_of_their_own_kecamatan(kecamatan: str) -> None:
    own = members(segmen_kode="PU", pembayar_kode="apbdes", kecamatan_kode=kecamatan)
    assert registered(*VILLAGE_OFFICES, kecamatan=kecamatan) == own


def test_the_ecosystem_names_every_desa_once_per_group() -> None:
    rows = [row for row in ECOSYSTEM if row["desa_kode"]]
    assert {row["desa_kode"] for row in rows} == set(DESA)
    assert len({(row["desa_kode"], row["kelompok"]) for row in rows}) == len(rows)
    assert all(0 <= row["terdaftar_orang"] <= row["jumlah_orang"] for row in ECOSYSTEM)
    assert all((row["opd"] is None) != (row["desa_kode"] is None) for row in ECOSYSTEM)
    kelurahan = {kode for kode, row in DESA.items() if row["jenis"] == "kelurahan"}
    assert not [row for row in rows if row["desa_kode"] in kelurahan and row["kelompok"] in ("Perangkat desa", "BPD")]


def test_some_desa_have_nobody() -> None:
    people: Counter = Counter()
    for row in ECOSYSTEM:
        people[row["desa_kode"]] += row["terdaftar_orang"]
    assert 10 <= sum(not count for count in people.values()) <= 30


def test_the_actions_are_done_as_far_as_the_members_show() -> None:
    done = {(row["tahun"], row["sumber_dana"], row["kelompok"]): row["terlaksana_orang"] for row in ACTIONS}
    for grant in {(grant["pembayar_kode"], grant["kelompok"], grant["mulai"].year) for grant in GRANTS}:
        payer, group, year = grant
        if year in (2023, 2024):
            people = sum(
                each["jumlah_orang"] for each in GRANTS if (each["pembayar_kode"], each["mulai"].year) == (payer, year)
            )
            assert done[year, {"apbdes": "APBDes"}.get(payer, payer.upper()), group] == people
    assert {row["tahun"] for row in ACTIONS} == {2023, 2024}
    assert all(dt.date(row["tahun"], 1, 1) <= row["tenggat"] <= dt.date(row["tahun"], 12, 31) for row in ACTIONS)


def test_only_offices_are_named() -> None:
    offices = ("Dinas ", "Badan ", "Bagian ", "Bidang ", "Kantor ", "RSUD ", "Satuan ", "Sekretariat ")
    named = {row["penanggung_jawab"] for row in ACTIONS} | {row["opd"] for row in [*ACTIONS, *ECOSYSTEM]} - {None}
    assert [name for name in named if not name.startswith(offices)] == []


def test_the_same_rows_every_time() -> None:
    assert (sample_plan.grant_rows(), sample_plan.action_rows(), sample_plan.ecosystem_rows()) == (
        GRANTS,
        ACTIONS,
        ECOSYSTEM,
    )

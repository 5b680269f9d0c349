"""Hostile words in every text column, on every screen of a real browser and in every file that may be taken away."""

import csv
import io
import shutil
from unicodedata import category

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page
from sqlalchemy import create_engine

from data.cli import main
from queries import unggah
from tests.attack.hostile import MARK, STRINGS, columns, marked, plant, seen
from tests.browser.test_screens import open_screen, settle
from tests.browser.test_upload import hand_in

pytestmark = pytest.mark.browser
# Where all that stands in a column is seen. A new column of text belongs here.
SHOWN = {
    "": {"kabupaten.nama"},
    "kecamatan?kecamatan=35.05.06": {"desa.nama", "segmen.nama"},
    "klaim": {"kecamatan.nama", "program.nama"},
    "belum-terlindungi": {"pembayar.nama", "segmen.nama"},
    "sumber": {
        "basis.nama", "basis.penjelasan", "basis.sumber", "iuran.kelompok", "iuran.aturan", "muatan.nama_berkas",
        "muatan.sumber", "muatan.oleh", "muatan.lembar", "muatan_total.ukuran", "riwayat.oleh", "riwayat.nama_berkas",
    },
    "sumber?subjek=semesta&kecamatan=35.05.06": {"basis.nama"},
    "unggah": {"muatan.nama_berkas", "muatan.oleh", "riwayat.oleh"},
    "rencana?periode=2023-12": {"tindak_lanjut.opd", "pembayar.nama"},
    "rencana?periode=2023-12&bagian=target": {"target.sumber", "basis.nama"},
    "rencana?periode=2023-12&bagian=tindak-lanjut": {
        "tindak_lanjut.opd", "tindak_lanjut.tindakan", "tindak_lanjut.kelompok", "tindak_lanjut.sumber_dana",
        "tindak_lanjut.penanggung_jawab", "tindak_lanjut_ubah.oleh", "tindak_lanjut_ubah.sumber_dana",
        "tindak_lanjut_ubah.penanggung_jawab",
    },
    "rencana?periode=2023-12&bagian=bantuan": {"bantuan_iuran.kelompok", "bantuan_iuran.sk", "pembayar.nama"},
    "rencana?periode=2023-12&bagian=ekosistem": {"ekosistem.kelompok", "ekosistem.opd"},
    # Names of kecamatan are shortened there.
    "proyektor?periode=2023-12": {"tindak_lanjut.opd", "tindak_lanjut.tindakan"},
    # Sentences that another choice brings: a base without kecamatan, an address that is not known.
    "?basis=bps-bekerja": {"kabupaten.nama"},
    "kecamatan?basis=bps-bekerja": {"kecamatan.nama"},
    "belum-terlindungi?basis=tidak-ada&segmen=PMI": set(),
}  # fmt: skip
FORMULA_STARTS = tuple("=+-@\t\r\n")
# What came of a string that was taken for more than words.
BROKEN = f"""() => [...document.querySelectorAll(
    '[href*="{MARK}"], [src*="{MARK}"], [action*="{MARK}"], #{MARK}, .{MARK}, [href^="javascript"], ' +
    '[href^="mailto"], iframe, object, embed, form[action], .katex, .stMain [style*="fixed"], ' +
    'script[src^="http"]:not([src*="/_stcore/bidi-components/"])'
)].filter(part => !part.closest('[data-testid=stFileUploader]')).map(part => part.outerHTML.slice(0, 200))"""

# What a chart would take for markup once somebody points at it: tags, and templates made of data.
IN_CHARTS = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(chart => chart.data).flatMap(trace => [
    ...(JSON.stringify(trace).match(/<(a|img|iframe|form|svg|script|div) [^>]*|<b>tebal|<sup>2/) || []),
    ...[trace.hovertemplate, trace.texttemplate].flat().filter(text => text && text.includes('§')),
])"""


def test_every_column_of_text_is_known_here() -> None:
    assert {str(column) for _, column in columns()} == set().union(*SHOWN.values())


def faults(page: Page, place: str) -> list[str]:
    """What on this screen is more than words, and which words are not there."""
    found = [f"made of words: {part}" for part in page.evaluate(BROKEN) + page.evaluate(IN_CHARTS)]
    found += ["a title is missing or too many"] if page.locator("h1").count() != 1 else []
    text = seen(page.locator("[data-testid=stMain]").text_content() or "")
    for column in (each for _, each in columns() if str(each) in SHOWN[place]):
        found += [f"{column} lost {words!r}" for words in STRINGS if seen(marked(words, column)) not in text]
    return [f"/{place}: {fault}" for fault in found]


def open_everything(page: Page) -> None:
    """Open what is closed."""
    for box in page.get_by_text("Lihat angka").all():
        box.click()
    settle(page)


@pytest.fixture(scope="module")
def site(serve_all, sample_template, tmp_path_factory):
    """A dashboard whose database holds nothing but hostile words."""
    file = shutil.copy(sample_template, tmp_path_factory.mktemp("jahat"))
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        # So that what looks like a heading, a list or a formula begins a kecamatan's name.
        plant(connection, first=STRINGS.index("# Judul"))
    engine.dispose()
    return serve_all(f"sqlite:///{file}", UNGGAH="ya"), file


def test_words_stay_words(site, page):
    served, _ = site
    dialogs, wrong = [], []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for place in SHOWN:
        slug, _, query = place.partition("?")
        open_screen(page, served.url, slug, f"?{query}" if query else "")
        open_everything(page)
        wrong += faults(page, place)
    assert not wrong, "\n".join(wrong)
    assert dialogs == []
    assert "Kejadian" not in served.said()


def test_a_file_full_of_hostile_words_is_shown_as_it_is(site, page):
    served, _ = site
    open_screen(page, served.url, "unggah")
    handed_in = [words for words in STRINGS if len(words) < 200]
    rows = [("2025", words, "Mendaftarkan", words, "5") for words in handed_in]
    lines = io.StringIO()
    csv.writer(lines, delimiter=";").writerows([("Tahun", "OPD", "Tindak Lanjut", "Kelompok Pekerja", "Kuota"), *rows])
    hand_in(page, lines.getvalue().encode(), f"{''.join(STRINGS[:30]).replace('/', '-')}.csv")
    for tab in page.get_by_role("tab").all():
        tab.click()
        settle(page)
        assert page.evaluate(BROKEN) == []
    text = seen(page.locator("[data-testid=stMain]").text_content() or "")
    assert [words for words in handed_in if seen(words) not in text] == []


def test_what_may_be_taken_away_holds_no_formula(site, page):
    served, _ = site
    open_screen(page, served.url, "sumber")
    texts = set()
    for button in page.get_by_test_id("stDownloadButton").all():
        with page.expect_download() as download:
            button.get_by_role("button").click()
        lines = download.value.path().read_text(encoding="utf-8-sig")
        cells = [cell for row in csv.reader(io.StringIO(lines), delimiter=";") for cell in row]
        texts.update(cell for cell in cells if not is_number(cell))
    assert any(text.startswith("'=") for text in texts)
    assert [text for text in texts if text.startswith(FORMULA_STARTS)] == []


def is_number(cell: str) -> bool:
    return cell.removeprefix("-").replace(",", "").isdecimal()


def test_templates_hold_no_formula(site, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{site[1]}")
    for subject in unggah.subjects():
        book = load_workbook(io.BytesIO(unggah.blank(subject)))
        cells = [cell for sheet in book for row in sheet for cell in row]
        assert any(str(cell.value).startswith("=") for cell in cells)
        assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []


def test_a_terminal_is_not_steered(site, monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{site[1]}")
    main(["status"])
    said = capsys.readouterr().out
    assert "§" in said
    assert [mark for mark in said if category(mark) in ("Cc", "Cf") and mark != "\n"] == []

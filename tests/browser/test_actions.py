"""An action is changed in its row with the keyboard alone, and the focus is where one would look for it."""

import shutil

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_screens import open_screen, settle

OFFICE = "Dinas Tenaga Kerja"


@pytest.fixture
def operator(serve, sample_template, tmp_path):
    """A dashboard of its own, on which actions may be changed."""
    return serve(f"sqlite:///{shutil.copy(sample_template, tmp_path)}", UNGGAH="ya")


def focused(page: Page) -> str:
    """What the keyboard would go to: a button's words, a box's label, '' for nothing."""
    return page.evaluate(
        """() => {
            const at = document.activeElement;
            return at === document.body ? '' : at.getAttribute('aria-label') || at.querySelector('p')?.innerText || '';
        }"""
    )


def tab_to(page: Page, label: str, *, most: int) -> None:
    """Press Tab until something is reached; not more often than one would."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if focused(page).startswith(label):
            return
    raise AssertionError(f"{label} was not reached; the focus is at {focused(page)!r}")


def row_in_focus(page: Page) -> str:
    """The words of the row that the focus is in."""
    return page.evaluate("() => document.activeElement.closest('[class*=st-key-tl_baris_]')?.innerText || ''")


def test_an_action_is_changed_by_keyboard_alone(operator, page):
    open_screen(page, operator.url, "rencana", "?bagian=tindak-lanjut")
    page.get_by_role("button", name="Ubah").first.wait_for()
    settle(page)
    # From the top of the list on, as somebody who came there with Tab.
    page.get_by_role("button", name="Ubah").first.focus()
    page.keyboard.press("Tab")
    assert focused(page) == "Ubah"
    row = row_in_focus(page).split("\n")[0]

    page.keyboard.press("Enter")
    settle(page)
    expect(page.get_by_label("Terlaksana (orang)")).to_be_visible()
    assert focused(page) == "Tutup", "the focus stays on the button that was pressed"
    assert row_in_focus(page).startswith(row)

    tab_to(page, "Terlaksana (orang)", most=3)
    page.keyboard.press("Control+a")
    page.keyboard.type("33")
    tab_to(page, "Kantor yang mengubah", most=6)
    page.keyboard.press("Control+a")
    page.keyboard.type(OFFICE)
    tab_to(page, "Simpan perubahan", most=2)
    page.keyboard.press("Enter")
    settle(page)

    expect(page.get_by_text("Perubahan tersimpan.")).to_be_visible()
    expect(page.get_by_text(f"Terakhir diubah oleh {OFFICE}")).to_be_visible()
    assert focused(page) == "Simpan perubahan", "one can go on from where one was"
    assert "33 dari" in row_in_focus(page)

    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        if focused(page) == "Tutup":
            break
    page.keyboard.press("Enter")
    settle(page)
    expect(page.get_by_label("Terlaksana (orang)")).to_be_hidden()
    assert focused(page) == "Ubah", "closed, the focus is back where it began"
    assert "33 dari" in row_in_focus(page)
    page.keyboard.press("Tab")
    assert focused(page) == "Ubah"

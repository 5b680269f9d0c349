"""Tables as they are sent to a screen."""

from streamlit.testing.v1 import AppTest

from tests import written


def test_the_same_table_may_stand_on_a_screen_twice() -> None:
    def screen() -> None:
        import pandas as pd

        from ui import formats, tables

        rows = pd.DataFrame({"bulan": ["Januari"], "kasus": [1_234]})
        for alt in ("Rupiah", "Kasus", "Kasus"):
            tables.draw(rows, {"bulan": ("Bulan", None), "kasus": ("Kasus", formats.count)}, alt=alt)

    app = AppTest.from_function(screen).run()
    assert not app.exception
    drawn = written.tables(element.proto for element in app.get("bidi_component"))
    assert [table.to_numpy().tolist() for table in drawn] == [[["Januari", "1.234"]]] * 3

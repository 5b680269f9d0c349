"""Which way is good."""

import pytest

from ui import meaning


@pytest.mark.parametrize(
    ("indicator", "change", "expected"),
    [
        ("aktif_orang", 1, "baik"),
        ("aktif_orang", -1, "kurang"),
        ("belum_orang", 1, "kurang"),
        ("belum_orang", -1, "baik"),
        ("cakupan_pct", 0, "netral"),
        ("dibayarkan_rp", 5, "netral"),
    ],
)
def test_judge(indicator, change, expected):
    assert meaning.judge(indicator, change) == expected


def test_an_unknown_indicator_is_refused():
    with pytest.raises(KeyError):
        meaning.judge("kepuasan", 1)

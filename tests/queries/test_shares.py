"""Whole shares: exact, in proportion, and never more than a part may hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.shares import apportion

PEOPLE = st.integers(0, 10**15)


@given(st.data(), st.lists(st.tuples(PEOPLE, PEOPLE), min_size=1, max_size=30))
def test_shares_add_up_and_fit(data, parts):
    weights, most = (dict(enumerate(each)) for each in zip(*parts, strict=True))
    total = data.draw(st.integers(0, sum(most.values())))
    shares = apportion(total, weights, most)
    assert sum(shares.values()) == total
    assert all(0 <= shares[key] <= most[key] for key in most)
    if not any(total * weights[key] > most[key] * sum(weights.values()) for key in most) and any(weights.values()):
        assert all(
            abs(shares[key] * sum(weights.values()) - total * weights[key]) < sum(weights.values()) for key in most
        )


def test_the_largest_remainder_gets_the_extra_one():
    assert apportion(10, {"a": 1, "b": 2, "c": 4}, dict.fromkeys("abc", 99)) == {"a": 1, "b": 3, "c": 6}
    assert apportion(7, {"a": 1, "b": 1, "c": 1}, dict.fromkeys("abc", 99)) == {"a": 3, "b": 2, "c": 2}


def test_what_one_cannot_hold_goes_to_the_others():
    assert apportion(10, {"a": 8, "b": 1, "c": 1}, {"a": 2, "b": 9, "c": 9}) == {"a": 2, "b": 4, "c": 4}
    assert apportion(3, {"a": 1, "b": 0}, {"a": 1, "b": 5}) == {"a": 1, "b": 2}


def test_more_than_all_may_hold_is_refused():
    with pytest.raises(ValueError, match="more than the parts"):
        apportion(4, {"a": 1}, {"a": 3})

"""Land inside that does not belong."""

from ui.charts import enclaves


def polygon(*ring: tuple[float, float]) -> dict:
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


# Four clockwise pieces around an empty square from (1, 1) to (2, 2).
NORTH = polygon((0, 2), (0, 3), (3, 3), (3, 2), (2, 2), (1, 2))
SOUTH = polygon((0, 0), (0, 1), (1, 1), (2, 1), (3, 1), (3, 0))
WEST = polygon((0, 1), (0, 2), (1, 2), (1, 1))
EAST = polygon((2, 1), (2, 2), (3, 2), (3, 1))


def test_an_enclave_is_found_clockwise():
    (ring,) = enclaves.of([NORTH, SOUTH, WEST, EAST])
    assert set(ring) == {(1, 1), (1, 2), (2, 2), (2, 1)}
    assert ring[0] == ring[-1]
    assert enclaves._area(ring) == -2


def test_an_open_bay_is_no_enclave():
    assert enclaves.of([NORTH, SOUTH, WEST]) == []


def test_slivers_and_nothing_are_no_enclave():
    middle = polygon((1, 1), (1, 2), (2, 2), (2, 1.001))
    assert enclaves.of([NORTH, SOUTH, WEST, EAST, middle]) == []
    assert enclaves.of([]) == []

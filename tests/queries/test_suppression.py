"""What is hidden in small tables whose right answer can be seen by eye."""

import pytest

from queries.suppression import SHOWN, SMALL, WITHHELD, Cell, Hidden, everything, hide

EDGES = (5, 10)


def table(counts: list[list[int]], prices: list[int] | None = None) -> list[Cell]:
    """A table with margins and a total. prices: the fixed rupiah per case of each row; else any amount is believed."""
    rows, columns = range(len(counts)), range(len(counts[0]))
    price = prices or [1] * len(counts)
    known = [{"price": (p, p)} if prices else {} for p in price]
    amounts = [[n * price[i] for n in row] for i, row in enumerate(counts)]
    return [
        Cell(("total",), "end", "begin", sum(map(sum, counts)), sum(map(sum, amounts))),
        *(Cell(("row", i), "begin", ("row", i), sum(counts[i]), sum(amounts[i]), **known[i]) for i in rows),
        *(
            Cell(("cell", i, j), ("row", i), ("column", j), counts[i][j], amounts[i][j], **known[i])
            for i in rows
            for j in columns
        ),
        *(
            Cell(("column", j), ("column", j), "end", sum(row[j] for row in counts), sum(row[j] for row in amounts))
            for j in columns
        ),
    ]


def test_nothing_small_hides_nothing() -> None:
    assert hide(table([[20, 30], [0, 15]]), edges=EDGES, units=()) == Hidden()


def test_an_empty_table_hides_nothing() -> None:
    assert hide([], edges=EDGES, units=()) == Hidden()
    assert hide(table([[0, 0], [0, 0]]), edges=EDGES, units=()) == Hidden()


def test_a_lone_small_cell_takes_the_cheapest_rectangle_with_it() -> None:
    counts = [[3, 40, 60], [50, 12, 90], [80, 70, 99]]
    hidden = hide(table(counts), edges=EDGES, units=())
    assert hidden.cells == {("cell", i, j) for i in (0, 1) for j in (0, 1)}


def test_two_small_cells_of_one_row_and_two_of_another_protect_each_other() -> None:
    counts = [[3, 2, 60], [4, 1, 90], [80, 70, 99]]
    hidden = hide(table(counts), edges=EDGES, units=())
    assert hidden.cells == {("cell", i, j) for i in (0, 1) for j in (0, 1)}


def test_a_zero_is_never_hidden_to_protect_another_cell() -> None:
    counts = [[3, 0, 60], [50, 0, 90], [80, 0, 99]]
    assert not any(name[0] == "cell" and name[2] == 1 for name in hide(table(counts), edges=EDGES, units=()).cells)


def test_the_label_goes_where_it_would_give_the_cells_away() -> None:
    # Four cells of 1 add up to a column of 4: were it labelled "<5", no part could be anything but 1.
    cells = table([[1, 90], [1, 80], [1, 70], [1, 60]])
    hidden = hide(cells, edges=EDGES, units=())
    status = {cell.name: [hidden.status(cell, edge) for edge in EDGES] for cell in cells}
    assert [status["cell", i, 0] for i in range(4)] == [[SMALL, SMALL]] * 4
    assert status["column", 0] == [WITHHELD, SMALL]
    assert status["column", 1] == [WITHHELD, WITHHELD]
    assert [status["row", i] for i in range(4)] == [[SHOWN, SHOWN]] * 4


def test_a_fixed_benefit_is_not_left_beside_a_cheap_one() -> None:
    # The row totals would tell 42 million a death from 1 million each: the third programme has to cover it.
    counts = [[2, 30], [6, 40], [50, 200]]
    amounts_believed = hide(table(counts, prices=[42, 1, 42]), edges=(5,), units=(42, 1))
    free = hide(table(counts), edges=(5,), units=())
    assert ("cell", 1, 0) in free.cells
    assert ("cell", 1, 0) not in amounts_believed.cells
    assert {("cell", 0, 0), ("cell", 0, 1), ("cell", 2, 0), ("cell", 2, 1)} == amounts_believed.cells


def test_the_rest_of_a_cell_within_a_larger_one_is_as_sensitive_as_the_cell() -> None:
    first_half = [
        Cell(("a",), "begin", "end", 18, 18, most=(20, 20)),
        Cell(("b",), "begin", "end", 30, 30, most=(60, 60)),
        Cell(("c",), "begin", "end", 25, 25, most=(60, 60)),
    ]
    assert hide(first_half, edges=EDGES, units=()).cells == {("a",), ("c",)}


def test_what_another_version_hides_stays_hidden() -> None:
    cells = table([[7, 40, 60], [50, 12, 90], [80, 70, 99]])
    already = Hidden(frozenset({("cell", 2, 2)}))
    hidden = hide(cells, edges=(10,), units=(), already=already)
    assert {("cell", 0, 0), ("cell", 2, 2)} <= hidden.cells


def test_everything_goes_when_nothing_less_protects() -> None:
    # A lone cell whose both ends are fixed by something outside the table.
    cells = [Cell(("a",), "begin", "end", 2, 2), Cell(("zero",), "begin", "end", 0, 0)]
    hidden = hide(cells, edges=EDGES, units=())
    assert hidden == everything(cells, EDGES)
    assert [hidden.status(cell, 5) for cell in cells] == [WITHHELD, WITHHELD]


@pytest.mark.parametrize(("cases", "threshold", "expected"), [(3, 5, SMALL), (7, 5, WITHHELD), (7, 10, SMALL)])
def test_the_status_says_how_small(cases: int, threshold: int, expected: str) -> None:
    cell = Cell(("a",), "begin", "end", cases, cases)
    assert Hidden(frozenset({("a",)})).status(cell, threshold) == expected
    assert Hidden().status(cell, threshold) == SHOWN

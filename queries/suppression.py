"""Hiding small cells of a table so that nobody can work them out from what stays visible.

A table with margins is a flow. Each cell carries its cases from one node to another (an inner cell from its programme
to its kecamatan, a margin from the total to its programme), and at every node what comes in goes out: that says
"total = sum of parts" for each total. A month's sum, or January to June within a year, fits in the same way.

Somebody who knows all visible cells cannot tell the true world from any other flow with the same visible cells. Flows
differ by circles: one case more on the cells passed forwards, one case less on those passed backwards. A hidden cell
is therefore unknown when some circle leads through it that (1) passes hidden cells only, (2) keeps every
printed label true ("<5" stays 1 to 4) and (3) moves with the case an amount of rupiah that leaves the average of each
cell believable, because a benefit of one fixed amount gives its number of cases away. For every sensitive cell the
cheapest circle is sought (Dijkstra: a hidden cell is free, a visible one costs its cases times their worth), and what
lies on it is hidden. Hiding more never closes a circle again, so one pass is enough.

Source: D. Gusfield, "A graph theoretic approach to statistical data security", SIAM Journal on Computing 17 (1988).
"""

import heapq
import itertools
import math
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

SHOWN, SMALL, WITHHELD = "tampil", "kecil", "disamarkan"
# What replacing the label "<5" by "disamarkan" costs, in visible cases.
LABEL_COST = 10
Step = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a flow. name: unique; start, end: its nodes; cases and amount (rupiah): what it carries.

    published: a viewer is shown it (unless it is hidden); others are sums that a viewer might derive.
    least, most: (cases, amount) that a viewer knows it lies between; the rest up to ``most`` is just as sensitive.
    price: the lowest and highest average amount per case that a viewer would believe. worth: what a visible case of
    it counts for when there is a choice of what to hide.
    """

    name: tuple
    start: Hashable
    end: Hashable
    cases: int
    amount: int
    published: bool = True
    least: tuple[int, int] = (0, 0)
    most: tuple[float, float] = (math.inf, math.inf)
    price: tuple[float, float] = (0, math.inf)
    worth: int = 1

    def is_small(self, threshold: int) -> bool:
        """Whether the cell, or its rest, has cases but fewer than the threshold."""
        return self.cases > 0 and (self.cases < threshold or 0 < self.most[0] - self.cases < threshold)

    def allows(self, cases: int, amount: float) -> bool:
        """Whether a viewer would believe these cases and this amount, the labels aside."""
        return (
            self.least[0] <= cases <= self.most[0]
            and self.least[1] <= amount <= self.most[1]
            # A rupiah of tolerance: amounts are whole, averages are not.
            and self.price[0] * cases - 1 <= amount <= self.price[1] * cases + 1
        )


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is hidden. cells: the names; unlabelled: (name, edge) where "fewer than the edge" is not told either."""

    cells: frozenset[tuple] = frozenset()
    unlabelled: frozenset[tuple[tuple, float]] = frozenset()

    def status(self, cell: Cell, threshold: int) -> str:
        """What is printed: the figure, "less than the threshold", or only that it is withheld."""
        if cell.name not in self.cells:
            return SHOWN
        return SMALL if cell.cases < threshold and (cell.name, threshold) not in self.unlabelled else WITHHELD


def everything(cells: Sequence[Cell], edges: Sequence[int]) -> Hidden:
    """All published cells hidden, zeros too, and no size told: the answer when nothing less protects."""
    names = frozenset(cell.name for cell in cells if cell.published)
    return Hidden(names, frozenset(itertools.product(names, edges)))


def hide(cells: Sequence[Cell], *, edges: Sequence[int], units: Sequence[int], already: Hidden | None = None) -> Hidden:
    """What must be hidden so that every cell below the threshold has at least two possible numbers of cases.

    edges: where the labels that the viewer may see change, the threshold first; a viewer of two versions of a table,
    "<5" and "<10", knows of a cell whether it is 1 to 4, 5 to 9 or more. units: the amounts (rupiah) that may go with
    one case, usually the average of each programme. already: what another version hides, which stays hidden here.
    """
    already = already or Hidden()
    search = _Search(cells, edges, already)
    for index in search.sensitive:
        circle = search.cheapest_circle(index, units)
        if circle is None:
            return everything(cells, edges)
        search.hide(circle)
    return Hidden(frozenset(cells[i].name for i in search.hidden), frozenset(search.unlabelled))


class _Search:
    def __init__(self, cells: Sequence[Cell], edges: Sequence[int], already: Hidden) -> None:
        self.cells = cells
        self.sensitive = [i for i, cell in enumerate(cells) if cell.is_small(edges[0])]
        self.hidden = {i for i in self.sensitive if cells[i].published}
        self.hidden |= {i for i, cell in enumerate(cells) if cell.name in already.cells}
        self.unlabelled: set[tuple[tuple, float]] = set(already.unlabelled)
        bounds = [1, *edges, math.inf]
        self.labels = [next(((a, b) for a, b in itertools.pairwise(bounds) if c.cases < b)) for c in cells]
        self.exits: dict[Hashable, list[tuple[Step, Hashable]]] = defaultdict(list)
        for i, cell in enumerate(cells):
            self.exits[cell.start].append(((i, 1), cell.end))
            self.exits[cell.end].append(((i, -1), cell.start))

    def cheapest_circle(self, index: int, units: Sequence[int]) -> list[Step] | None:
        """The steps (cell, +1 or -1) of the cheapest circle through one cell; None when there is none."""
        cell = self.cells[index]
        own = round(cell.amount / cell.cases)
        best_cost, best = math.inf, None
        for unit, sign in itertools.product((own, *units), (1, -1)):
            cost = self.cost((index, sign), unit)
            if cost >= best_cost:
                continue
            ends = (cell.end, cell.start) if sign == 1 else (cell.start, cell.end)
            rest, way = self._way(*ends, avoid=index, unit=unit)
            if cost + rest < best_cost:
                best_cost, best = cost + rest, [(index, sign), *way]
            if best_cost == 0:
                break
        return best

    def cost(self, step: Step, unit: int) -> float:
        """What it costs to let one case and its amount pass a cell; infinite when a viewer would know better."""
        index, sign = step
        cell = self.cells[index]
        cases = cell.cases + sign
        if not cell.allows(cases, cell.amount + sign * unit):
            return math.inf
        if not cell.published:
            return 0
        low, _ = self.labels[index]
        # A zero is always shown; and were the cell smaller than its label tells, it would have the smaller label.
        if cell.cases == 0 or cases < low:
            return math.inf
        return (0 if index in self.hidden else cell.cases * cell.worth) + LABEL_COST * len(self._untrue(step))

    def _untrue(self, step: Step) -> set[tuple[tuple, float]]:
        """The label that a step would make untrue, unless it is off already."""
        index, sign = step
        cell, (_, high) = self.cells[index], self.labels[index]
        return {(cell.name, high)} - self.unlabelled if cell.published and cell.cases + sign == high else set()

    def _way(self, origin: Hashable, goal: Hashable, *, avoid: int, unit: int) -> tuple[float, list[Step]]:
        """The cheapest way between two nodes that does not use one cell: its cost and steps (Dijkstra)."""
        order = itertools.count()
        came: dict[Hashable, tuple[Step, Hashable]] = {}
        queue: list[tuple[float, int, Hashable, tuple[Step, Hashable] | None]] = [(0, next(order), origin, None)]
        done = set()
        while queue:
            spent, _, node, last = heapq.heappop(queue)
            if node in done:
                continue
            done.add(node)
            if last:
                came[node] = last
            if node == goal:
                return spent, list(_back(came, goal, origin))
            for step, neighbour in self.exits[node]:
                if step[0] != avoid and neighbour not in done and (cost := self.cost(step, unit)) < math.inf:
                    heapq.heappush(queue, (spent + cost, next(order), neighbour, (step, node)))
        return math.inf, []

    def hide(self, circle: Sequence[Step]) -> None:
        """Open a circle: hide its published cells, and take off the labels that it makes untrue."""
        self.unlabelled |= set().union(*map(self._untrue, circle))
        self.hidden |= {i for i, _ in circle if self.cells[i].published}


def _back(came: dict[Hashable, tuple[Step, Hashable]], node: Hashable, origin: Hashable) -> Iterator[Step]:
    while node != origin:
        step, node = came[node]
        yield step

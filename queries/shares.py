"""Whole shares of a whole: parts that add up to it exactly."""

from collections.abc import Mapping
from typing import TypeVar

Key = TypeVar("Key")


def apportion(total: int, weights: Mapping[Key, int], most: Mapping[Key, int]) -> dict[Key, int]:
    """Whole shares of a total in proportion to weights, by largest remainder; equal remainders go by their order.

    Nobody gets more than ``most``: what is over is shared by the others in the same way, and alike when none of them
    weighs anything. All numbers are whole and not negative. Raises ValueError when the total is more than all may get.
    """
    if total > sum(most.values()):
        raise ValueError("the total is more than the parts may hold")
    given = dict.fromkeys(weights, 0)
    sharing = {key: weight for key, weight in weights.items() if most[key]}
    while True:
        if not any(sharing.values()):
            sharing = dict.fromkeys(sharing, 1)
        whole = sum(sharing.values())
        full = [key for key, weight in sharing.items() if total * weight >= most[key] * whole]
        if not full:
            break
        for key in full:
            given[key] = most[key]
            total -= most[key]
            del sharing[key]
    quotas = {key: divmod(total * weight, whole) for key, weight in sharing.items()}
    given |= {key: share for key, (share, _) in quotas.items()}
    nearest = sorted(quotas, key=lambda key: -quotas[key][1])
    for key in nearest[: total - sum(share for share, _ in quotas.values())]:
        given[key] += 1
    return given

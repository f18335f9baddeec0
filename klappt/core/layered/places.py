"""At which height the boxes of a column stand."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

ROUNDS = 21


def settle(
    columns: Sequence[Sequence[str]],
    after: Mapping[str, Sequence[str]],
    heights: Mapping[str, float],
    gap: float,
) -> dict[str, float]:
    """The middle of every box: near that of its neighbours, in the given order, never closer than `gap`.

    To and fro over the columns; in each, the sum of squared distances to the wishes is the smallest possible
    (isotonic regression). The highest box begins at 0.
    """
    near: dict[str, list[str]] = {key: list(after.get(key, ())) for column in columns for key in column}
    for source, targets in after.items():
        for target in targets:
            near[target].append(source)
    middles: dict[str, float] = {}
    for column in columns:
        middles.update(_stacked(column, heights, gap))
    for number in range(ROUNDS):
        for column in columns if number % 2 == 0 else reversed(columns):
            wishes = [_mean([middles[other] for other in near[key]], middles[key]) for key in column]
            middles.update(_apart(column, wishes, heights, gap))
    top = min((middles[key] - heights[key] / 2 for key in middles), default=0.0)
    return {key: middle - top for key, middle in middles.items()}


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _stacked(column: Sequence[str], heights: Mapping[str, float], gap: float) -> dict[str, float]:
    """One below the other around the height 0."""
    total = sum(heights[key] + gap for key in column) - gap
    places, y = {}, -total / 2
    for key in column:
        places[key] = y + heights[key] / 2
        y += heights[key] + gap
    return places


def _apart(
    column: Sequence[str], wishes: Sequence[float], heights: Mapping[str, float], gap: float
) -> dict[str, float]:
    """As near to the wishes as order and gap allow: those that push each other share their mean."""
    offsets = [0.0]
    for upper, lower in pairwise(column):
        offsets.append(offsets[-1] + (heights[upper] + heights[lower]) / 2 + gap)
    pools: list[tuple[float, int]] = []
    for wish, offset in zip(wishes, offsets, strict=True):
        mean, count = wish - offset, 1
        while pools and pools[-1][0] > mean:
            other, size = pools.pop()
            mean, count = (mean * count + other * size) / (count + size), count + size
        pools.append((mean, count))
    means = [mean for mean, count in pools for _ in range(count)]
    return {key: mean + offset for key, mean, offset in zip(column, means, offsets, strict=True)}

"""Which column each node stands in."""

from collections.abc import Iterable, Mapping, Sequence

Edge = tuple[str, str]


def without_rings(keys: Sequence[str], edges: Iterable[Edge], rank: Mapping[str, float]) -> dict[Edge, Edge]:
    """Each edge with the direction in which it is drawn: rings are opened by turning few edges round.

    An edge to a lower rank is turned. Among those of one rank, depth first from the keys in the order given,
    those that nothing leads to before the others: an edge back to a node that is still open is turned. A loop
    at one node is left out.
    """
    wanted = sorted({(a, b) for a, b in edges if a != b})
    level = [edge for edge in wanted if rank[edge[0]] == rank[edge[1]]]
    after: dict[str, list[str]] = {key: [] for key in keys}
    for source, target in level:
        after[source].append(target)
    led_to = {target for _source, target in level}
    is_open: dict[str, bool] = {}
    drawn = {(a, b): (a, b) if rank[a] < rank[b] else (b, a) for a, b in wanted}
    for start in sorted(keys, key=lambda key: (key in led_to, keys.index(key))):
        _walk(start, after, is_open, drawn)
    return drawn


def _walk(
    start: str, after: Mapping[str, Sequence[str]], is_open: dict[str, bool], drawn: dict[Edge, Edge]
) -> None:
    if start in is_open:
        return
    is_open[start] = True
    trail = [(start, iter(after[start]))]
    while trail:
        node, rest = trail[-1]
        target = next(rest, None)
        if target is None:
            is_open[node] = False
            trail.pop()
            continue
        drawn[node, target] = (target, node) if is_open.get(target) else (node, target)
        if target not in is_open:
            is_open[target] = True
            trail.append((target, iter(after[target])))


def columns(keys: Sequence[str], edges: Iterable[Edge], last: Iterable[str] = ()) -> dict[str, int]:
    """The column of each node: behind everything that leads to it, as near to what follows as possible.

    `edges` have no rings. Nodes named in `last` share the column at the far right. A node without edges
    stands in column 0.
    """
    before: dict[str, list[str]] = {key: [] for key in keys}
    after: dict[str, list[str]] = {key: [] for key in keys}
    for source, target in edges:
        before[target].append(source)
        after[source].append(target)
    order = _in_order(keys, before, after)
    column: dict[str, int] = {}
    for key in order:
        column[key] = max((column[other] + 1 for other in before[key]), default=0)
    for key in reversed(order):
        if after[key]:
            column[key] = min(column[other] for other in after[key]) - 1 if not before[key] else column[key]
    ends = set(last)
    if ends:
        far = max((c + (key not in ends) for key, c in column.items()), default=0)
        column.update({key: max(far, column[key]) for key in ends if key in column})
    return column


def _in_order(
    keys: Sequence[str], before: Mapping[str, Sequence[str]], after: Mapping[str, Sequence[str]]
) -> list[str]:
    waits = {key: len(before[key]) for key in keys}
    ready = [key for key in keys if not waits[key]]
    order: list[str] = []
    while ready:
        key = ready.pop(0)
        order.append(key)
        for other in after[key]:
            waits[other] -= 1
            if not waits[other]:
                ready.append(other)
    return order

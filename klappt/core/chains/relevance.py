"""Which moves can matter, to each other and to the goal."""

from collections.abc import Iterable, Mapping

from klappt.core.catalogue import Catalogue
from klappt.core.chains.moves import Move, bits
from klappt.core.chains.rules import Combined, Counted, Fixed, Term, positions
from klappt.core.chains.task import Task
from klappt.core.chains.times import Times, months_up_to


def link(task: Task, catalogue: Catalogue) -> None:
    """Number the moves, and note which may follow which without a cold step."""
    places = {move.offer.key: number for number, move in enumerate(task.moves)}
    arriving = 0
    for number, move in enumerate(task.moves):
        move.position = number
    for one in catalogue.links:
        if one.agreed and one.source in places and one.target in places:
            task.moves[places[one.source]].followers |= 1 << places[one.target]
            arriving |= 1 << places[one.target]
    for move in task.moves:
        if move.followers and arriving >> move.position & 1:
            task.always |= 1 << move.position


def leave_out(task: Task, asked: Mapping[str, Iterable[int]]) -> None:
    """Keep the moves whose effects the goal depends on, directly or through others' access.

    `asked`: what their access asks for beyond their rules, for the keys of offers.

    A move that changes nothing of use can still stand between two others that are linked to it but not to
    each other; and where the goal depends on the month, a last move lets the time pass.
    """
    task.timeless = not _depends_on_month(task.goal, task.wish.horizon)
    if not task.timeless:
        task.always = (1 << len(task.moves)) - 1
        return
    needed = set(positions(task.goal))
    kept: set[int] = set()
    left = list(task.moves)
    while True:
        coming = [m for m in left if task.always >> m.position & 1 or _affects(m, needed)]
        if not coming:
            break
        kept.update(move.position for move in coming)
        left = [move for move in left if move.position not in kept]
        for move in coming:
            needed |= move.uses()
            needed.update(asked.get(move.offer.key, ()))
    _renumber(task, sorted(kept), needed)


def _affects(move: Move, needed: set[int]) -> bool:
    return any(at in needed for at, _ in move.changes) or any(at in needed for at, _ in move.added)


def _renumber(task: Task, kept: list[int], needed: set[int]) -> None:
    if len(kept) == len(task.moves) and len(needed) == len(task.changeable):
        return
    moves = [task.moves[position] for position in kept]
    places = {position: number for number, position in enumerate(kept)}
    for number, move in enumerate(moves):
        move.position = number
        followers = [places[position] for position in bits(move.followers) if position in places]
        move.followers = sum(1 << position for position in followers)
        move.changes = tuple(change for change in move.changes if change[0] in needed)
        move.added = tuple(change for change in move.added if change[0] in needed)
    task.always = sum(1 << places[position] for position in bits(task.always) if position in places)
    task.moves = moves


def _depends_on_month(term: Term, horizon: int) -> bool:
    if isinstance(term, Combined):
        return any(_depends_on_month(part, horizon) for part in term.parts)
    if isinstance(term, Fixed):
        return term.times.yes not in (0, months_up_to(horizon)) or not _constant(term.times, horizon)
    if isinstance(term.rows, Counted):
        return True
    return not all(_constant(row, horizon) for row in term.rows)


def _constant(times: Times, horizon: int) -> bool:
    return all(months in (0, months_up_to(horizon)) for months in times)

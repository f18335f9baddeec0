"""Moves made out of offers. What many offers share is worked out once."""

from collections.abc import Iterable, Mapping

from klappt.core.catalogue import Add, Effect, Offer, Raise, Set
from klappt.core.chains.moves import Becomes, Move
from klappt.core.chains.rules import Changeable, Compiler, Fixed, Table, Term
from klappt.core.chains.times import months_up_to
from klappt.core.conditions import AllOf


class Maker:
    """Makes the moves of one task; `level` is the place in a row of the answer that is needed."""

    def __init__(
        self, compiler: Compiler, changeable: Mapping[str, Changeable], horizon: int, level: int
    ) -> None:
        self._compiler = compiler
        self._changeable = changeable
        self._horizon = horizon
        self._level = level
        self._becomes: dict[tuple[str, str, object], tuple[int, Becomes]] = {}
        self._allowed: dict[int, tuple[Table, int]] = {}

    def move(self, offer: Offer) -> Move | None:
        """None where no state makes it possible."""
        latest = months_up_to(self._horizon - offer.months)
        unknown = conditional = yes = latest
        tables: list[Table] = []
        rest: list[Term] = []
        access = offer.access
        parts = access.parts if isinstance(access, AllOf) else (access,)
        terms = [self._compiler.compile(part) for part in parts]
        while terms:
            term = terms.pop()
            if isinstance(term, Table):
                tables.append(term)
            elif isinstance(term, Fixed):
                unknown &= term.times[0]
                conditional &= term.times[1]
                yes &= term.times[2]
            elif term.is_all:
                terms += term.parts
            else:
                rest.append(term)
        if not (unknown, conditional, yes)[self._level]:
            return None
        allowed = tuple(
            [(table.at, self._values(table)) for table in tables if isinstance(table.rows, tuple)]
        )
        changes, added = self._effects(offer.effects)
        return Move(
            offer, offer.months, conditional, yes, tuple(tables), tuple(rest), allowed, changes, added
        )

    def _values(self, table: Table) -> int:
        """The values with which the table does not rule the move out, as bits."""
        known = self._allowed.get(id(table))
        if known is None:
            values = sum(1 << value for value, row in enumerate(table.values()) if row[self._level])
            # The table is kept, so that no other one comes to have its number.
            known = self._allowed[id(table)] = table, values
        return known[1]

    def _effects(
        self, effects: Iterable[Effect]
    ) -> tuple[tuple[tuple[int, Becomes], ...], tuple[tuple[int, int], ...]]:
        """For each attribute what becomes of each of its values; for each number how many steps are added."""
        changes: dict[int, Becomes] = {}
        added: dict[int, int] = {}
        for effect in effects:
            into = self._changeable.get(effect.attribute)
            if into is None:
                continue
            if isinstance(effect, Add):
                added[into.at] = added.get(into.at, 0) + int(effect.by / into.step)
                continue
            _, becomes = self._one(effect, into)
            before = changes.get(into.at)
            changes[into.at] = tuple(becomes[value] for value in before) if before else becomes
        return tuple(changes.items()), tuple([(at, by) for at, by in added.items() if by])

    def _one(self, effect: Set | Raise, into: Changeable) -> tuple[int, Becomes]:
        value = effect.value if isinstance(effect, Set) else effect.to
        key = type(effect).__name__, effect.attribute, value
        known = self._becomes.get(key)
        if known is None:
            target = into.values.index(value)
            values = range(len(into.values))
            if isinstance(effect, Set):
                becomes = tuple(target for _ in values)
            else:
                becomes = tuple(_raised(now, target, into) for now in values)
            known = self._becomes[key] = into.at, becomes
        return known


def _raised(value: int, target: int, into: Changeable) -> int:
    now = into.values[value]
    ranks = into.attribute.values
    if now is None or ranks.index(str(now)) < ranks.index(str(into.values[target])):
        return target
    return value


def within_reach(moves: list[Move], attributes: int) -> list[Move]:
    """The moves that would be possible at some time if nothing were ever in the way of anything else."""
    reached = [1] * attributes
    left = moves
    changes: set[tuple[int, Becomes]] = set()
    while True:
        coming = [move for move in left if all(reached[at] & values for at, values in move.allowed)]
        if not coming:
            out = {id(move) for move in left}
            return [move for move in moves if id(move) not in out]
        chosen = {id(move) for move in coming}
        left = [move for move in left if id(move) not in chosen]
        for move in coming:
            changes.update(move.changes)
        while _spread(reached, changes):
            pass


def _spread(reached: list[int], changes: Iterable[tuple[int, Becomes]]) -> bool:
    """Follow these changes from the values that are reached; whether that leads to new ones."""
    grown = False
    for at, becomes in changes:
        values = reached[at]
        for value, target in enumerate(becomes):
            if values >> value & 1:
                values |= 1 << target
        if values != reached[at]:
            reached[at] = values
            grown = True
    return grown

"""How many people of known number reach a goal, as pieces of a bar (B5)."""

from collections.abc import Iterable
from dataclasses import dataclass

from klappt.chains.selectors.effects import GroupReach
from klappt.core.gaps import Reach

# Each is a state of klappt.ui.states.
KINDS = ("answer_yes", "answer_conditional", "cell_gap")


@dataclass(frozen=True)
class Piece:
    """`kind` is a state; place and width are percent of the bar."""

    kind: str
    heads: int
    x: float
    width: float


def shares(groups: Iterable[GroupReach], *, tried: bool = False) -> list[Piece]:
    """All kinds, also those of nobody; empty where no number is known. `tried`: with what is tried out."""
    heads = dict.fromkeys(KINDS, 0)
    for group in groups:
        reach = group.then if tried else group.now
        if reach is not None:
            heads[_kind(reach)] += group.subgroup.head_count or 0
    whole = sum(heads.values())
    if not whole:
        return []
    pieces, before = [], 0
    for kind, number in heads.items():
        pieces.append(Piece(kind, number, round(100 * before / whole, 2), round(100 * number / whole, 2)))
        before += number
    return pieces


def _kind(reach: Reach) -> str:
    if not reach.reached:
        return "cell_gap"
    return "answer_yes" if reach.sure else "answer_conditional"

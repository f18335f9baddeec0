"""Which entries of an actor table are probably the same, and why.

An entry is an institution plus a department: the same body with another department or at another site is
another entry. The method is record linkage by blocking (Fellegi & Sunter 1969; sorted neighbourhood inside
large blocks: Hernández & Stolfo 1995) with readable rules instead of learnt weights, so that each proposal
can say its reasons. docs/core/names-and-duplicates.md tells the rules.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto

from klappt.core import likeness
from klappt.core.portraits import Portrait, blocking_keys, portrait_of

# Inside one block an entry meets at most so many neighbours: keeps a hostile file of 10,000 rows linear.
NEIGHBOURS = 25


class Reason(StrEnum):
    """Why two entries are proposed as one."""

    SAME_EVERYTHING = auto()
    SAME_NAME = auto()
    SIMILAR_NAME = auto()
    ABBREVIATION = auto()
    SAME_PHONE = auto()
    SAME_EMAIL = auto()
    SAME_ADDRESS = auto()


@dataclass(frozen=True)
class Entry:
    """One row: `key` is the caller's own, everything else as it was read."""

    key: Hashable
    name: str
    department: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    address: str = ""


@dataclass(frozen=True)
class Proposal:
    """Two keys that are probably one institution. `first` came earlier; `score` is between 0 and 1."""

    first: Hashable
    second: Hashable
    reasons: tuple[Reason, ...]
    exact: bool
    score: float


def find_duplicates(entries: Sequence[Entry]) -> list[Proposal]:
    """All pairs that are probably one institution, ordered by position in `entries`.

    Exact copies are each proposed with the first of them, and that first one stands for all of them against
    the rest. Which pairs are found does not depend on the order of the entries. Keys must be unique.
    """
    portraits = [portrait_of(e.name, e.department, e.phones, e.emails, e.address) for e in entries]
    first_of: dict[Portrait, int] = {}
    found: dict[tuple[int, int], Proposal] = {}
    for position, portrait in enumerate(portraits):
        if portrait.says_nothing:
            continue
        first = first_of.setdefault(portrait, position)
        if first != position:
            reasons = _shared(portrait, portrait, Reason.SAME_EVERYTHING)
            keys = entries[first].key, entries[position].key
            found[first, position] = Proposal(*keys, reasons, exact=True, score=1.0)
    for one, other in _candidates(list(first_of.items())):
        first, second = sorted((one, other))
        if (first, second) not in found:
            proposal = _compare(entries[first], portraits[first], entries[second], portraits[second])
            if proposal:
                found[first, second] = proposal
    return [found[pair] for pair in sorted(found)]


def _candidates(portraits: list[tuple[Portrait, int]]) -> Iterator[tuple[int, int]]:
    """Pairs of positions that share a blocking key, each once; in large blocks only close neighbours."""
    blocks: dict[Hashable, list[int]] = {}
    # Sorted by content, not by position: the order of the file must not decide who is a neighbour.
    for portrait, position in sorted(portraits, key=lambda item: item[0].order):
        for key in blocking_keys(portrait):
            blocks.setdefault(key, []).append(position)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        for index, one in enumerate(block):
            for other in block[index + 1 : index + 1 + NEIGHBOURS]:
                if (one, other) not in seen:
                    seen.add((one, other))
                    yield one, other


def _compare(first: Entry, one: Portrait, second: Entry, other: Portrait) -> Proposal | None:
    verdict = likeness.compare(one, other)
    if verdict is None:
        return None
    reason = {
        likeness.Likeness.SAME: Reason.SAME_NAME,
        likeness.Likeness.SHORT: Reason.ABBREVIATION,
        likeness.Likeness.SIMILAR: Reason.SIMILAR_NAME,
    }[verdict]
    reasons = _shared(one, other, reason)
    base = {Reason.SAME_NAME: 0.8, Reason.ABBREVIATION: 0.75, Reason.SIMILAR_NAME: 0.6}[reason]
    score = min(0.99, base + 0.08 * (len(reasons) - 1))
    return Proposal(first.key, second.key, reasons, exact=False, score=round(score, 2))


def _shared(one: Portrait, other: Portrait, *reasons: Reason) -> tuple[Reason, ...]:
    contacts = (
        (Reason.SAME_PHONE, one.phones & other.phones),
        (Reason.SAME_EMAIL, one.emails & other.emails),
        (Reason.SAME_ADDRESS, one.place.shares_street_with(other.place)),
    )
    return reasons + tuple(reason for reason, shared in contacts if shared)

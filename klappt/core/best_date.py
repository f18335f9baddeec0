"""Which of some proposed dates suits a group best, and who would be missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Says(StrEnum):
    YES = "yes"
    IF_NEED_BE = "if_need_be"
    NO = "no"


@dataclass(frozen=True)
class Count:
    """How a date stands. Who has not answered is unknown: neither for nor against it."""

    date: int
    yes: tuple[int, ...]
    if_need_be: tuple[int, ...]
    no: tuple[int, ...]
    unknown: tuple[int, ...]

    @property
    def possible(self) -> int:
        return len(self.yes) + len(self.if_need_be)


def counts(
    dates: Sequence[int], voters: Sequence[int], answers: Mapping[tuple[int, int], str]
) -> list[Count]:
    """For each date, in its order, who said what. `answers` by (voter, date); a missing one is unknown."""

    def those(date: int, said: str) -> tuple[int, ...]:
        return tuple(voter for voter in voters if answers.get((voter, date), "") == said)

    return [
        Count(
            date, those(date, Says.YES), those(date, Says.IF_NEED_BE), those(date, Says.NO), those(date, "")
        )
        for date in dates
    ]


def best(found: Sequence[Count]) -> Count | None:
    """The date for which most can come; then the one that suits more; then fewer refusals; then the earlier.

    None while nobody can come at any of them.

    >>> both = counts([1, 2], [7, 8], {(7, 1): "yes", (8, 1): "no", (7, 2): "if_need_be", (8, 2): "yes"})
    >>> best(both).date
    2
    """
    able = [count for count in found if count.possible]
    return max(able, key=_rank, default=None)


def is_clear(found: Sequence[Count]) -> bool:
    """Whether the best date would stay the best whatever the missing answers say."""
    first = best(found)
    if first is None:
        return False
    others = [count for count in found if count.date != first.date]
    # The worst for the first: its unknown all refuse; the best for another: its unknown all agree.
    return all(first.possible > other.possible + len(other.unknown) for other in others)


def _rank(count: Count) -> tuple[int, int, int]:
    return count.possible, len(count.yes), -len(count.no)

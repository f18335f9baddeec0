"""What the counts of a link's handovers add up to: outcomes, reasons, how long an answer takes (B5)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from klappt.chains.enums import AnswerTime, RefusalReason
from klappt.chains.models import Link, TransferMonth
from klappt.core.classes import median_class, share_up_to


@dataclass(frozen=True)
class Counted:
    """All months of one link together. `times` and `reasons` are in the order of their lists."""

    months: int
    asked: int
    accepted: int
    refused: int
    lapsed: int
    reasons: tuple[tuple[RefusalReason, int], ...]
    times: tuple[tuple[AnswerTime, int], ...]

    @property
    def open(self) -> int:
        return self.asked - self.accepted - self.refused - self.lapsed

    @property
    def answered(self) -> int:
        """Answers whose time was noted."""
        return sum(number for _time, number in self.times)

    @property
    def median(self) -> AnswerTime | None:
        """The class in which the answer in the middle lies; of an even number, the later of the two."""
        place = median_class([number for _time, number in self.times])
        return None if place is None else self.times[place][0]

    def in_time(self, deadline_days: int) -> int:
        """How many answers came within the deadline, which is the end of a class."""
        ends = [time.value for time, _number in self.times]
        return share_up_to([number for _time, number in self.times], ends.index(str(deadline_days)))


def counted(rows: Iterable[TransferMonth]) -> Counted:
    reasons: Counter[str] = Counter()
    times: Counter[str] = Counter()
    months = list(rows)
    for row in months:
        reasons.update(row.refusals)
        times.update(row.answer_times)
    return Counted(
        months=len(months),
        asked=sum(row.asked for row in months),
        accepted=sum(row.accepted for row in months),
        refused=sum(row.refused for row in months),
        lapsed=sum(row.lapsed for row in months),
        reasons=tuple((reason, reasons[reason.value]) for reason in RefusalReason if reasons[reason.value]),
        times=tuple((time, times[time.value]) for time in AnswerTime),
    )


def counted_by_link(links: Sequence[Link]) -> dict[int, Counted]:
    """For each link with counts; one query."""
    rows: dict[int, list[TransferMonth]] = {}
    for row in TransferMonth.objects.filter(link__in=links).order_by("month"):
        rows.setdefault(row.link_id, []).append(row)
    return {key: counted(months) for key, months in rows.items()}

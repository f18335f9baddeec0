"""How a search for a date stands: who said what, which date is best, who would be missing."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klappt.actors.enums import Field
from klappt.core.best_date import Count, best, counts, is_clear
from klappt.meetings.enums import DateAnswer
from klappt.meetings.models import DatePoll, PollAnswer, PollDate, PollVoter


@dataclass(frozen=True)
class Column:
    date: PollDate
    count: Count
    is_best: bool


@dataclass(frozen=True)
class Row:
    voter: PollVoter
    states: list[str]


@dataclass(frozen=True)
class Standing:
    columns: list[Column]
    rows: list[Row]
    missing: list[str]
    missing_fields: list[str]
    is_clear: bool

    @property
    def best(self) -> Column | None:
        return next((column for column in self.columns if column.is_best), None)

    @property
    def answered(self) -> int:
        return sum(1 for row in self.rows if row.voter.used_at)

    @property
    def silent(self) -> int:
        return len(self.rows) - self.answered

    @property
    def says(self) -> str:
        """One sentence: how many can come on the best day."""
        if self.best is None:
            return _("Nobody can say yet which day is best.")
        count = self.best.count
        words = ngettext(
            "%(able)d of %(all)d can come, %(yes)d of them well.",
            "%(able)d of %(all)d can come, %(yes)d of them well.",
            count.possible,
        )
        return words % {"able": count.possible, "all": len(self.rows), "yes": len(count.yes)}


def standing(poll: DatePoll) -> Standing:
    """Three queries."""
    dates = list(poll.dates.all())
    voters = list(poll.voters.select_related("seat__institution").order_by("pk"))
    said = {
        (answer.voter_id, answer.date_id): answer.answer
        for answer in PollAnswer.objects.filter(voter__poll=poll).order_by("pk")
    }
    found = counts([date.pk for date in dates], [voter.pk for voter in voters], said)
    chosen = best(found)
    rows = [Row(voter, [_state(said.get((voter.pk, date.pk))) for date in dates]) for voter in voters]
    columns = [
        Column(date, count, chosen is not None and count.date == chosen.date)
        for date, count in zip(dates, found, strict=True)
    ]
    absent = [voter for voter in voters if chosen and voter.pk in chosen.no]
    return Standing(
        columns=columns,
        rows=rows,
        missing=[_called(voter) for voter in absent],
        missing_fields=_fields_without_anybody(voters, chosen),
        is_clear=is_clear(found),
    )


def _state(answer: str | None) -> str:
    return f"date_{DateAnswer(answer).value}" if answer else "date_unknown"


def _called(voter: PollVoter) -> str:
    return f"{voter.name} ({voter.seat.institution})" if voter.seat else voter.name


def _fields_without_anybody(voters: list[PollVoter], chosen: Count | None) -> list[str]:
    """Fields of which everybody asked has refused this date; an open answer may still fill them."""
    if chosen is None:
        return []
    fields: dict[str, list[PollVoter]] = {}
    for voter in voters:
        if voter.seat and voter.seat.field:
            fields.setdefault(voter.seat.field, []).append(voter)
    return [
        str(Field(name).label)
        for name, those in fields.items()
        if all(voter.pk in chosen.no for voter in those)
    ]

"""The worksheets of one alliance. `Return` is shared: every page of an alliance comes through here."""

from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from klappt.alliances.policies import Member
from klappt.alliances.scope import read_once
from klappt.core.questionnaire.model import Question, Section
from klappt.returns.models import Return


@dataclass(frozen=True)
class Listed:
    """All worksheets of an alliance: to be filled in, handed in, and those of waves that open later."""

    open: list[Return] = field(default_factory=list)
    handed_in: list[Return] = field(default_factory=list)
    coming: list[Return] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.open or self.handed_in or self.coming)


def returns_of(member: Member) -> QuerySet[Return]:
    """Every return of the alliance in which the member works, also of waves that open on a day to come.

    A wave that research is still planning is research's own.
    """
    found: QuerySet[Return] = (
        Return.objects.filter(alliance=member.alliance)
        .exclude(wave__released_at=None, wave__opened_at=None)
        .select_related("wave", "edition__worksheet", "alliance")
        .order_by("-wave__number")
    )
    return found


def return_of(member: Member, wave_number: int) -> Return:
    """The alliance's return in this wave. 404 where it was not asked, or the wave is not open yet."""
    found: Return = get_object_or_404(
        returns_of(member).filter(wave__opened_at__isnull=False), wave__number=wave_number
    )
    return found


def section_of(return_: Return, key: str) -> Section:
    """404 where the worksheet has no such section."""
    try:
        return return_.edition.questionnaire.section(key)
    except KeyError:
        raise Http404 from None


def question_of(section: Section, key: str) -> Question:
    """404 where the section has no such question."""
    for question in section.questions:
        if question.key == key:
            return question
    raise Http404


@read_once
def listed(member: Member) -> Listed:
    """The one due first stands first among the open ones; the newest among those handed in."""
    found = Listed()
    for row in returns_of(member):
        if row.wave.opened_at is None:
            found.coming.append(row)
        elif row.is_open:
            found.open.append(row)
        else:
            found.handed_in.append(row)
    found.open.sort(key=lambda row: (row.due_on, row.pk))
    found.coming.sort(key=lambda row: (row.wave.opens_on, row.pk))
    return found

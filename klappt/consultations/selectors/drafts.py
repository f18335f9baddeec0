"""The drafts an alliance was asked about. `Asked` and `Comment` are shared: its pages come through here."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from klappt.alliances.policies import Member
from klappt.consultations.enums import Spot
from klappt.consultations.models import Asked, Comment, Consultation
from klappt.core.questionnaire.model import Question, Questionnaire, Section
from klappt.fields.words import condition_words

Place = tuple[str, str]
"""What a comment is about: spot and key."""


@dataclass(frozen=True)
class At:
    """A place of the draft with what the alliance said there."""

    spot: str
    key: str
    label: str
    comments: tuple[Comment, ...]

    @property
    def id(self) -> str:
        return f"zu-{self.spot}-{self.key or 'entwurf'}"


@dataclass(frozen=True)
class AtQuestion:
    """`condition`: when it is asked, in words; empty where it always is."""

    number: int
    question: Question
    at: At
    condition: str


@dataclass(frozen=True)
class AtSection:
    section: Section
    at: At
    questions: tuple[AtQuestion, ...]


@dataclass(frozen=True)
class Commented:
    """The draft as it stands now. `gone`: comments on questions that are no longer in it."""

    whole: At
    sections: tuple[AtSection, ...]
    gone: tuple[Comment, ...]

    @property
    def places(self) -> tuple[At, ...]:
        """In the order of the draft."""
        inner = ((each.at, *(asked.at for asked in each.questions)) for each in self.sections)
        return (self.whole, *chain.from_iterable(inner))


def asked_of(member: Member) -> QuerySet[Asked]:
    """The newest first."""
    found: QuerySet[Asked] = (
        Asked.objects.filter(alliance=member.alliance)
        .select_related("consultation__edition__worksheet", "alliance")
        .annotate(
            said=Count("comments", filter=Q(comments__withdrawn_at=None)),
            answers=Count("comments", filter=Q(comments__sent_at__isnull=False)),
        )
        .order_by("-consultation__asked_at", "-pk")
    )
    return found


def asked_in(member: Member, pk: int) -> Asked:
    """The alliance in this consultation; 404 where it was not asked."""
    # Through a query of its own: a number no column holds finds nothing, instead of failing.
    those = Consultation.objects.filter(pk=pk)
    found: Asked = get_object_or_404(asked_of(member), consultation__in=those)
    return found


def comment_of(asked: Asked, pk: int) -> Comment:
    """404 for a comment of another alliance or round, and for one that was withdrawn."""
    rows = Comment.objects.standing().select_related("asked__consultation__edition", "asked__alliance", "by")
    found: Comment = get_object_or_404(rows, asked=asked, pk=pk)
    return found


def commented(asked: Asked) -> Commented:
    """What the alliance has said about this edition, in this round and in those before it."""
    edition = asked.consultation.edition
    rows = (
        Comment.objects.standing()
        .filter(asked__alliance=asked.alliance, asked__consultation__edition=edition)
        .select_related("asked__consultation__edition", "by")
        .order_by("written_at", "pk")
    )
    return placed(edition.questionnaire, rows)


def placed(questionnaire: Questionnaire, comments: Iterable[Comment]) -> Commented:
    """Each comment at its question or section, in the order of the questionnaire."""
    by_place: dict[Place, list[Comment]] = defaultdict(list)
    for each in comments:
        by_place[(each.spot, each.key)].append(each)

    def at(spot: Spot, key: str, label: str) -> At:
        return At(spot.value, key, label, tuple(by_place.pop((spot.value, key), ())))

    whole = at(Spot.WHOLE, "", questionnaire.title)
    numbers = {question.key: place for place, question in enumerate(questionnaire.questions, start=1)}
    sections = tuple(
        AtSection(
            section,
            at(Spot.SECTION, section.key, section.title),
            tuple(
                AtQuestion(
                    numbers[each.key],
                    each,
                    at(Spot.QUESTION, each.key, each.label),
                    condition_words(each.when, questionnaire) if each.when else "",
                )
                for each in section.questions
            ),
        )
        for section in questionnaire.sections
    )
    left: Mapping[Place, list[Comment]] = by_place
    return Commented(whole, sections, tuple(each for rows in left.values() for each in rows))

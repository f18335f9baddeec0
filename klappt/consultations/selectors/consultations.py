"""What research sees of its consultations: alliances by name, never who in them wrote."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from klappt.consultations.enums import Outcome
from klappt.consultations.models import Asked, Comment, Consultation
from klappt.consultations.selectors.drafts import Commented, placed

_STANDING = Q(asked__comments__withdrawn_at=None, asked__comments__isnull=False)
_OPEN = _STANDING & Q(asked__comments__outcome=Outcome.OPEN)


@dataclass(frozen=True)
class Standing:
    """How an alliance stands in a round."""

    asked: Asked
    comments: int


def consultations() -> QuerySet[Consultation]:
    """With how many were asked, how many comments there are, and how many wait for an answer."""
    found: QuerySet[Consultation] = (
        Consultation.objects.select_related("edition__worksheet")
        .annotate(
            alliances=Count("asked", distinct=True),
            said=Count("asked__comments", filter=_STANDING, distinct=True),
            waiting=Count("asked__comments", filter=_OPEN, distinct=True),
        )
        .order_by("-asked_at", "-pk")
    )
    return found


def consultation(pk: int) -> Consultation:
    found: Consultation = get_object_or_404(consultations(), pk=pk)
    return found


def comment_in(row: Consultation, pk: int) -> Comment:
    """404 for one of another round, and for one that was withdrawn."""
    rows = Comment.objects.standing().select_related("asked__alliance", "asked__consultation__edition")
    found: Comment = get_object_or_404(rows, asked__consultation=row, pk=pk)
    return found


def standings(row: Consultation) -> list[Standing]:
    asked = (
        row.asked.select_related("alliance")
        .annotate(said=Count("comments", filter=Q(comments__withdrawn_at=None)))
        .order_by("alliance__name", "pk")
    )
    return [Standing(each, each.said) for each in asked]


def read(row: Consultation) -> Commented:
    """All comments of a round at their questions."""
    comments = (
        Comment.objects.standing()
        .filter(asked__consultation=row)
        .select_related("asked__alliance", "asked__consultation__edition")
        .order_by("written_at", "pk")
    )
    return placed(row.edition.questionnaire, comments)

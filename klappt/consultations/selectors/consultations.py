"""What research sees of its consultations: alliances by name, never who in them wrote."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from klappt.consultations.enums import Outcome
from klappt.consultations.models import Asked, Comment, Consultation, DraftLetter
from klappt.consultations.models.letter import KIND
from klappt.consultations.selectors.drafts import Commented, placed
from klappt.jobs.services import stuck

_STANDING = Q(asked__comments__withdrawn_at=None, asked__comments__isnull=False)
_OPEN = _STANDING & Q(asked__comments__outcome=Outcome.OPEN)


@dataclass(frozen=True)
class Standing:
    """How an alliance stands in a round."""

    asked: Asked
    comments: int
    mail_is_stuck: bool = False


def consultations() -> QuerySet[Consultation]:
    """With how many were asked, how many comments there are, how many wait for an answer, and whether a newer
    round asks about the same draft.
    """
    newer = Consultation.objects.filter(edition=OuterRef("edition"), number__gt=OuterRef("number"))
    found: QuerySet[Consultation] = (
        Consultation.objects.select_related("edition__worksheet")
        .annotate(
            alliances=Count("asked", distinct=True),
            said=Count("asked__comments", filter=_STANDING, distinct=True),
            has_newer=Exists(newer.order_by()),
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
    waiting = dict(
        DraftLetter.objects.filter(asked__consultation=row, written_at=None)
        .order_by("pk")
        .values_list("pk", "asked_id")
    )
    troubled = stuck(KIND) if waiting else {}
    unwritten = {of for pk, of in waiting.items() if str(pk) in troubled}
    return [Standing(each, each.said, each.pk in unwritten) for each in asked]


def read(row: Consultation) -> Commented:
    """All comments of a round at their questions."""
    comments = (
        Comment.objects.standing()
        .filter(asked__consultation=row)
        .select_related("asked__alliance", "asked__consultation__edition")
        .order_by("written_at", "pk")
    )
    return placed(row.edition.questionnaire, comments)

"""Drafts in the week of the alliance, and what consultations add to the pages of worksheets."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from klappt.alliances.extensions import Matter, Urgency, add_matters
from klappt.alliances.policies import Member
from klappt.consultations.models import Comment
from klappt.consultations.policies import COMMENT
from klappt.consultations.selectors.changes import origins_of
from klappt.consultations.selectors.consultations import consultations
from klappt.consultations.selectors.drafts import asked_of
from klappt.consultations.services.origins import keep_origins
from klappt.worksheets.enums import EditionState
from klappt.worksheets.extensions import Part, add_before_publishing, add_draft_part, add_origin
from klappt.worksheets.models import Edition


def register() -> None:
    add_matters(drafts_wait)
    add_origin(origin)
    add_before_publishing(keep_origins)
    add_draft_part(asking)


def drafts_wait(member: Member) -> Iterator[Matter]:
    """As long as the alliance has said nothing."""
    if not member.may(COMMENT):
        return
    waiting = list(
        asked_of(member).filter(
            consultation__until__gte=timezone.localdate(),
            consultation__edition__state=EditionState.DRAFT,
            fits_at=None,
        )
    )
    if not waiting:
        return
    said = set(Comment.objects.standing().filter(asked__in=waiting).values_list("asked", flat=True))
    for each in (row for row in waiting if row.pk not in said):
        title = each.consultation.edition.questionnaire.title
        yield Matter(
            Urgency.WAITING,
            _("Research asks what you think of the draft “%(title)s”.") % {"title": title},
            reverse("consultations:draft", args=[member.alliance.key, each.consultation_id]),
            _("Read the draft"),
            day=each.consultation.until,
        )


def origin(edition: Edition) -> Part | None:
    """What changed because of whom; before publishing also what nobody has answered."""
    found = origins_of(edition)
    if found is None or not (found.changes or (edition.is_draft and (found.unanswered or found.unsent))):
        return None
    return Part("consultations/parts/origin.html", {"origins": found, "is_draft": edition.is_draft})


def asking(edition: Edition) -> Part:
    rounds = list(consultations().filter(edition=edition))
    return Part("consultations/parts/asking.html", {"edition": edition, "rounds": rounds})

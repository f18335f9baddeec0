"""What an alliance says about a draft: written, changed and withdrawn until the day."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.audit.services import event
from klappt.consultations import events
from klappt.consultations.enums import Spot
from klappt.consultations.models import Asked, Comment
from klappt.core.questionnaire.model import Questionnaire

LONGEST = 4000


def write_comment(*, asked: Asked, spot: str, key: str, text: str, by: User) -> Comment:
    """ValidationError on `text`, and where the draft has no such question or section."""
    _insist_on_open(asked)
    wording = _wording(asked.consultation.edition.questionnaire, spot, key)
    row = Comment(asked=asked, spot=spot, key=key, wording=wording, text=_said(text), by=by)
    row.full_clean(exclude=["asked", "by", "answered_by"])
    with event(events.COMMENTED, by=by, alliance=asked.alliance):
        row.save()
    return row


def change_comment(*, comment: Comment, text: str, by: User) -> Comment:
    """Only the words of who wrote it, and only while nobody has answered."""
    said = _said(text)
    with event(events.COMMENT_CHANGED, by=by, alliance=comment.asked.alliance):
        row = _locked(comment, by)
        row.text, row.changed_at = said, timezone.now()
        row.save(update_fields=["text", "changed_at"])
    return row


def withdraw_comment(*, comment: Comment, by: User) -> Comment:
    """Research no longer sees it."""
    with event(events.COMMENT_WITHDRAWN, by=by, alliance=comment.asked.alliance):
        row = _locked(comment, by)
        row.withdrawn_at = timezone.now()
        row.save(update_fields=["withdrawn_at"])
    return row


def may_change(comment: Comment, by: User) -> bool:
    """Who wrote it, until the day, and until it is answered."""
    return (
        comment.by_id == by.pk
        and not comment.is_answered
        and comment.withdrawn_at is None
        and comment.asked.consultation.is_open()
    )


def _locked(comment: Comment, by: User) -> Comment:
    """As it stands now: research may have answered a moment ago."""
    rows = Comment.objects.select_for_update(of=("self",))
    row: Comment = rows.select_related("asked__consultation__edition").get(pk=comment.pk)
    if row.is_answered:
        raise ValidationError(_("Research has answered this comment. Please write a new one."))
    if not may_change(row, by):
        raise ValidationError(_("Only who wrote a comment changes it, and only while the round is open."))
    return row


def _insist_on_open(asked: Asked) -> None:
    if not asked.consultation.is_open():
        raise ValidationError(_("The time for comments is over."))


def _said(text: str) -> str:
    plain = text.replace("\x00", "").strip()
    if not plain:
        raise ValidationError({"text": _("Please write something.")})
    if len(plain) > LONGEST:
        raise ValidationError({"text": _("Please keep to %(most)d characters.") % {"most": LONGEST}})
    return plain


def _wording(questionnaire: Questionnaire, spot: str, key: str) -> str:
    try:
        if spot == Spot.QUESTION:
            return questionnaire.question(key).label
        if spot == Spot.SECTION:
            return questionnaire.section(key).title
    except KeyError:
        raise ValidationError(
            _("This question is no longer in the draft. Please write to the whole draft.")
        ) from None
    if spot != Spot.WHOLE or key:
        raise ValidationError(_("It is not clear what the comment is about."))
    return questionnaire.title

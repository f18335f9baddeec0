from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.audit.models import Audited, AuditedQuerySet
from klappt.consultations.enums import Outcome, Spot
from klappt.consultations.models.consultation import Asked


class CommentQuerySet(AuditedQuerySet):
    def standing(self) -> "CommentQuerySet":
        return self.filter(withdrawn_at=None)

    def unanswered(self) -> "CommentQuerySet":
        return self.standing().filter(outcome=Outcome.OPEN)

    def to_send(self) -> "CommentQuerySet":
        return self.standing().exclude(outcome=Outcome.OPEN).filter(sent_at=None)


class CommentManager(models.Manager.from_queryset(CommentQuerySet)):  # type: ignore[misc] # made at run time
    pass


class Comment(Audited):
    """What an alliance says to research about a draft, and what became of it.

    `key` names the question or section, so that the comment stays there while the draft changes; `wording` is
    what stood there when it was written. Research never learns who of the alliance wrote it.
    """

    shared_because = "written to research: the page says so; other alliances read what changed because of it"

    asked = models.ForeignKey(Asked, on_delete=models.PROTECT, related_name="comments")
    spot = models.CharField(_("about"), max_length=10, choices=Spot.choices)
    key = models.CharField(max_length=60, blank=True)
    wording = models.TextField(_("wording commented on"), blank=True)
    text = models.TextField(_("comment"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField(_("written on"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("changed on"), null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn on"), null=True, blank=True, editable=False)
    outcome = models.CharField(
        _("what became of it"), max_length=14, choices=Outcome.choices, default=Outcome.OPEN
    )
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(_("answered on"), null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField(_("answer sent on"), null=True, blank=True, editable=False)

    objects = CommentManager()

    class Meta:
        verbose_name = _("Comment on a draft")
        ordering = ("written_at", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome=Outcome.OPEN) | ~Q(answer=""),
                name="answered_comment_has_an_answer",
                violation_error_message=_("Please say what changes, or why nothing does."),
            ),
            models.CheckConstraint(
                condition=Q(spot=Spot.WHOLE, key="") | (~Q(spot=Spot.WHOLE) & ~Q(key="")),
                name="comment_says_what_it_is_about",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked}: {self.text[:40]}"

    @property
    def is_answered(self) -> bool:
        return self.outcome != Outcome.OPEN

"""The lead agrees before a worksheet is handed in, where the alliance wants that."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Lead, LinkQuestion, Scoped
from klappt.jobs.models import OutgoingMail
from klappt.returns.models.wave import Return


class LeadInquiry(Scoped):
    """The lead was asked. `agrees` None: no answer yet. `newest_answer`: the last one the lead could see."""

    never_noted = frozenset({"missing", "newest_answer"})

    of_return = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="lead_inquiries")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked on"), default=timezone.now)
    agrees = models.BooleanField(_("agrees"), null=True)
    missing = models.TextField(_("what is missing"), blank=True, max_length=2000)
    answered_at = models.DateTimeField(_("answered on"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    told_by = models.CharField(_("told by"), max_length=120, blank=True)
    newest_answer = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta(Scoped.Meta):
        verbose_name = _("Question to the lead about a worksheet")
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["of_return"],
                condition=models.Q(agrees=None),
                name="one_open_question_to_the_lead",
                violation_error_message=_("The lead is asked already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.of_return)

    @property
    def sent_link(self) -> "LeadLink | None":
        """The link that went out with the question; None where the lead has no address."""
        found: LeadLink | None = getattr(self, "link", None)
        return found


class LeadLink(LinkQuestion):
    """By this link the lead reads what is to go out and answers, without signing in."""

    inquiry = models.OneToOneField(LeadInquiry, on_delete=models.CASCADE, related_name="link")
    # Whoever leads no longer answers no longer.
    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="+")
    mail = models.ForeignKey(OutgoingMail, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta(LinkQuestion.Meta):
        verbose_name = _("Link for the lead")

    def __str__(self) -> str:
        return f"{self.inquiry}: {self.email}"

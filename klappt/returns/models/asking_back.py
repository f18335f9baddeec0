"""What happens around a return: a question back, more time, and opening it once more."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.audit.models import Audited
from klappt.returns.models.wave import Return


class SectionQuestion(Audited):
    """Research asks back about one section sent to it. Until it is answered only that one is open."""

    shared_because = "part of Return: the reply is written to research, and the page says so"

    of_return = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="questions_back")
    section = models.CharField(_("section"), max_length=60)
    text = models.TextField(_("question"))
    due_on = models.DateField(_("answer by"))
    asked_at = models.DateTimeField(_("asked on"), default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered on"), null=True, blank=True)
    hand_in = models.PositiveSmallIntegerField(_("answered with hand-in"), null=True, blank=True)
    reply = models.TextField(_("answer in words"), blank=True)
    replied_at = models.DateTimeField(_("answered in words on"), null=True, blank=True)
    settled_at = models.DateTimeField(_("settled on"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("Question back")
        ordering = ("-asked_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["of_return", "section"],
                condition=Q(answered_at=None, settled_at=None),
                name="one_question_back_per_section",
                violation_error_message=_("There is a question about this section already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.of_return}: {self.section}"

    @property
    def is_open(self) -> bool:
        """The alliance has not answered yet, and research still wants to know."""
        return self.answered_at is None and self.settled_at is None


class Extension(Audited):
    """More time for one alliance, and why."""

    shared_because = "part of Return: what research and the coordination agreed about its day"

    of_return = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="extensions")
    was_due_on = models.DateField(_("was due on"))
    due_on = models.DateField(_("new day"))
    reason = models.CharField(_("reason"), max_length=500)
    at = models.DateTimeField(_("on"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("More time")
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.of_return}: {self.due_on}"


class Reopening(Audited):
    """The whole return shall be opened once more. The alliance asks and research decides, or research does it
    by itself. What was handed in stays as it is.
    """

    shared_because = "part of Return: what the alliance asks of research, and the answer"

    of_return = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="reopenings")
    reason = models.CharField(_("reason"), max_length=500)
    by_alliance = models.BooleanField(default=False)
    at = models.DateTimeField(_("asked on"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    granted = models.BooleanField(null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=500, blank=True)
    # The people who run the wave got their mail about it.
    told_at = models.DateTimeField(null=True, blank=True, editable=False)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("Opening once more")
        ordering = ("-at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["of_return"],
                condition=Q(granted=None),
                name="one_wish_to_reopen_at_a_time",
                violation_error_message=_("You have asked for this already; research has not decided yet."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.of_return}: {self.reason[:60]}"

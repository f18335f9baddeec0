"""A question research asks after a worksheet was handed in."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.audit.models import Audited
from klappt.audit.stays import Stays
from klappt.core.questionnaire.model import Question
from klappt.core.questionnaire.reading import read_question
from klappt.returns.enums import Sharing
from klappt.returns.models.wave import Return, Wave


class LateQuestion(Audited):
    """Asked of all alliances of a wave, or of one (`of_return`). Its wording never changes.

    What was handed in stays as it is: the answer goes out as a section of its own (`SentSection.late`), with
    the day on which it was added.
    """

    shared_because = "research asks it; an answer comes as a SentSection of its own, by the alliance's act"
    stays = Stays(but=("withdrawn_at",))
    never_noted = frozenset({"wording"})

    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="late_questions")
    of_return = models.ForeignKey(
        Return, null=True, blank=True, on_delete=models.PROTECT, related_name="late_questions"
    )
    key = models.CharField(max_length=60, unique=True)
    wording = models.JSONField(_("wording"))
    sharing = models.CharField(_("who will see the answer"), max_length=10, choices=Sharing.choices)
    reason = models.CharField(_("why it is asked so late"), max_length=500)
    asked_at = models.DateTimeField(_("asked on"), default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at = models.DateTimeField(_("withdrawn on"), null=True, blank=True)

    class Meta:
        verbose_name = _("Late question")
        ordering = ("asked_at", "pk")
        constraints = [
            models.CheckConstraint(condition=~Q(sharing="here"), name="late_question_is_for_others"),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="late_question_says_why",
                violation_error_message=_("Please say why you ask so late."),
            ),
        ]

    def __str__(self) -> str:
        return self.question.label

    @property
    def question(self) -> Question:
        return read_question(self.wording)

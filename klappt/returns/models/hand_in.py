"""What was handed in. The alliance keeps the whole; what it sent stands apart,
and research reads only that.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Alliance, Scoped
from klappt.audit.models import Audited
from klappt.audit.stays import Stays
from klappt.returns.enums import ReplyState, Sharing
from klappt.returns.models.answer import AppendOnly
from klappt.returns.models.late import LateQuestion
from klappt.returns.models.wave import Return
from klappt.worksheets.models import Edition


class HandIn(Scoped):
    """The whole worksheet as it stood when it was handed in: local sections and living parts included.

    `content` is canonical JSON with its fingerprint; docs/handing-in.md has its form.
    """

    stays = Stays()
    never_noted = frozenset({"content", "fingerprint"})

    of_return = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="hand_ins")
    number = models.PositiveSmallIntegerField(_("number"))
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    content = models.TextField()
    fingerprint = models.CharField(max_length=64)
    at = models.DateTimeField(_("handed in on"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta(Scoped.Meta):
        verbose_name = _("Handed-in worksheet")
        ordering = ("-number",)
        constraints = [models.UniqueConstraint(fields=["of_return", "number"], name="hand_in_number_once")]

    def __str__(self) -> str:
        return f"{self.of_return} ({self.number})"

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise AppendOnly("what was handed in never changes")
        super().save(*args, **options)

    def delete(self, *_args: Any, **_options: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnly("what was handed in stays")


class SentSection(Audited):
    """A section an alliance has sent: to research, or to research and all alliances.

    Rows of a later hand-in stand beside those of the earlier one; `is_latest` marks the ones that count.
    `was_held_back`: the alliance kept the section after all, then it has no answers here. `late`: the answer
    to a question asked after the hand-in; `section` is then its key, which no edition knows.
    """

    shared_because = (
        "what an alliance has handed in for others, by its own act; local sections never come here"
    )
    stays = Stays(but=("is_latest",))

    of_return = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="sent_sections")
    alliance = models.ForeignKey(Alliance, on_delete=models.PROTECT, related_name="+")
    hand_in = models.PositiveSmallIntegerField(_("number"))
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    section = models.CharField(max_length=60)
    sharing = models.CharField(max_length=10, choices=Sharing.choices)
    was_held_back = models.BooleanField(default=False)
    is_latest = models.BooleanField(default=True)
    late = models.ForeignKey(
        LateQuestion, null=True, blank=True, on_delete=models.PROTECT, related_name="sent"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("Section sent")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["of_return", "hand_in", "section"], name="section_sent_once"),
            models.UniqueConstraint(fields=["of_return", "late"], name="late_question_answered_once"),
            models.CheckConstraint(condition=~models.Q(sharing="here"), name="local_sections_are_never_sent"),
        ]

    def __str__(self) -> str:
        return self.section


class SentAnswer(models.Model):
    """An answer that was sent, frozen. `value` in the form of its kind; a living part as its table.

    `added_at`: it was asked and given after the hand-in (a late question); it says so wherever it is read.
    """

    shared_because = "part of SentSection"
    stays = Stays()

    section = models.ForeignKey(SentSection, on_delete=models.PROTECT, related_name="answers")
    of_return = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=60)
    state = models.CharField(max_length=14, choices=ReplyState.choices)
    value = models.JSONField(null=True, blank=True)
    added_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("Answer sent")
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=["section", "question"], name="answer_sent_once")]
        indexes = [models.Index(fields=["of_return", "question"], name="sent_by_question")]

    def __str__(self) -> str:
        return self.question

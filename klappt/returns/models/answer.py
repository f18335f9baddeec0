"""What an alliance answers. Nothing here is ever changed or removed: the next answer follows it."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Scoped
from klappt.alliances.models.scoped import ScopedManager, ScopedQuerySet
from klappt.audit.stays import Stays
from klappt.core.questionnaire import values
from klappt.returns.enums import Origin, ReplyState
from klappt.returns.models.wave import Return
from klappt.worksheets.models import Edition


class AppendOnly(RuntimeError):
    """Something tried to change or remove an answer."""


class AnswerQuerySet(ScopedQuerySet):
    def update(self, **_values: Any) -> int:
        raise AppendOnly("an answer never changes; write the next one")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise AppendOnly("an answer stays")


class AnswerManager(ScopedManager.from_queryset(AnswerQuerySet)):  # type: ignore[misc] # made at run time
    pass


class Answer(Scoped):
    """The newest answer to a question that is not `beside` holds.

    `over` is the answer that stood there when this one was written; `beside` one that somebody wrote while
    somebody else was quicker: both texts stay, and people decide (`Clash`). Without a `Clash` it came so late
    that its own writer's next text was there before it: `nth` rises with every letter typed in a `browser`.
    """

    stays = Stays()
    # The row is its own history: who, when, and what stood there before.
    never_noted = frozenset(
        {"value", "question", "state", "origin", "over_id", "beside", "edition_id", "browser", "nth"}
    )

    of_return = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="answers")
    question = models.CharField(_("to the question"), max_length=60)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=14, choices=ReplyState.choices)
    value = models.JSONField(_("answer"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(_("written on"), default=timezone.now)
    origin = models.CharField(
        _("way it came in"), max_length=10, choices=Origin.choices, default=Origin.TYPED
    )
    over = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    beside = models.BooleanField(default=False)
    browser = models.PositiveBigIntegerField(null=True, editable=False)
    nth = models.PositiveBigIntegerField(null=True, editable=False)

    objects: ClassVar[Any] = AnswerManager()

    class Meta(Scoped.Meta):
        verbose_name = _("Answer to a worksheet")
        ordering = ("pk",)
        indexes = [models.Index(fields=["of_return", "question", "id"], name="answer_by_question")]

    def __str__(self) -> str:
        return self.question

    @property
    def reply(self) -> values.Reply:
        return values.Reply(values.ReplyState(self.state), self.value)

    @property
    def file_number(self) -> str:
        """The number of the `AnswerFile`, where the answer is one."""
        return str(self.value["file"]) if isinstance(self.value, dict) and "sha256" in self.value else ""

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise AppendOnly("an answer never changes; write the next one")
        super().save(*args, **options)

    def delete(self, *_args: Any, **_options: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnly("an answer stays")


class Clash(Scoped):
    """Two people wrote at the same question at the same time; until it is settled both texts are shown."""

    of_return = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="clashes")
    question = models.CharField(_("to the question"), max_length=60)
    beside = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(Scoped.Meta):
        verbose_name = _("Two texts at one question")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.question

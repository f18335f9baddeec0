"""What people of an alliance say to each other at a question. It is never sent to anybody."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Scoped
from klappt.returns.models.wave import Return


class Remark(Scoped):
    """`to`: whom it is meant for; they find it in their week. Nobody: for all who fill in."""

    never_noted = frozenset({"text"})

    of_return = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="remarks")
    question = models.CharField(_("to the question"), max_length=60)
    text = models.TextField(_("remark"), max_length=2000)
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("for"),
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(_("written on"), default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(Scoped.Meta):
        verbose_name = _("Remark in a worksheet")
        ordering = ("pk",)
        indexes = [models.Index(fields=["of_return", "question"], name="remark_by_question")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text=""),
                name="remark_says_something",
                violation_error_message=_("Please write something."),
            )
        ]

    def __str__(self) -> str:
        return self.question

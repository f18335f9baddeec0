import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from klappt.actors.enums import Field
from klappt.actors.models import Institution
from klappt.alliances.models import Scoped
from klappt.meetings.models import Meeting, Outcome


class Carried(Scoped):
    """What somebody carried from the alliance into their own organisation and field (A10).

    It keeps the field the institution had then; what it came from is optional.
    """

    institution = models.ForeignKey(
        Institution,
        on_delete=models.CASCADE,
        related_name="carried",
        verbose_name=_("into which institution"),
    )
    field = models.CharField(_("field"), max_length=20, choices=Field.choices, blank=True, editable=False)
    what = models.CharField(_("what you carried on"), max_length=400)
    where = models.CharField(_("where or to whom"), max_length=200, blank=True)
    on = models.DateField(_("when"), default=datetime.date.today)
    outcome = models.ForeignKey(
        Outcome,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="carried",
        verbose_name=_("result it came from"),
    )
    meeting = models.ForeignKey(
        Meeting,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="carried",
        verbose_name=_("meeting it came from"),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("person"),
    )

    class Meta(Scoped.Meta):
        verbose_name = _("Carried on")
        ordering = ("-on", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(what=""),
                name="carried_says_what",
                violation_error_message=_("Please say in one sentence what it was."),
            )
        ]

    def __str__(self) -> str:
        return self.what

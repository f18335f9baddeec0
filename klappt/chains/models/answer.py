import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Scoped
from klappt.chains.enums import ConsequenceKind
from klappt.chains.models.lever import Lever
from klappt.meetings.models import Outcome
from klappt.needs.models import Need
from klappt.offers.models import Offer
from klappt.profiles.models import Subgroup


class NeedAnswer(Scoped):
    """This offer answers this need; for whom, its access rule says (B4)."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="answers")
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="answers")
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta(Scoped.Meta):
        verbose_name = _("Offer for a need")
        ordering = ("offer__position", "pk")
        constraints = [models.UniqueConstraint(fields=["need", "offer"], name="offer_once_per_need")]

    def __str__(self) -> str:
        return str(self.offer)

    def called(self) -> str:
        return f"{self.need}: {self.offer}"


class NeedReview(Scoped):
    """Somebody has looked which offers answer the need: only then is an empty place a gap."""

    need = models.OneToOneField(Need, on_delete=models.CASCADE, related_name="review")
    on = models.DateField(_("looked through on"), default=datetime.date.today)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("person"),
    )

    class Meta(Scoped.Meta):
        verbose_name = _("Offers for a need looked through")

    def __str__(self) -> str:
        return f"{self.need}"


class Consequence(Scoped):
    """What follows from one cell of the gap matrix: a lever, a measure, or leaving it with a reason (B4)."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="consequences")
    subgroup = models.ForeignKey(Subgroup, on_delete=models.CASCADE, related_name="consequences")
    kind = models.CharField(_("consequence"), max_length=10, choices=ConsequenceKind.choices)
    lever = models.ForeignKey(
        Lever, null=True, blank=True, on_delete=models.CASCADE, related_name="consequences"
    )
    # A measure that a meeting agreed on; words alone, where none did.
    outcome = models.ForeignKey(
        Outcome,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="consequences",
        verbose_name=_("agreed measure"),
    )
    words = models.TextField(_("measure or reason"), blank=True)
    on = models.DateField(_("decided on"), default=datetime.date.today)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("person"),
    )
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("Consequence of a gap")
        ordering = ("-on", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["need", "subgroup", "lever"],
                condition=Q(kind=ConsequenceKind.LEVER),
                name="lever_once_per_cell",
                violation_error_message=_("This lever is noted here already."),
            ),
            models.CheckConstraint(
                condition=Q(kind=ConsequenceKind.LEVER, lever__isnull=False)
                | (~Q(kind=ConsequenceKind.LEVER) & Q(lever__isnull=True) & ~Q(words="")),
                name="consequence_is_said",
                violation_error_message=_("Please say what follows."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.lever) if self.lever else self.words[:80]

    def called(self) -> str:
        return f"{self.need} · {self.subgroup}: {self}"

    @property
    def has_own_words(self) -> bool:
        """Words beside the measure or lever it points to."""
        return bool(self.words) and (self.outcome is None or self.words != self.outcome.text)

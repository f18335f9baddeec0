import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from klappt.actors.models import Institution
from klappt.alliances.models import Period, PeriodManager, PeriodQuerySet, Scoped
from klappt.chains.enums import Deadline, LinkKind
from klappt.offers.models import Offer


class LinkQuerySet(PeriodQuerySet):
    def agreed_on(self, day: datetime.date) -> Self:
        return self.active_on(day).filter(agreed=True)


class LinkManager(PeriodManager.from_queryset(LinkQuerySet)):  # type: ignore[misc] # made at run time
    pass


class Link(Period):
    """How the step from one offer to the next is arranged. Without an agreed link it is a cold step (B5)."""

    source = models.ForeignKey(
        Offer, on_delete=models.CASCADE, related_name="links_onward", verbose_name=_("from offer")
    )
    target = models.ForeignKey(
        Offer, on_delete=models.CASCADE, related_name="links_inward", verbose_name=_("to offer")
    )
    kind = models.CharField(_("arranged by"), max_length=20, choices=LinkKind.choices, default=LinkKind.LINK)
    agreed = models.BooleanField(_("agreed"), default=True)
    basis = models.CharField(_("on what it rests"), max_length=300, blank=True)
    note = models.TextField(_("note"), blank=True)
    deadline_days = models.PositiveSmallIntegerField(
        _("answer within"), null=True, blank=True, choices=Deadline.choices
    )

    objects: ClassVar[Any] = LinkManager()

    class Meta(Period.Meta):
        verbose_name = _("Link between two offers")
        ordering = ("source__position", "target__position", "pk")
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(
                fields=["source", "target"],
                condition=Q(valid_until=None),
                name="one_open_link_per_step",
                violation_error_message=_("These two offers are linked already."),
            ),
            models.CheckConstraint(
                condition=~Q(source=F("target")),
                name="link_joins_two_offers",
                violation_error_message=_("Please choose two different offers."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"


class InterfaceRule(Scoped):
    """Who hands what to whom by when at a step: one line of the rule."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="rules")
    what = models.CharField(_("what"), max_length=300)
    giver = models.ForeignKey(
        Institution,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("who hands over"),
    )
    giver_words = models.CharField(_("who hands over (function)"), max_length=120, blank=True)
    receiver = models.ForeignKey(
        Institution,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("to whom"),
    )
    receiver_words = models.CharField(_("to whom (function)"), max_length=120, blank=True)
    by_when = models.CharField(_("by when"), max_length=200, blank=True)
    position = models.PositiveIntegerField(default=0, editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("Line of an interface rule")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.what

    def called(self) -> str:
        return f"{self.link}: {self.what}"

    @property
    def gives(self) -> str:
        return _both(self.giver, self.giver_words)

    @property
    def receives(self) -> str:
        return _both(self.receiver, self.receiver_words)


def _both(institution: Institution | None, words: str) -> str:
    if institution and words:
        return f"{institution} ({words})"
    return str(institution or words)

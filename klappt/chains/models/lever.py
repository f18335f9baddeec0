import datetime
from typing import Any, ClassVar, Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.actors.models import Institution
from klappt.agreements.models import Agreement
from klappt.alliances.models import Scoped, ScopedManager, ScopedQuerySet
from klappt.chains.enums import BETWEEN_OFFERS, STILL_AHEAD, LeverKind, LeverState
from klappt.chains.models.link import Link
from klappt.offers.models import Offer


class LeverQuerySet(ScopedQuerySet):
    def ahead(self) -> Self:
        return self.filter(state__in=STILL_AHEAD)

    def overdue_on(self, day: datetime.date) -> Self:
        return self.ahead().filter(due_on__lt=day)

    def with_target(self) -> Self:
        return self.select_related("offer", "source", "target", "responsible", "link", "agreement")


class LeverManager(ScopedManager.from_queryset(LeverQuerySet)):  # type: ignore[misc] # made at run time
    pass


class Lever(Scoped):
    """One thing the alliance changes so that a chain holds (B5).

    An opening is about one leaf of an offer's access rule (`leaf` is its place, empty for the whole rule), a
    new offer about an idea, the other three about the step from `source` to `target`.
    """

    kind = models.CharField(_("lever"), max_length=20, choices=LeverKind.choices)
    state = models.CharField(_("state"), max_length=20, choices=LeverState.choices, default=LeverState.IDEA)
    title = models.CharField(_("what is to change"), max_length=200)
    basis = models.TextField(_("on what it rests"), blank=True)
    responsible = models.ForeignKey(
        Institution,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("responsible institution"),
    )
    responsible_words = models.CharField(_("responsible function"), max_length=120, blank=True)
    begins_on = models.DateField(_("from"), null=True, blank=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    in_force_on = models.DateField(_("in force since"), null=True, blank=True)
    # The alliance's own estimate, in its own unit; 1 where nobody has estimated.
    effort = models.DecimalField(
        _("effort"), max_digits=7, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    reason = models.TextField(_("reason for dropping it"), blank=True)
    note = models.TextField(_("note"), blank=True)
    offer = models.ForeignKey(
        Offer, null=True, blank=True, on_delete=models.CASCADE, related_name="levers", verbose_name=_("offer")
    )
    leaf = models.CharField(_("place in the rule"), max_length=200, blank=True)
    source = models.ForeignKey(
        Offer, null=True, blank=True, on_delete=models.CASCADE, related_name="+", verbose_name=_("from offer")
    )
    target = models.ForeignKey(
        Offer, null=True, blank=True, on_delete=models.CASCADE, related_name="+", verbose_name=_("to offer")
    )
    agreement = models.ForeignKey(
        Agreement,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="levers",
        verbose_name=_("agreement behind it"),
    )
    link = models.ForeignKey(
        Link,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="levers",
        verbose_name=_("link that came of it"),
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    never_noted = frozenset({"created_at", "changed_at"})
    objects: ClassVar[Any] = LeverManager()

    class Meta(Scoped.Meta):
        verbose_name = _("Lever")
        ordering = ("due_on", "pk")
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(kind__in=sorted(BETWEEN_OFFERS), source__isnull=False, target__isnull=False)
                    & ~Q(source=F("target"))
                )
                | (~Q(kind__in=sorted(BETWEEN_OFFERS)) & Q(offer__isnull=False)),
                name="lever_knows_what_it_is_about",
                violation_error_message=_("Please say which offer or which step it is about."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_between_offers(self) -> bool:
        return self.kind in BETWEEN_OFFERS

    def is_overdue(self, day: datetime.date) -> bool:
        return self.due_on is not None and self.due_on < day and self.state in STILL_AHEAD


class LeverParty(Scoped):
    """An institution that has a part in a lever."""

    lever = models.ForeignKey(Lever, on_delete=models.CASCADE, related_name="parties")
    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="+")

    class Meta(Scoped.Meta):
        verbose_name = _("Party to a lever")
        ordering = ("institution__position", "pk")
        constraints = [models.UniqueConstraint(fields=["lever", "institution"], name="party_once_per_lever")]

    def __str__(self) -> str:
        return str(self.institution)

    def called(self) -> str:
        return f"{self.lever}: {self.institution}"

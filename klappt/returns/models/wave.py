"""A round in which a worksheet goes out, and how each alliance stands with it."""

import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Alliance
from klappt.audit.models import Audited
from klappt.returns.enums import OPEN, ContactWay, ReturnState, WaveStage
from klappt.worksheets.models import Edition


class Wave(Audited):
    shared_because = "research plans waves for all alliances; nothing of an alliance stands in them"

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    title = models.CharField(_("title"), max_length=200)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="waves")
    letter = models.TextField(_("what the alliances read first"), blank=True)
    opens_on = models.DateField(_("opens on"))
    reminds_on = models.DateField(_("reminder on"), null=True, blank=True)
    closes_on = models.DateField(_("closes on"))
    # Until somebody has looked it through and released it, its day opens nothing.
    released_at = models.DateTimeField(null=True, blank=True, editable=False)
    opened_at = models.DateTimeField(_("opened on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("Wave")
        ordering = ("-number",)
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="wave_closes_after_it_opens",
                violation_error_message=_("The wave closes before it opens."),
            ),
            models.CheckConstraint(
                condition=Q(reminds_on=None)
                | Q(reminds_on__gte=F("opens_on"), reminds_on__lte=F("closes_on")),
                name="wave_reminds_in_between",
                violation_error_message=_("The reminder lies outside the time in which the wave is open."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Wave %(number)s: %(title)s")) % {"number": self.number, "title": self.title}

    def save(self, *args: Any, **options: Any) -> None:
        """Figures count what held on the last day: moved afterwards, they would move with it."""
        read = getattr(self, "as_read", {})
        if read.get("opened_at") and read.get("closes_on", self.closes_on) != self.closes_on:
            raise ValueError("the last day of an open wave stands; more time is given return by return")
        super().save(*args, **options)

    @property
    def is_open(self) -> bool:
        """The alliances see it; it stays so after its last day, for whoever hands in late."""
        return self.opened_at is not None

    def stage(self, day: datetime.date | None = None) -> WaveStage:
        if self.opened_at is not None:
            return WaveStage.CLOSED if self.closes_on < (day or timezone.localdate()) else WaveStage.OPEN
        return WaveStage.DRAFT if self.released_at is None else WaveStage.PLANNED


class Return(Audited):
    """One alliance in one wave: how far it is, never what it wrote.

    `asked` and `answered` count the questions of the sections that research will see, and no others.
    """

    shared_because = "who was asked and how far they are; what they write stands in Answer, which is scoped"
    never_noted = frozenset({"asked", "answered", "touched_at"})

    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="returns")
    alliance = models.ForeignKey(Alliance, on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="returns")
    state = models.CharField(
        _("state"), max_length=12, choices=ReturnState.choices, default=ReturnState.ASKED
    )
    due_on = models.DateField(_("due on"))
    asked = models.PositiveSmallIntegerField(default=0, editable=False)
    answered = models.PositiveSmallIntegerField(default=0, editable=False)
    asked_at = models.DateTimeField(_("asked on"), default=timezone.now, editable=False)
    begun_at = models.DateTimeField(_("begun on"), null=True, blank=True, editable=False)
    touched_at = models.DateTimeField(_("last worked on"), null=True, blank=True, editable=False)
    # The first time says in which year and whether in time it came back, the last one what holds.
    first_handed_in_at = models.DateTimeField(null=True, blank=True, editable=False)
    came_late = models.BooleanField(_("handed in late"), default=False, editable=False)
    handed_in_at = models.DateTimeField(_("handed in on"), null=True, blank=True, editable=False)
    lead_is_asked = models.BooleanField(_("the lead agrees before it is handed in"), default=False)

    class Meta:
        verbose_name = _("Return")
        ordering = ("wave", "alliance__name", "pk")
        constraints = [models.UniqueConstraint(fields=["wave", "alliance"], name="one_return_per_wave")]
        indexes = [models.Index(fields=["alliance", "wave"], name="return_by_alliance")]

    def __str__(self) -> str:
        return f"{self.wave}: {self.alliance}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    def is_overdue(self, day: datetime.date | None = None) -> bool:
        return self.is_open and self.due_on < (day or timezone.localdate())


class ContactNote(Audited):
    """Research called or wrote because of a return: when and what came of it."""

    shared_because = "part of Return: notes research makes on its own reminders"

    of_return = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="contacts")
    on = models.DateField(_("on"), default=timezone.localdate)
    way = models.CharField(_("how"), max_length=10, choices=ContactWay.choices)
    note = models.CharField(_("what came of it"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("Contact about a return")
        ordering = ("-on", "-pk")

    def __str__(self) -> str:
        return f"{self.on} {self.way}"

import uuid
from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Scoped, ScopedManager, ScopedQuerySet
from klappt.bodies.models import Body
from klappt.meetings.enums import MeetingState

LONGEST = 24 * 60


class Series(Scoped):
    """Meetings of a body that come again by a rule (RFC 5545 RRULE), in Europe/Berlin."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="series")
    title = models.CharField(_("title"), max_length=160)
    rule = models.CharField(_("how often"), max_length=200)
    first_on = models.DateField(_("first on"))
    starts_at = models.TimeField(_("begins at"))
    minutes = models.PositiveSmallIntegerField(
        _("lasts (minutes)"), default=120, validators=[MinValueValidator(5), MaxValueValidator(LONGEST)]
    )
    place = models.CharField(_("place"), max_length=300, blank=True)
    video = models.URLField(_("link to the video meeting"), max_length=500, blank=True)
    skips_holidays = models.BooleanField(_("not on public holidays"), default=True)
    # Until here its meetings have been made; a day left out before stays left out.
    made_until = models.DateField(_("planned until"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    class Meta(Scoped.Meta):
        verbose_name = _("Series of meetings")
        ordering = ("-first_on", "pk")

    def __str__(self) -> str:
        return self.title


class MeetingQuerySet(ScopedQuerySet):
    def held(self) -> Self:
        return self.filter(state=MeetingState.HELD)


class MeetingManager(ScopedManager.from_queryset(MeetingQuerySet)):  # type: ignore[misc] # made at run time
    pass


class Meeting(Scoped):
    """One meeting of a body (A5). `starts_at` is empty only while its date is being found.

    A case conference is none: it has no agenda, no notes and no minutes (decision 11, `klappt.cases`).
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings", verbose_name=_("body"))
    series = models.ForeignKey(
        Series, null=True, blank=True, on_delete=models.SET_NULL, related_name="meetings"
    )
    # The day the rule gave it, wherever it was moved to since.
    series_day = models.DateField(_("day in the series"), null=True, blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=20, choices=MeetingState.choices, default=MeetingState.PLANNED
    )
    title = models.CharField(_("title"), max_length=160)
    starts_at = models.DateTimeField(_("begins"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=300, blank=True)
    video = models.URLField(_("link to the video meeting"), max_length=500, blank=True)
    chair = models.CharField(_("chaired by"), max_length=120, blank=True)
    note = models.TextField(_("note to the invitation"), blank=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Counts what went out to calendars (RFC 5546): 0 is the first invitation.
    sequence = models.PositiveIntegerField(_("edition"), default=0, editable=False)
    begun_at = models.DateTimeField(_("begun at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    # What the last mail said of when and where, so that the next can say what is new.
    told = models.JSONField(default=dict, blank=True, editable=False)
    reason = models.CharField(_("why it is cancelled"), max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    never_noted = frozenset({"created_at", "told", "uid"})
    objects: ClassVar[Any] = MeetingManager()

    class Meta(Scoped.Meta):
        verbose_name = _("Meeting")
        ordering = ("-starts_at", "-pk")
        indexes = [models.Index(fields=["alliance", "starts_at"], name="meeting_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at=None) | Q(ends_at__gt=F("starts_at")),
                name="meeting_ends_after_it_begins",
                violation_error_message=_("The end lies before the beginning."),
            ),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=False) | Q(state__in=["finding_date", "cancelled"]),
                name="meeting_has_a_date",
                violation_error_message=_("Please say when the meeting begins."),
            ),
            models.UniqueConstraint(fields=["series", "series_day"], name="one_meeting_per_day_of_a_series"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def calendar_uid(self) -> str:
        """What calendars know it by: what counts is the number, so the rest must never change."""
        return f"{self.uid}@klappt"

    @property
    def minutes_long(self) -> int:
        """How long it lasts; 0 while its date is being found."""
        if self.starts_at is None or self.ends_at is None:
            return 0
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def is_settled(self) -> bool:
        """Held or cancelled: nothing about its date changes any more."""
        return self.state in (MeetingState.HELD, MeetingState.CANCELLED)

import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.actors.models import Institution
from klappt.alliances.models import Scoped, ScopedManager, ScopedQuerySet
from klappt.audit.stays import Stays
from klappt.meetings.enums import OPEN_STATES, Channel, OutcomeKind, OutcomeState, Step
from klappt.meetings.models.agenda import AgendaItem
from klappt.meetings.models.meeting import Meeting


class OutcomeQuerySet(ScopedQuerySet):
    def measures(self) -> Self:
        return self.filter(kind=OutcomeKind.MEASURE)

    def goals(self) -> Self:
        return self.filter(kind=OutcomeKind.GOAL)

    def open(self) -> Self:
        return self.filter(state__in=OPEN_STATES)

    def overdue_on(self, day: datetime.date) -> Self:
        return self.open().filter(due_on__lt=day)


class OutcomeManager(ScopedManager.from_queryset(OutcomeQuerySet)):  # type: ignore[misc] # made at run time
    pass


class Outcome(Scoped):
    """What came of an agenda item (A6): a goal, a decision, a measure or an information.

    The first three always have somebody responsible, a day, a state and, through the item, an origin; the
    database refuses them without. Every change of state stays as a row of OutcomeChange.
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="outcomes")
    kind = models.CharField(_("kind"), max_length=20, choices=OutcomeKind.choices)
    text = models.CharField(_("what"), max_length=400)
    goal = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="serving",
        limit_choices_to={"kind": OutcomeKind.GOAL},
        verbose_name=_("for the goal"),
    )
    person = models.CharField(_("who"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    institution = models.ForeignKey(
        Institution,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="outcomes",
        verbose_name=_("institution"),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("signs in as"),
    )
    due_on = models.DateField(_("by when"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=OutcomeState.choices, default=OutcomeState.AGREED
    )
    state_since = models.DateTimeField(_("since"), default=timezone.now)
    reason = models.CharField(_("because"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    never_noted = frozenset({"created_at"})
    objects: ClassVar[Any] = OutcomeManager()

    class Meta(Scoped.Meta):
        verbose_name = _("Result")
        ordering = ("position", "pk")
        indexes = [models.Index(fields=["alliance", "kind", "state"], name="outcome_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=OutcomeKind.INFORMATION) | (~Q(person="") & Q(due_on__isnull=False)),
                name="outcome_has_somebody_and_a_day",
                violation_error_message=_("Please say who does it and by when."),
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="outcome_says_something",
                violation_error_message=_("Please say what was agreed."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["stuck", "dropped"]) | ~Q(reason=""),
                name="outcome_gives_a_reason",
                violation_error_message=_("Please say why."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=OutcomeKind.values) & Q(state__in=OutcomeState.values),
                name="outcome_is_of_a_kind_and_in_a_state",
                violation_error_message=_("There is no such state."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    def is_overdue(self, day: datetime.date) -> bool:
        return self.is_open and self.due_on is not None and self.due_on < day


class OutcomeChange(Scoped):
    """One step in the history of a goal, decision or measure, and how it stood after it.

    Never changed, never removed: what was wrong is taken back by a further step.
    """

    stays = Stays()

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="changes")
    step = models.CharField(_("step"), max_length=10, choices=Step.choices, default=Step.MOVED)
    state = models.CharField(_("state"), max_length=10, choices=OutcomeState.choices)
    reason = models.CharField(_("because"), max_length=300, blank=True)
    text = models.CharField(_("what"), max_length=400, blank=True)
    due_on = models.DateField(_("by when"), null=True, blank=True)
    person = models.CharField(_("who"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    institution = models.ForeignKey(
        Institution,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("institution"),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("signs in as"),
    )
    goal = models.ForeignKey(
        Outcome,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("for the goal"),
    )
    takes_back = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        on_delete=models.RESTRICT,
        related_name="taken_back_by",
        verbose_name=_("takes back"),
    )
    note = models.CharField(_("why it was changed"), max_length=300, blank=True)
    channel = models.CharField(_("came in"), max_length=10, choices=Channel.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("person"),
    )
    # Where it was said, when it was said in a meeting: it stands in that meeting's minutes.
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    # Who answered by a link, without signing in.
    signature = models.CharField(_("signed"), max_length=160, blank=True)
    at = models.DateTimeField(_("on"), default=timezone.now)

    class Meta(Scoped.Meta):
        verbose_name = _("Step of a result")
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.outcome}: {self.get_state_display()}"

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise TypeError("a step of the history is never changed; take it back by a new one")
        super().save(*args, **options)

    def delete(self, *_args: Any, **_options: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("a step of the history is never removed")

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.actors.models import Institution
from klappt.alliances.models import LinkQuestion, Scoped, ScopedManager, ScopedQuerySet
from klappt.audit.stays import Stays
from klappt.matters.enums import SETTLED, Answer, MatterKind, MatterState
from klappt.meetings.models import Outcome


class MatterQuerySet(ScopedQuerySet):
    def open(self) -> Self:
        return self.exclude(state__in=sorted(SETTLED))


class MatterManager(ScopedManager.from_queryset(MatterQuerySet)):  # type: ignore[misc] # made at run time
    pass


class InternalMatter(Scoped):
    """A submission to an office or the lead, or a conflict and how it was solved (A8).

    Seen by coordination and lead, and by whoever is asked; it stands on no other page.
    """

    kind = models.CharField(_("kind"), max_length=12, choices=MatterKind.choices)
    state = models.CharField(_("state"), max_length=12, choices=MatterState.choices)
    title = models.CharField(_("title"), max_length=160)
    text = models.TextField(_("text"), blank=True)
    institution = models.ForeignKey(
        Institution,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("office"),
    )
    wanted_by = models.DateField(_("answer wanted by"), null=True, blank=True)
    out_of = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="followed_by",
        verbose_name=_("arose from"),
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    never_noted = frozenset({"created_at"})
    objects: ClassVar[Any] = MatterManager()

    class Meta(Scoped.Meta):
        verbose_name = _("Matter inside the administration")
        ordering = ("-created_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""),
                name="matter_has_a_title",
                violation_error_message=_("Please say in a few words what it is about."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def shown_as(self) -> str:
        return MatterState(self.state).shown_as

    @property
    def is_open(self) -> bool:
        return self.state not in SETTLED

    @property
    def is_submission(self) -> bool:
        return self.kind == MatterKind.SUBMISSION


class Basis(Scoped):
    """A result of a meeting that a submission is to carry out, or a conflict hangs on."""

    matter = models.ForeignKey(InternalMatter, on_delete=models.CASCADE, related_name="bases")
    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="matters")

    class Meta(Scoped.Meta):
        verbose_name = _("Result it rests on")
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=["matter", "outcome"], name="one_basis_per_outcome")]

    def __str__(self) -> str:
        return str(self.outcome)


class MatterStep(Scoped):
    """What happened to a matter: never changed, never removed."""

    stays = Stays()

    matter = models.ForeignKey(InternalMatter, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(_("state"), max_length=12, choices=MatterState.choices)
    text = models.TextField(_("what happened"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("person"),
    )
    signature = models.CharField(_("signed"), max_length=160, blank=True)
    at = models.DateTimeField(_("on"), default=timezone.now)

    class Meta(Scoped.Meta):
        verbose_name = _("Step of a matter")
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.matter}: {self.get_state_display()}"

    @property
    def shown_as(self) -> str:
        return MatterState(self.state).shown_as


class InquiryQuerySet(ScopedQuerySet):
    def of(self, user: User) -> Self:
        """What this person is or was asked; what was taken back is none of their business any more."""
        return self.filter(user=user, withdrawn_at=None)

    def unanswered(self) -> Self:
        return self.filter(used_at=None, withdrawn_at=None)


class InquiryManager(ScopedManager.from_queryset(InquiryQuerySet)):  # type: ignore[misc] # made at run time
    pass


class Inquiry(LinkQuestion):
    """An office or the lead is asked, by a mail with a link, and answers once."""

    matter = models.ForeignKey(InternalMatter, on_delete=models.CASCADE, related_name="inquiries")
    name = models.CharField(_("name"), max_length=160)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("signs in as"),
    )
    # What was asked, as it stood then: the matter's text may be changed for the next question.
    text = models.TextField(_("text"))
    to_lead = models.BooleanField(_("to the lead"), default=False)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices, blank=True)
    answer_text = models.TextField(_("what was answered"), blank=True)

    objects: ClassVar[Any] = InquiryManager()

    class Meta(LinkQuestion.Meta):
        verbose_name = _("Question inside the administration")

    def __str__(self) -> str:
        return f"{self.matter}: {self.name}"

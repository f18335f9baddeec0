from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from klappt.actors.enums import BuiltInType
from klappt.alliances.models import Scoped
from klappt.cases.enums import Missing, Place, Situation, Trait
from klappt.cases.models.conference import CaseConference


class CasePattern(Scoped):
    """What a case showed, chosen from coarse lists. The database takes nothing that is not in them.

    `first` and `second` are the kinds of institution at whose interface it broke; `second` is empty where it
    broke inside one. The history notes that a pattern was entered, never which.
    """

    never_noted = frozenset({"situation", "place", "first", "second"})

    conference = models.ForeignKey(CaseConference, on_delete=models.CASCADE, related_name="patterns")
    situation = models.CharField(_("what it was about"), max_length=20, choices=Situation.choices)
    place = models.CharField(_("where it broke"), max_length=20, choices=Place.choices)
    first = models.CharField(_("at which interface"), max_length=20, choices=BuiltInType.choices)
    second = models.CharField(_("and"), max_length=20, choices=BuiltInType.choices, blank=True)

    class Meta(Scoped.Meta):
        verbose_name = _("Case pattern")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "situation", "place", "first", "second"],
                name="pattern_once_per_conference",
                violation_error_message=_("This conference shows this pattern already."),
            ),
            models.CheckConstraint(
                condition=Q(situation__in=Situation.values, place__in=Place.values),
                name="pattern_from_the_lists",
            ),
            models.CheckConstraint(
                condition=Q(first__in=BuiltInType.values)
                & (Q(second="") | Q(second__in=BuiltInType.values, first__lt=F("second"))),
                name="interface_from_the_list",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_situation_display()} · {self.get_place_display()}"

    def called(self) -> str:
        return str(self.conference)

    @property
    def interface(self) -> str:
        ends = [self.first, self.second] if self.second else [self.first]
        return " – ".join(str(BuiltInType(end).label) for end in ends)


class PatternMissing(Scoped):
    """What was missing, from the list."""

    never_noted = frozenset({"what"})

    pattern = models.ForeignKey(CasePattern, on_delete=models.CASCADE, related_name="missing")
    what = models.CharField(_("what was missing"), max_length=20, choices=Missing.choices)

    class Meta(Scoped.Meta):
        verbose_name = _("Missing in a pattern")
        ordering = ("what",)
        constraints = [
            models.UniqueConstraint(fields=["pattern", "what"], name="missing_once_per_pattern"),
            models.CheckConstraint(condition=Q(what__in=Missing.values), name="missing_from_the_list"),
        ]

    def __str__(self) -> str:
        return str(self.get_what_display())

    def called(self) -> str:
        return self.pattern.called()


class PatternTrait(Scoped):
    """A coarse class, one per group and two per pattern at most; the service and the form see to it."""

    never_noted = frozenset({"trait"})

    pattern = models.ForeignKey(CasePattern, on_delete=models.CASCADE, related_name="traits")
    trait = models.CharField(_("class"), max_length=20, choices=Trait.choices)

    class Meta(Scoped.Meta):
        verbose_name = _("Trait of a pattern")
        ordering = ("trait",)
        constraints = [
            models.UniqueConstraint(fields=["pattern", "trait"], name="trait_once_per_pattern"),
            models.CheckConstraint(condition=Q(trait__in=Trait.values), name="trait_from_the_list"),
        ]

    def __str__(self) -> str:
        return str(self.get_trait_display())

    def called(self) -> str:
        return self.pattern.called()

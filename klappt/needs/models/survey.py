import datetime
import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Scoped
from klappt.needs.enums import SurveyState
from klappt.needs.models.need import Need
from klappt.needs.models.theme import Theme


class Survey(Scoped):
    """An anonymous survey of the young people: an address, a period, lines from themes and needs (B2)."""

    title = models.CharField(_("name for the alliance"), max_length=120)
    code = models.CharField(_("part of the address"), max_length=12, unique=True, editable=False)
    opens_on = models.DateField(_("from"))
    closes_on = models.DateField(_("until"))
    published_on = models.DateField(_("opened on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    choose_at_most = models.PositiveSmallIntegerField(_("how many may be ticked at most"), default=3)
    asks_rating = models.BooleanField(_("ask how it goes with each of them"), default=True)
    asks_text = models.BooleanField(_("ask for a free text"), default=True)
    languages = models.JSONField(_("languages"), default=list)
    minimum_n = models.PositiveSmallIntegerField(_("results from how many answers on"), default=5)
    released = models.PositiveIntegerField(_("answers in the results"), default=0)

    class Meta(Scoped.Meta):
        verbose_name = _("Survey")
        ordering = ("-opens_on", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="survey_ends_after_it_begins",
                violation_error_message=_("The end lies before the beginning."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def state(self, day: datetime.date) -> SurveyState:
        if self.published_on is None:
            return SurveyState.DRAFT
        if self.closed_on is not None or self.closes_on < day:
            return SurveyState.OVER
        return SurveyState.PLANNED if day < self.opens_on else SurveyState.OPEN


class SurveyItem(Scoped):
    """One line that can be ticked and rated: a theme, or a need in its own words."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="items")
    theme = models.ForeignKey(Theme, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    need = models.ForeignKey(Need, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(Scoped.Meta):
        verbose_name = _("Line of the survey")
        ordering = ("position", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(theme=None, need__isnull=False) | Q(theme__isnull=False, need=None),
                name="survey_item_is_a_theme_or_a_need",
            )
        ]

    def __str__(self) -> str:
        return str(self.theme or self.need)

    @property
    def text_key(self) -> str:
        """Under which key its wording stands in each language."""
        return f"need.{self.need_id}" if self.theme is None else f"theme.{self.theme.code}"


class SurveyText(Scoped):
    """The alliance's own wording of a text of the survey, in one language."""

    language = models.CharField(_("language"), max_length=10)
    key = models.CharField(_("which text"), max_length=40)
    text = models.TextField(_("text"))

    class Meta(Scoped.Meta):
        verbose_name = _("Text of the survey")
        ordering = ("language", "key")
        constraints = [
            models.UniqueConstraint(fields=["alliance", "language", "key"], name="one_survey_text_per_key")
        ]

    def __str__(self) -> str:
        return self.text[:80]


class SurveyAnswer(Scoped):
    """What somebody said, nothing about who or when: no time, no order, no address, no history."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="answers")
    language = models.CharField(max_length=10)
    chosen = models.JSONField(default=list)  # numbers of survey items
    ratings = models.JSONField(default=dict)  # number of the item as text -> Level
    text = models.TextField(blank=True)
    is_released = models.BooleanField(default=False)

    never_noted = frozenset({"survey_id", "language", "chosen", "ratings", "text", "is_released"})

    class Meta(Scoped.Meta):
        verbose_name = _("Anonymous answer")
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


class SpentToken(Scoped):
    """A form that was handed in, so that it is not counted twice. Knows nothing of the answer in it."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, primary_key=True)

    never_noted = frozenset({"survey_id", "token_hash"})

    class Meta(Scoped.Meta):
        verbose_name = _("Form that was handed in")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

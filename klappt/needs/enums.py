from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BuiltInTheme(models.TextChoices):
    """Themes of life every alliance begins with; it may rename them, leave them out and add its own."""

    RESIDENCE = "residence", _("Prospect of staying")
    HOUSING = "housing", _("Housing")
    LANGUAGE = "language", pgettext_lazy("theme", "Language")
    SCHOOL = "school", pgettext_lazy("theme", "School")
    TRAINING = "training", _("Vocational training and studies")
    WORK = "work", pgettext_lazy("theme", "Work")
    MONEY = "money", _("Livelihood")
    HEALTH = "health", _("Health")
    MIND = "mind", _("Strain and mental health")
    FAMILY = "family", _("Family")
    CHILDCARE = "childcare", _("Child care")
    LEISURE = "leisure", _("Friends, sport, leisure")
    MOBILITY = "mobility", _("Mobility")
    DISCRIMINATION = "discrimination", _("Discrimination and safety")
    ADVICE = "advice", _("Advice and dealing with offices")


class Voice(models.TextChoices):
    """Who says what is known of a situation."""

    YOUNG = "young", _("Young people themselves")
    PRACTITIONERS = "practitioners", _("Practitioners")
    VOLUNTEERS = "volunteers", _("Volunteers")
    FAMILIES = "families", _("Families")
    STATISTICS = "statistics", _("Figures of an office")
    RESEARCH = "research", pgettext_lazy("source", "Research")
    GROUP = "group", _("Core group or forum")
    OTHER = "other", pgettext_lazy("source", "Other")


class SourceKind(models.TextChoices):
    """Where a need was named."""

    YOUNG = "young", pgettext_lazy("source", "Young people")
    SURVEY = "survey", pgettext_lazy("source", "Survey")
    PRACTITIONERS = "practitioners", _("Practitioners")
    VOLUNTEERS = "volunteers", _("Volunteers")
    CORE_GROUP = "core_group", _("Core group")
    FORUM = "forum", _("Forum")
    CASE_CONFERENCE = "case_conference", _("Case conference (as a pattern)")
    STATISTICS = "statistics", _("Figures of an office")
    RESEARCH = "research", pgettext_lazy("source", "Research")
    OTHER = "other", pgettext_lazy("source", "Other")


class SurveyState(models.TextChoices):
    DRAFT = "draft", _("draft")
    PLANNED = "planned", _("planned")
    OPEN = "open", pgettext_lazy("survey", "open")
    OVER = "over", _("over")


class Level(models.TextChoices):
    """How it goes with a theme, in the words of the young people."""

    GOOD = "good", pgettext_lazy("how it goes", "good")
    MIDDLE = "middle", pgettext_lazy("how it goes", "so-so")
    BAD = "bad", pgettext_lazy("how it goes", "bad")


@dataclass(frozen=True)
class SurveyLanguage:
    """A language of the survey: part of the address, its own name, the tag for browsers, the direction."""

    key: str
    name: str
    label: str | Promise
    tag: str
    direction: str = "ltr"


SURVEY_LANGUAGES = (
    SurveyLanguage("de", "Deutsch", _("German"), "de"),
    SurveyLanguage("leicht", "Deutsch – Leichte Sprache", _("Plain German (Leichte Sprache)"), "de"),
    SurveyLanguage("en", "English", _("English"), "en"),
    SurveyLanguage("ar", "العربية", _("Arabic"), "ar", "rtl"),
    SurveyLanguage("prs", "دری", _("Dari"), "fa-AF", "rtl"),
    SurveyLanguage("uk", "Українська", _("Ukrainian"), "uk"),
    SurveyLanguage("fr", "Français", _("French"), "fr"),
)
LANGUAGE_BY_KEY = {language.key: language for language in SURVEY_LANGUAGES}

import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.needs.enums import SURVEY_LANGUAGES
from klappt.needs.models import Need, Survey
from klappt.needs.selectors.survey_texts import items_of
from klappt.needs.selectors.themes import themes
from klappt.ui.choices import let_choose
from klappt.ui.days import DayField

LANGUAGES = [(language.key, language.label) for language in SURVEY_LANGUAGES]
MOST_LINES = 20
_RUNS = datetime.timedelta(days=28)


class SurveyForm(forms.Form):
    title = forms.CharField(
        label=_("Name for the alliance"),
        max_length=120,
        help_text=_("The young people do not see it."),
    )
    opens_on = DayField(label=_("From"), initial=timezone.localdate)
    closes_on = DayField(label=_("Until"), initial=lambda: timezone.localdate() + _RUNS)
    lines = forms.MultipleChoiceField(
        label=_("What it asks about"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Eight or ten are enough for a phone. Built-in themes are translated; needs you word yourself."
        ),
        error_messages={"required": _("Please choose at least one theme.")},
    )
    choose_at_most = forms.IntegerField(
        label=_("How many may be ticked at most"), min_value=1, max_value=MOST_LINES, initial=3
    )
    asks_rating = forms.BooleanField(
        label=_("Ask how it goes with each of them (good, so-so, bad)"), required=False, initial=True
    )
    asks_text = forms.BooleanField(
        label=_("Ask for a free text"),
        required=False,
        initial=True,
        help_text=_("Only the coordination reads it, and only from the minimum number of texts on."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        widget=forms.CheckboxSelectMultiple,
        choices=LANGUAGES,
        initial=[key for key, _label in LANGUAGES],
        error_messages={"required": _("Please choose at least one language.")},
    )
    minimum_n = forms.IntegerField(
        label=_("Results from how many answers on"),
        max_value=100,
        help_text=_("So that nobody can be recognised. It cannot be changed once the survey is open."),
    )

    def __init__(self, data: Any = None, *, survey: Survey | None = None) -> None:
        initial = {} if survey is None else _shown(survey)
        super().__init__(data, initial={"minimum_n": settings.MINIMUM_N, **initial})
        let_choose(self, "lines", _line_choices(survey))

    def clean_lines(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["lines"]
        if len(chosen) > MOST_LINES:
            raise forms.ValidationError(
                _("Please choose at most %(most)d: the page must stay short on a phone.")
                % {"most": MOST_LINES}
            )
        return chosen

    def clean_minimum_n(self) -> int:
        minimum: int = self.cleaned_data["minimum_n"]
        if minimum < settings.MINIMUM_N:
            raise forms.ValidationError(
                _("Fewer than %(least)d is not possible.") % {"least": settings.MINIMUM_N}
            )
        return minimum


class SurveyEndForm(forms.Form):
    """What can still be changed once it is open."""

    title = forms.CharField(label=_("Name for the alliance"), max_length=120)
    closes_on = DayField(label=_("Until"))


def _shown(survey: Survey) -> dict[str, Any]:
    names = ("title", "opens_on", "closes_on", "choose_at_most", "asks_rating", "asks_text", "languages")
    lines = [
        f"theme:{item.theme.code}" if item.theme else f"need:{item.need_id}" for item in items_of(survey)
    ]
    return {name: getattr(survey, name) for name in (*names, "minimum_n")} | {"lines": lines}


def _line_choices(survey: Survey | None) -> list[Any]:
    known = [(f"theme:{theme.code}", str(theme)) for theme in themes()]
    needs = [(f"need:{need.pk}", need.title) for need in Need.objects.current().order_by("position", "pk")]
    have = {key for key, _label in (*known, *needs)}
    lines = items_of(survey) if survey else []
    retired = [item.theme for item in lines if item.theme and f"theme:{item.theme.code}" not in have]
    known += [(f"theme:{theme.code}", str(theme)) for theme in retired]
    return [(_("Themes"), known), (_("Needs, in your own words"), needs)] if needs else known

"""A series: the rule as a sentence with choices, and which of its days are meant."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from klappt.core.rhythm import LAST, Rhythm, Unit, rhythm_of
from klappt.meetings.forms.meeting import USUAL_TIME, length_field, time_field
from klappt.meetings.models import Series
from klappt.meetings.services.series import Frame
from klappt.ui.days import DayField

OFTEN = {
    "w1": (Unit.WEEKS, 1, _("every week")),
    "w2": (Unit.WEEKS, 2, _("every two weeks")),
    "w3": (Unit.WEEKS, 3, _("every three weeks")),
    "w4": (Unit.WEEKS, 4, _("every four weeks")),
    "m1": (Unit.MONTHS, 1, _("every month")),
    "m2": (Unit.MONTHS, 2, _("every two months")),
    "m3": (Unit.MONTHS, 3, _("every three months")),
    "m6": (Unit.MONTHS, 6, _("every half year")),
    "m12": (Unit.MONTHS, 12, _("every year")),
}
NTH = ((1, _("1st")), (2, _("2nd")), (3, _("3rd")), (4, _("4th")), (LAST, _("last")))


class SeriesForm(forms.Form):
    often = forms.ChoiceField(
        label=_("How often"),
        choices=[(key, words) for key, (_unit, _n, words) in OFTEN.items()],
        initial="m1",
    )
    nth = forms.TypedChoiceField(
        label=_("On the"),
        choices=NTH,
        coerce=int,
        initial=1,
        help_text=_("Counts within the month; for weeks it does not matter."),
    )
    weekday = forms.TypedChoiceField(
        label=_("Weekday"), choices=list(WEEKDAYS.items())[:5], coerce=int, initial=3
    )
    since = DayField(label=pgettext_lazy("day", "From"), initial=timezone.localdate)
    at = time_field(label=_("Begins at"), initial=USUAL_TIME)
    minutes = length_field()
    place = forms.CharField(label=_("Place"), max_length=300, required=False)
    video = forms.URLField(
        label=_("Link to the video meeting"), max_length=500, required=False, assume_scheme="https"
    )

    def __init__(self, data: Any = None, *, series: Series | None = None, initial: Any = None) -> None:
        shown = _shown(series) if series else {}
        super().__init__(data, initial={**shown, **(initial or {})})

    def rhythm(self) -> Rhythm:
        good = self.cleaned_data
        unit, every, _words = OFTEN[good["often"]]
        return Rhythm(unit, every, good["weekday"], good["nth"] if unit is Unit.MONTHS else 0)

    def frame(self) -> Frame:
        good = self.cleaned_data
        return Frame(starts_at=good["at"], minutes=good["minutes"], place=good["place"], video=good["video"])


class EndSeriesForm(forms.Form):
    last_day = DayField(label=_("Last day"), initial=timezone.localdate)


def chosen_days(values: list[str]) -> set[datetime.date]:
    """The ticked days; what is no day is left out."""
    found: set[datetime.date] = set()
    for value in values:
        try:
            day = parse_date(value)
        except ValueError:
            continue
        if day:
            found.add(day)
    return found


def _shown(series: Series) -> dict[str, Any]:
    rhythm = rhythm_of(series.rule)
    often = f"{'w' if rhythm.unit is Unit.WEEKS else 'm'}{rhythm.every}"
    return {
        "often": often,
        "nth": rhythm.nth or 1,
        "weekday": rhythm.weekday,
        "at": series.starts_at,
        "minutes": str(series.minutes),
        "place": series.place,
        "video": series.video,
    }

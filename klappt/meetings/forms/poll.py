"""Asking for dates, proposing more of them, answering, choosing one."""

import datetime
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.meetings.enums import DateAnswer
from klappt.meetings.forms.meeting import USUAL_TIME, length_field, time_field
from klappt.meetings.models import PollDate, PollVoter
from klappt.meetings.selectors.days import beginning_in_words
from klappt.ui.choices import let_choose_rows
from klappt.ui.days import DayField

LINES = 6
_A_WEEK = datetime.timedelta(days=7)


class ProposalsForm(forms.Form):
    """Days with a time, as many as are needed: `lines` of them on the page, more by its button."""

    needed = 1

    lines = forms.IntegerField(widget=forms.HiddenInput, required=False)
    closes_on = DayField(label=_("Answers until"), initial=lambda: timezone.localdate() + _A_WEEK)

    def __init__(self, data: Any = None, *, initial: Any = None, lines: int = LINES, most: int) -> None:
        wanted = _number(data.get("lines")) if data is not None else 0
        self.count, self.most = max(self.needed, min(wanted or lines, most)), most
        super().__init__(data, initial={**(initial or {}), "lines": self.count})
        for number in range(1, self.count + 1):
            day = DayField(label=_("Date %(number)d") % {"number": number}, required=number <= self.needed)
            self.fields[f"day_{number}"] = day
            self.fields[f"at_{number}"] = time_field(label=_("Begins at"), required=False, initial=USUAL_TIME)

    @classmethod
    def with_more(cls, data: Any, *, most: int, **options: Any) -> "ProposalsForm":
        """As it was filled in, with more lines, the first of them to go on with."""
        known = _number(data.get("lines")) or LINES
        form = cls(initial=data.dict(), lines=known + LINES, most=most, **options)
        if (name := f"day_{known + 1}") in form.fields:
            form.fields[name].widget.attrs["autofocus"] = True
        return form

    def proposals(self) -> Iterator[tuple[Any, Any]]:
        """The fields of each proposal, for the page."""
        for number in range(1, self.count + 1):
            yield self[f"day_{number}"], self[f"at_{number}"]

    def general(self) -> list[Any]:
        """The fields above the proposals."""
        return []

    def dates(self) -> list[datetime.datetime]:
        good, found = self.cleaned_data, []
        for number in range(1, self.count + 1):
            if day := good.get(f"day_{number}"):
                at = good.get(f"at_{number}") or USUAL_TIME
                found.append(timezone.make_aware(datetime.datetime.combine(day, at)))
        return found


class PollForm(ProposalsForm):
    """A search for a date: what the meeting is, and the proposals."""

    needed = 2

    body: Any = forms.ModelChoiceField(None, label=_("Body"), empty_label=None)
    title = forms.CharField(label=_("Title"), max_length=160)
    minutes = length_field()
    place = forms.CharField(label=_("Place"), max_length=300, required=False)
    video = forms.URLField(
        label=_("Link to the video meeting"), max_length=500, required=False, assume_scheme="https"
    )

    def __init__(self, data: Any = None, *, bodies: Any, **options: Any) -> None:
        super().__init__(data, **options)
        let_choose_rows(self, "body", bodies)

    def general(self) -> list[Any]:
        return [self[name] for name in ("body", "title", "minutes", "place", "video")]


def _number(text: str | None) -> int:
    """0 for what is no small number."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 4 else 0


class DatesForm(forms.Form):
    """What one person says to each proposed date; to say nothing is allowed."""

    note = forms.CharField(
        label=_("Note to the coordination"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, data: Any = None, *, voter: PollVoter, dates: list[PollDate], said: dict[int, str]
    ) -> None:
        super().__init__(data, initial={"note": voter.note})
        self.dates = dates
        for date in dates:
            self.fields[f"date_{date.pk}"] = forms.ChoiceField(
                label=beginning_in_words(date.starts_at),
                choices=DateAnswer.choices,
                required=False,
                initial=said.get(date.pk, ""),
                widget=forms.RadioSelect,
            )
        self.order_fields([*(f"date_{date.pk}" for date in dates), "note"])

    def answers(self) -> dict[int, str]:
        return {date.pk: self.cleaned_data.get(f"date_{date.pk}") or "" for date in self.dates}


class ChooseForm(forms.Form):
    date: Any = forms.ModelChoiceField(None, widget=forms.RadioSelect, label=_("Date"), empty_label=None)
    invites = forms.BooleanField(
        label=_("Send the invitation at once"),
        required=False,
        initial=True,
        help_text=_(
            "Without the tick everybody gets a short mail with the date; the invitation comes later."
        ),
    )

    def __init__(self, data: Any = None, *, dates: Any, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        let_choose_rows(self, "date", dates, called=_in_full)


def _in_full(date: PollDate) -> str:
    return beginning_in_words(date.starts_at)

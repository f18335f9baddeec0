"""Planning and changing one meeting."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.bodies.models import Body
from klappt.meetings.models import Meeting
from klappt.meetings.services.meetings import Values
from klappt.ui.choices import let_choose_rows
from klappt.ui.days import DayField
from klappt.ui.opened import OpenedForm

LENGTHS = (
    (60, _("1 hour")),
    (90, _("1½ hours")),
    (120, _("2 hours")),
    (180, _("3 hours")),
    (240, _("4 hours")),
)
USUAL_LENGTH = 120
USUAL_TIME = datetime.time(14, 0)


def time_field(**options: Any) -> forms.TimeField:
    """A time of day, from the browser's own field or typed as people here write it."""
    return forms.TimeField(
        input_formats=["%H:%M", "%H:%M:%S", "%H.%M", "%H"],
        widget=forms.TimeInput(attrs={"type": "time", "class": "control--time"}, format="%H:%M"),
        error_messages={"invalid": _("Please write the time like 14:00.")},
        **options,
    )


def length_field(minutes: int = USUAL_LENGTH) -> forms.TypedChoiceField:
    known: list[tuple[str, Any]] = [(str(length), words) for length, words in LENGTHS]
    if minutes and str(minutes) not in dict(known):
        known.append((str(minutes), _("%(count)d minutes") % {"count": minutes}))
    return forms.TypedChoiceField(
        label=_("How long"), choices=known, coerce=int, initial=str(minutes or USUAL_LENGTH)
    )


class WhenForm(OpenedForm):
    """Day, time and length; `when()` gives both ends as moments in our time zone."""

    day = DayField(label=_("Date"))
    at = time_field(label=_("Begins at"), initial=USUAL_TIME)

    def when(self) -> tuple[datetime.datetime, datetime.datetime]:
        good = self.cleaned_data
        begins = timezone.make_aware(datetime.datetime.combine(good["day"], good["at"]))
        return begins, begins + datetime.timedelta(minutes=good["minutes"])


class MeetingForm(WhenForm):
    """The whole meeting. `meeting` None: a new one, whose date may still have to be found."""

    field_order = ["opened", "body", "title", "day", "at", "minutes", "place", "video", "note"]

    title = forms.CharField(label=_("Title"), max_length=160)
    place = forms.CharField(
        label=_("Place"), max_length=300, required=False, help_text=_("For example: Kreishaus, room 2.14")
    )
    video = forms.URLField(
        label=_("Link to the video meeting"), max_length=500, required=False, assume_scheme="https"
    )
    note = forms.CharField(
        label=_("Note to the invitation"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands in the mail: what to bring, where to park."),
    )

    def __init__(self, data: Any = None, *, meeting: Meeting | None = None, initial: Any = None) -> None:
        super().__init__(data, now=_standing(meeting) if meeting else None, initial=initial)
        self.fields["minutes"] = length_field(meeting.minutes_long if meeting else USUAL_LENGTH)
        if meeting is not None and meeting.starts_at is None:
            del self.fields["day"], self.fields["at"]
        self.order_fields(self.field_order)

    def values(self) -> Values:
        good = self.cleaned_data
        values: Values = {name: good[name] for name in ("title", "place", "video", "note")}  # type: ignore[assignment] # the names of Values, taken from the form
        if "day" in self.fields:
            values["starts_at"], values["ends_at"] = self.when()
        return values


class NewMeetingForm(MeetingForm):
    """With the choice of the body."""

    body: Any = forms.ModelChoiceField(None, label=_("Body"), empty_label=None)

    def __init__(self, data: Any = None, *, bodies: Any, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        let_choose_rows(self, "body", bodies)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"), max_length=300, help_text=_("It stands in the mail to everybody who was invited.")
    )


class MeetingFilterForm(forms.Form):
    gremium: Any = forms.ModelChoiceField(None, label=_("Body"), required=False, empty_label=_("all bodies"))

    def __init__(self, data: Any, *, bodies: Any) -> None:
        super().__init__(data)
        let_choose_rows(self, "gremium", bodies)

    def wanted(self) -> Body | None:
        return self.cleaned_data.get("gremium") if self.is_valid() else None


def _standing(meeting: Meeting) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(meeting, name) for name in ("title", "place", "video", "note")}
    values["minutes"] = meeting.minutes_long or USUAL_LENGTH
    if meeting.starts_at is not None:
        local = timezone.localtime(meeting.starts_at)
        values |= {"day": local.date(), "at": local.time().replace(second=0, microsecond=0)}
    return values

import datetime
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.actors.enums import Field
from klappt.bodies.enums import BodyKind, Power, Rhythm
from klappt.bodies.models import Body
from klappt.bodies.services.bodies import BodyValues
from klappt.ui.choices import let_choose_rows
from klappt.ui.days import DayField
from klappt.ui.opened import OpenedForm

NOTHING_SAID = ("", "–")
MOST_SEATS = 40
COLUMNS = ("name", "kind", "purpose", "function", "power", "rhythm", "parent", "valid_from")


class BodyForm(OpenedForm):
    """What a body is. The core group is called what the alliance calls it, so its name is not asked here."""

    name = forms.CharField(label=_("Name"), max_length=160, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=BodyKind.choices, initial=BodyKind.FORUM)
    purpose = forms.CharField(
        label=_("What it is for"),
        required=False,
        help_text=_("One or two sentences: for whom, to what end."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    function = forms.CharField(
        label=_("Its tasks"),
        required=False,
        help_text=_("What lands on its table, what leaves it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    power = forms.ChoiceField(
        label=_("What it may do"), choices=[NOTHING_SAID, *Power.choices], required=False
    )
    rhythm = forms.ChoiceField(label=_("Rhythm"), choices=[NOTHING_SAID, *Rhythm.choices], required=False)
    parent: forms.ModelChoiceField[Body] = forms.ModelChoiceField(
        label=_("Belongs to"), queryset=None, required=False, empty_label=_("no other body")
    )
    valid_from = DayField(label=_("Exists since"), required=False)

    def __init__(self, data: Any = None, *, body: Body | None = None) -> None:
        super().__init__(data, now=_now(body) if body else None, initial=None if body else _new())
        others = Body.objects.active_on(timezone.localdate())
        let_choose_rows(self, "parent", others.exclude(pk=body.pk) if body else others)
        self.is_core_group = body is not None and body.kind == BodyKind.CORE_GROUP
        if self.is_core_group:
            del self.fields["name"]
        else:
            self.fields["name"].help_text = _("The core group is called what your alliance calls it.")

    def clean(self) -> dict[str, Any]:
        good = super().clean()
        is_core_group = self.is_core_group or good.get("kind") == BodyKind.CORE_GROUP
        if not is_core_group and not good.get("name"):
            self.add_error("name", _("Please give the body a name."))
        return good

    def values(self) -> BodyValues:
        good = self.cleaned_data
        return cast("BodyValues", {name: good[name] for name in COLUMNS if name in good})


def _now(body: Body) -> dict[str, Any]:
    return {name: getattr(body, name) for name in COLUMNS}


def _new() -> dict[str, Any]:
    return {"valid_from": timezone.localdate()}


class DayForm(forms.Form):
    """The day until which something holds."""

    on = DayField(label=_("Until"), initial=timezone.localdate)


class EndForm(forms.Form):
    """The last day; left empty, what was ended goes on."""

    on = DayField(
        label=_("Until"), required=False, help_text=_("Leave it empty and it goes on without an end.")
    )

    def __init__(self, data: Any = None, *, until: datetime.date | None) -> None:
        super().__init__(data, initial={"on": until or timezone.localdate()})


class AimsForm(forms.Form):
    """How many seats of each field; empty asks for none."""

    def __init__(self, data: Any = None, *, wanted: dict[str, int]) -> None:
        super().__init__(data)
        for field in Field:
            self.fields[field.value] = forms.IntegerField(
                label=field.label,
                required=False,
                min_value=0,
                max_value=MOST_SEATS,
                initial=wanted.get(field.value) or None,
            )

    def at_least(self) -> dict[Field, int]:
        return {field: self.cleaned_data[field.value] or 0 for field in Field}

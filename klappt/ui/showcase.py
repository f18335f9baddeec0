"""What the component page shows: a form with every control, a list with pages, the four fields."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from klappt.ui.states import STATES

FIELDS = (
    ("migration", "Migration und Integration"),
    ("work", "Arbeit und Wirtschaft"),
    ("social", "Soziales"),
    ("education", "Bildung"),
)


class EveryControl(forms.Form):
    """One of each control Django brings."""

    name = forms.CharField(label=_("Name"), help_text=_("As it stands on the letterhead."))
    mail = forms.EmailField(label=_("E-mail"), required=False)
    note = forms.CharField(label=_("Note"), widget=forms.Textarea, required=False)
    field = forms.ChoiceField(label=_("Field"), choices=[("", "–"), *FIELDS])
    partner = forms.ChoiceField(
        label=_("Institution"),
        choices=[("", "–"), *FIELDS],
        required=False,
        help_text=_("Type a few letters."),
        widget=forms.Select(attrs={"data-combobox": True}),
    )
    since = forms.DateField(label=_("Since"), required=False)
    seats = forms.IntegerField(label=_("Seats"), min_value=1, required=False)
    standing = forms.ChoiceField(
        label=_("How does it go?"),
        choices=[("good", _("good")), ("fair", _("so-so"))],
        widget=forms.RadioSelect,
        required=False,
    )
    subjects = forms.MultipleChoiceField(
        label=_("Contributes"),
        choices=[("room", _("Rooms")), ("staff", _("Staff")), ("contacts", _("Contacts"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Several are possible."),
    )
    file = forms.FileField(label=_("File"), required=False)
    agreed = forms.BooleanField(label=_("Agreed with the lead"), help_text=_("Can be changed later."))

    def clean(self) -> dict[str, Any]:
        raise ValidationError(_("Name and e-mail do not fit together."))


class CellForm(forms.Form):
    """A cell that takes anything but digits only."""

    text = forms.CharField(label=_("Contact person"), max_length=60)

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"])
        if text.isdigit():
            raise ValidationError(_("This looks like a number. Please give a name."))
        return text


@dataclass(frozen=True)
class Seat:
    label: str
    standing: str
    url: str = ""


@dataclass(frozen=True)
class FieldRow:
    key: str
    label: str
    says: str
    seats: tuple[Seat, ...]


def showcase() -> dict[str, object]:
    standings = {"migration": "tttp", "work": "tpm", "social": "ttt", "education": "tmm"}
    words = {"t": "there", "p": "planned", "m": "missing"}
    rows = [
        FieldRow(
            key,
            label,
            str(_("%(there)s of %(all)s seats taken") % {"there": marks.count("t"), "all": len(marks)}),
            tuple(Seat(f"{label} {number}", words[mark]) for number, mark in enumerate(marks, 1)),
        )
        for (key, label), marks in zip(FIELDS, standings.values(), strict=True)
    ]
    typed = {"wrong-mail": "alma@kreis", "wrong-seats": "0", "wrong-partner": "nobody"}
    wrong = EveryControl(typed, prefix="wrong")
    return {
        "states": STATES,
        "fields": FIELDS,
        "field_rows": rows,
        "form": EveryControl(prefix="empty"),
        "wrong": wrong,
        "page": Paginator(range(487), 50).page(4),
        "notices": ["info", "success", "warning", "danger"],
        "levels": ["success", "info", "warning", "error"],
        "rows": [
            ("Musterwerk gGmbH", "work", "Aylin Yıldız", "checked"),
            ("VHS Musterstadt", "education", "Jörg Groß", "expired"),
        ],
    }

"""Forms for putting the core group together: what is asked, wishes, and the steps of an approach."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.actors.enums import Criterion, Field, Tick, WishKind
from klappt.actors.models import Approach, ContactPerson, Institution
from klappt.actors.models.approach import MOST_SEATS
from klappt.actors.selectors.proposal import Asked
from klappt.ui.choices import let_choose_rows

DAYS = ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"]


class AskForm(forms.Form):
    """What is asked of the group; stands in the address, so that a link shows what I see."""

    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=MOST_SEATS)
    keep = forms.BooleanField(label=_("Who sits there already or is being approached stays"), required=False)
    again = forms.BooleanField(label=_("Who declined may be proposed again"), required=False)

    def __init__(self, data: Any = None, *, stored: Asked) -> None:
        super().__init__(data, initial=address_of(stored))
        for member in (*Field, *Criterion):
            self.fields[_name(member)] = forms.IntegerField(
                label=member.label, min_value=0, max_value=MOST_SEATS, required=False
            )

    def asked(self) -> Asked:
        good = self.cleaned_data
        return Asked(
            size=good["seats"],
            per_field={each.value: good[_name(each)] or 0 for each in Field},
            per_criterion={each.value: good[_name(each)] or 0 for each in Criterion},
            keep=good["keep"],
            again=good["again"],
        )

    def fields_asked(self) -> list[forms.BoundField]:
        return [self[_name(each)] for each in Field]

    def criteria_asked(self) -> list[forms.BoundField]:
        return [self[_name(each)] for each in Criterion]


def address_of(asked: Asked) -> dict[str, Any]:
    """What is asked, by the names of the form."""
    return {
        "seats": asked.size,
        "keep": asked.keep,
        "again": asked.again,
        **{_name(each): asked.per_field.get(each.value, 0) for each in Field},
        **{_name(each): asked.per_criterion.get(each.value, 0) for each in Criterion},
    }


def query_of(asked: Asked, **changes: Any) -> str:
    """The address that shows the proposal for this, with one or the other thing changed."""
    query = QueryDict(mutable=True)
    for name, value in {**address_of(asked), **changes}.items():
        if value is True:
            query[name] = "on"
        elif value not in (False, ""):
            query[name] = str(value)
    return query.urlencode()


def name_of_field(key: str) -> str:
    return f"f_{key}"


def name_of_criterion(key: str) -> str:
    return f"q_{key}"


def _name(member: Field | Criterion) -> str:
    return name_of_field(member.value) if isinstance(member, Field) else name_of_criterion(member.value)


class WishForm(forms.Form):
    institution: forms.ModelChoiceField[Institution] = forms.ModelChoiceField(
        label=_("Institution"), queryset=None, empty_label=_("please choose")
    )
    kind = forms.ChoiceField(label=_("Wish"), choices=WishKind.choices)
    note = forms.CharField(label=_("Why"), max_length=300, required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix="wish")
        let_choose_rows(self, "institution", Institution.objects.order_by("name", "pk"))


class PeopleForm(forms.Form):
    """Who sits there for the institution, and who stands in: from its business contacts."""

    person: forms.ModelChoiceField[ContactPerson] = forms.ModelChoiceField(
        label=_("Who is to sit there"), queryset=None, required=False, empty_label=_("not yet known")
    )
    deputy: forms.ModelChoiceField[ContactPerson] = forms.ModelChoiceField(
        label=_("Deputy"), queryset=None, required=False, empty_label=_("not yet known")
    )

    def __init__(self, data: Any = None, *, approach: Approach) -> None:
        super().__init__(
            data, prefix="people", initial={"person": approach.person_id, "deputy": approach.deputy_id}
        )
        contacts = ContactPerson.objects.filter(institution=approach.institution_id)
        for name in ("person", "deputy"):
            let_choose_rows(self, name, contacts)


class AcceptForm(forms.Form):
    on = forms.DateField(label=_("Sits there from"), initial=timezone.localdate, input_formats=DAYS)


class DeclineForm(forms.Form):
    reason = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 3}))


class WithdrawForm(forms.Form):
    reason = forms.CharField(label=_("Why"), required=False, widget=forms.Textarea(attrs={"rows": 2}))


class TalkForm(forms.Form):
    comment = forms.CharField(label=_("What it is about"), widget=forms.Textarea(attrs={"rows": 3}))


class AnswerForm(forms.Form):
    """One question to one institution, with what stood there when the page was opened."""

    meets = forms.ChoiceField(choices=[("", _("not asked")), *Tick.choices], required=False)
    note = forms.CharField(required=False, max_length=2000)
    was_meets = forms.ChoiceField(choices=[("", ""), *Tick.choices], required=False)
    was_note = forms.CharField(required=False, strip=False)


class SurveyFilterForm(forms.Form):
    """What stands in the address of the survey; what does not fit there counts as not asked."""

    OPEN, COMPLETE = "open", "complete"

    q = forms.CharField(label=_("Search"), required=False, max_length=200)
    field = forms.ChoiceField(label=_("Field"), required=False, choices=[("", _("all")), *Field.choices])
    asked = forms.ChoiceField(
        label=_("Questions"),
        required=False,
        choices=[("", _("all")), (OPEN, _("still open")), (COMPLETE, _("all answered"))],
    )

    def wanted(self) -> Mapping[str, str]:
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}

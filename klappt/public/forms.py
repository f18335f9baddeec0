from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from klappt.actors.models import ContactPerson, Institution
from klappt.actors.services.confirming import OwnData
from klappt.actors.services.contacts import Contact

PERSON = ("name", "function", "phone", "email")


class OwnDataForm(forms.ModelForm[Institution]):
    """What an institution may correct about itself."""

    class Meta:
        model = Institution
        fields = ("name", "short_name", "department", "address", "website")
        widgets = {"address": forms.Textarea(attrs={"rows": 3})}

    def values(self) -> OwnData:
        good = self.cleaned_data
        return {
            "name": good["name"],
            "short_name": good["short_name"],
            "department": good["department"],
            "address": good["address"],
            "website": good["website"],
        }


class PersonForm(forms.Form):
    key = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    function = forms.CharField(label=_("Function"), max_length=160, required=False)
    phone = forms.CharField(label=_("Phone (office)"), max_length=80, required=False)
    email = forms.EmailField(label=_("E-mail (office)"), max_length=254, required=False)


_PersonFormSet = forms.formset_factory(PersonForm, extra=1, max_num=20, absolute_max=30)


class PersonFormSet(_PersonFormSet):  # type: ignore[misc, valid-type] # made at run time
    """The contacts; one that is emptied goes."""

    def __init__(self, data: Any = None, *, people: Sequence[ContactPerson]) -> None:
        initial = [{"key": row.pk, **{name: getattr(row, name) for name in PERSON}} for row in people]
        super().__init__(data, initial=initial, prefix="people")
        self.people = people

    def contacts(self) -> list[Contact]:
        """As the institution left them; who was added in the meantime and not shown to it stays."""
        sent = [form.cleaned_data for form in self.forms if form.cleaned_data]
        shown = {good["key"] for good in sent}
        return [
            *(Contact(**{name: good[name] for name in PERSON}, key=good["key"]) for good in sent),
            *(Contact.of(row) for row in self.people if row.pk not in shown),
        ]

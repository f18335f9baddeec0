from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from klappt.actors.models import Approach, ContactPerson, Institution
from klappt.actors.services.confirming import OwnData
from klappt.actors.services.contacts import Contact
from klappt.ui.choices import let_choose

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


class AgreementForm(forms.Form):
    """What the lead says to the proposals of one mail: the button pressed decides."""

    AGREE, TALK = "agree", "talk"

    approach = forms.MultipleChoiceField(label=_("Institutions"), required=False)
    comment = forms.CharField(
        label=_("What you want to say about it"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    decision = forms.ChoiceField(choices=[(AGREE, ""), (TALK, "")])

    def __init__(self, data: QueryDict | None = None, *, approaches: Sequence[Approach]) -> None:
        super().__init__(data)
        keys = [str(row.pk) for row in approaches]
        choices: list[tuple[str, str]] = [(key, key) for key in keys]
        let_choose(self, "approach", choices)
        self.ticked = data.getlist("approach") if data is not None else keys

    def clean(self) -> dict[str, Any]:
        good = super().clean() or {}
        if good.get("decision") == self.AGREE and not good.get("approach"):
            self.add_error("approach", _("Please tick at least one institution, or ask to be spoken to."))
        if good.get("decision") == self.TALK and not good.get("comment"):
            self.add_error("comment", _("Please say in a few words what it is about."))
        return good

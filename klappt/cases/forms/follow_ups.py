from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Alliance
from klappt.cases.enums import Because
from klappt.cases.forms.conferences import LookedForm
from klappt.cases.forms.fields import PICK, one_of, row_of
from klappt.cases.selectors.follow_ups import item_words, items_to_agree_in, open_measures
from klappt.chains.models import Lever
from klappt.meetings.models import Outcome
from klappt.meetings.selectors.people import people, person_by_key
from klappt.needs.models import Need
from klappt.offers.models import Offer
from klappt.profiles.selectors.subgroups import subgroups
from klappt.ui.choices import let_choose


class GapForm(forms.Form):
    def __init__(self, data: Any = None, *, alliance: Alliance, **_day: Any) -> None:
        super().__init__(data)
        groups = subgroups(alliance)
        self.fields["need"] = row_of(_("Need"), Need.objects.current().order_by("position", "pk"))
        self.fields["subgroup"] = row_of(_("of the subgroup"), groups)
        self.fields["offer"] = row_of(
            _("or an offer that does not reach"), Offer.objects.order_by("position", "pk")
        )


class LeverForm(forms.Form):
    def __init__(self, data: Any = None, **_more: Any) -> None:
        super().__init__(data)
        self.fields["lever"] = row_of(_("Lever"), Lever.objects.order_by("due_on", "pk"), required=True)


class KnownMeasureForm(forms.Form):
    def __init__(self, data: Any = None, **_more: Any) -> None:
        super().__init__(data)
        self.fields["outcome"] = row_of(_("Measure that was agreed"), open_measures(), required=True)

    def chosen(self) -> Outcome:
        found: Outcome = self.cleaned_data["outcome"]
        return found


class NewMeasureForm(LookedForm):
    text = forms.CharField(
        label=_("What is to be done"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=_("About structures: the measure is read by everybody in the alliance."),
    )
    person = forms.ChoiceField(label=_("Who does it"), widget=forms.Select(attrs={"data-combobox": True}))
    due_on = forms.DateField(label=_("By when"))

    def __init__(self, data: Any = None, *, alliance: Alliance, today: Any) -> None:
        super().__init__(data)
        self.known = people(alliance, today)
        let_choose(self, "person", [PICK, *((each.key, each.label) for each in self.known)])
        self.fields["item"] = row_of(
            _("Agreed in"), items_to_agree_in(today), required=True, words=item_words
        )
        self.order_fields(["item", "text", "person", "due_on", "looked_through"])

    def responsible(self) -> Any:
        return person_by_key(self.known, self.cleaned_data["person"])


class NothingForm(forms.Form):
    because = one_of(_("Why nothing follows"), Because.choices)

    def __init__(self, data: Any = None, **_more: Any) -> None:
        super().__init__(data)

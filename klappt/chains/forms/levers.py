from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.actors.models import Institution
from klappt.agreements.models import Agreement
from klappt.chains.enums import BETWEEN_OFFERS, LeverKind
from klappt.chains.models import Lever
from klappt.chains.services.levers import About, Plan
from klappt.offers.enums import Stage
from klappt.offers.models import Offer
from klappt.ui.choices import RowsField, let_choose, let_choose_rows
from klappt.ui.opened import OpenedForm

PLANNED = (
    "title",
    "basis",
    "responsible",
    "responsible_words",
    "begins_on",
    "due_on",
    "effort",
    "note",
    "parties",
)

ABOUT = ("source", "target", "offer", "leaf")


def _long(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=False, help_text=help_text, widget=forms.Textarea(attrs={"rows": 3})
    )


class PlanForm(OpenedForm):
    """What is said of a lever beside what it is about."""

    title = forms.CharField(label=_("What is to change"), max_length=200)
    basis = _long(
        _("On what it rests"), _("The agreement, the law, the finding, or where it was talked about.")
    )
    responsible: forms.ModelChoiceField[Institution] = forms.ModelChoiceField(
        label=_("Responsible institution"),
        queryset=None,
        required=False,
        empty_label=_("not yet settled"),
        widget=forms.Select(attrs={"data-combobox": True}),
    )
    responsible_words = forms.CharField(
        label=_("Function"),
        max_length=120,
        required=False,
        help_text=_("The function, not the person: Teilhabemanagement, head of courses."),
    )
    begins_on = forms.DateField(label=_("From"), required=False)
    due_on = forms.DateField(label=_("Due"), required=False)
    effort = forms.DecimalField(
        label=_("Effort"),
        required=False,
        min_value=0,
        max_digits=7,
        decimal_places=2,
        help_text=_("Your own estimate, in your own unit. Smaller efforts are proposed first."),
    )
    parties: RowsField[Institution] = RowsField(
        label=_("Who has a part in it"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    agreement: forms.ModelChoiceField[Agreement] = forms.ModelChoiceField(
        label=_("Agreement behind it"), queryset=None, required=False, empty_label=_("none")
    )
    note = _long(_("Note"))

    def __init__(self, data: Any = None, *, now: Any = None, initial: Any = None) -> None:
        super().__init__(data, now=now, initial=initial)
        institutions = Institution.objects.order_by("position", "pk")
        for name in ("responsible", "parties"):
            let_choose_rows(self, name, institutions)
        let_choose_rows(self, "agreement", Agreement.objects.order_by("position", "pk"))

    @classmethod
    def of(cls, lever: Lever, data: Any = None) -> "PlanForm":
        now = {name: getattr(lever, name) for name in PLANNED if name != "parties"}
        parties = [each.institution for each in lever.parties.all()]
        form = cls(data, now={**now, "parties": parties, "agreement": lever.agreement})
        form.keep_agreement(LeverKind(lever.kind))
        return form

    def keep_agreement(self, kind: LeverKind) -> None:
        """Only a rule between offers rests on a paper with parties."""
        if kind != LeverKind.INTERFACE_RULE:
            del self.fields["agreement"]

    @property
    def agreement_fields(self) -> list[forms.BoundField]:
        return [self["agreement"]] if "agreement" in self.fields else []

    @property
    def about_fields(self) -> list[forms.BoundField]:
        """What the lever is about; only a new one asks."""
        return [self[name] for name in ABOUT if name in self.fields]

    def plan(self) -> Plan:
        good = self.cleaned_data
        return Plan(
            **{name: good[name] for name in PLANNED}
            | {"parties": tuple(good["parties"]), "agreement": good.get("agreement")}
        )


class NewLeverForm(PlanForm):
    """With what it is about; only the fields of this kind are there."""

    def __init__(
        self,
        data: Any = None,
        *,
        kind: LeverKind,
        leaves: Sequence[tuple[str, str]] = (),
        initial: Any = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.kind = kind
        self.keep_agreement(kind)
        about = self._between() if kind in BETWEEN_OFFERS else self._one_offer(leaves)
        self.order_fields([*about, *self.fields])

    def _between(self) -> list[str]:
        offers = Offer.objects.order_by("position", "pk")
        self.fields["source"] = offer_field(_("From offer"), offers)
        self.fields["target"] = offer_field(_("To offer"), offers)
        return ["source", "target"]

    def _one_offer(self, leaves: Sequence[tuple[str, str]]) -> list[str]:
        stage = Stage.IDEA if self.kind == LeverKind.CREATION else Stage.OPEN
        label = _("Idea") if self.kind == LeverKind.CREATION else _("Offer")
        self.fields["offer"] = offer_field(
            label, Offer.objects.filter(stage=stage).order_by("position", "pk")
        )
        if self.kind != LeverKind.OPENING:
            return ["offer"]
        self.fields["leaf"] = forms.ChoiceField(
            label=_("What is no longer to be asked for"),
            required=False,
            choices=[("", _("the rule as a whole")), *leaves],
        )
        return ["offer", "leaf"]

    def about(self) -> About:
        good = self.cleaned_data
        return About(**{name: good[name] for name in ABOUT if name in good})


def offer_field(label: Any, offers: Any, *, required: bool = True) -> "forms.ModelChoiceField[Offer]":
    return forms.ModelChoiceField(
        label=label,
        queryset=offers,
        required=required,
        empty_label=_("please choose"),
        widget=forms.Select(attrs={"data-combobox": True}),
    )


class OfferChoiceForm(forms.Form):
    """Which offer's rule is to be opened; only then its parts can be shown."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        offers = Offer.objects.filter(stage=Stage.OPEN).order_by("position", "pk")
        self.fields["offer"] = offer_field(_("Whose access rule is to be opened?"), offers)


class ForceForm(forms.Form):
    on = forms.DateField(label=_("In force since"), initial=timezone.localdate)


class DropForm(forms.Form):
    reason = forms.CharField(label=_("Why it is dropped"), widget=forms.Textarea(attrs={"rows": 3}))


class LeverFilter(forms.Form):
    """What narrows the list of levers; stands in the address."""

    kind = forms.ChoiceField(label=_("Lever"), required=False)
    offer = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="filter-%s")
        let_choose(self, "kind", [("", _("all")), *LeverKind.choices])

    def wanted(self) -> str:
        self.is_valid()
        found: str = self.cleaned_data.get("kind", "")
        return found

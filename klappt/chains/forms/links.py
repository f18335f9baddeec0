from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.actors.models import Institution
from klappt.chains.enums import AnswerTime, Deadline, LinkKind, RefusalReason
from klappt.chains.forms.levers import offer_field
from klappt.chains.models import InterfaceRule, Link, TransferMonth
from klappt.offers.models import Offer
from klappt.ui.choices import let_choose_rows
from klappt.ui.opened import OpenedForm

NO_DEADLINE = ("", _("no deadline agreed"))


class LinkForm(OpenedForm):
    """How a step is arranged. Which step it is, only a new one asks."""

    kind = forms.ChoiceField(
        label=_("How is the step arranged?"), choices=LinkKind.choices, widget=forms.RadioSelect
    )
    agreed = forms.TypedChoiceField(
        label=_("Is it agreed?"),
        choices=[("yes", _("yes, it holds")), ("", _("no, only wished for"))],
        coerce=lambda answer: answer == "yes",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    since = forms.DateField(label=_("Since"), required=False)
    basis = forms.CharField(label=_("On what it rests"), max_length=300, required=False)
    deadline_days = forms.TypedChoiceField(
        label=_("Answer within"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[NO_DEADLINE, *Deadline.choices],
    )
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, data: Any = None, *, link: Link | None = None, initial: Any = None) -> None:
        now = _of_link(link) if link else None
        super().__init__(data, now=now, initial={} if link else {"agreed": "yes", **(initial or {})})
        if link is None:
            offers = Offer.objects.order_by("position", "pk")
            self.fields["source"] = offer_field(_("From offer"), offers)
            self.fields["target"] = offer_field(_("To offer"), offers)
            self.order_fields(["source", "target", *self.fields])
        elif "agreed" in self.initial:
            self.initial["agreed"] = "yes" if link.agreed else ""

    def clean_agreed(self) -> bool:
        return bool(self.cleaned_data["agreed"])


def _of_link(link: Link) -> dict[str, Any]:
    names = ("kind", "agreed", "basis", "deadline_days", "note")
    return {**{name: getattr(link, name) for name in names}, "since": link.valid_from}


class EndForm(forms.Form):
    on = forms.DateField(label=_("Last day"), initial=timezone.localdate)


class RuleForm(OpenedForm):
    """One line of an interface rule: who hands what to whom by when."""

    what = forms.CharField(label=_("What is handed over"), max_length=300)
    giver: forms.ModelChoiceField[Institution] = forms.ModelChoiceField(
        label=_("Who hands it over"), queryset=None, required=False, empty_label=_("nobody in the table")
    )
    giver_words = forms.CharField(label=_("Function there"), max_length=120, required=False)
    receiver: forms.ModelChoiceField[Institution] = forms.ModelChoiceField(
        label=_("To whom"), queryset=None, required=False, empty_label=_("nobody in the table")
    )
    receiver_words = forms.CharField(label=_("Function there"), max_length=120, required=False)
    by_when = forms.CharField(
        label=_("By when"),
        max_length=200,
        required=False,
        help_text=_("For instance: two weeks before the course ends."),
    )

    def __init__(self, data: Any = None, *, rule: InterfaceRule | None = None) -> None:
        names = ("what", "giver", "giver_words", "receiver", "receiver_words", "by_when")
        super().__init__(data, now={name: getattr(rule, name) for name in names} if rule else None)
        institutions = Institution.objects.order_by("position", "pk")
        for name in ("giver", "receiver"):
            self.fields[name].widget.attrs["data-combobox"] = True
            let_choose_rows(self, name, institutions)


class CountForm(forms.Form):
    """The handovers of one month: numbers only."""

    month = forms.DateField(
        label=_("Month"),
        input_formats=["%Y-%m", "%m/%Y", "%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "month"}, format="%Y-%m"),
    )
    asked = forms.IntegerField(label=_("Asked"), min_value=0, max_value=9999)
    accepted = forms.IntegerField(label=_("Accepted"), min_value=0, max_value=9999)
    lapsed = forms.IntegerField(label=_("Lapsed without an answer"), min_value=0, max_value=9999)

    def __init__(self, data: Any = None, *, row: TransferMonth | None = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self._numbers("reason", RefusalReason.choices, row.refusals if row else {})
        self._numbers("time", AnswerTime.choices, row.answer_times if row else {})
        if row:
            self.initial.update(
                {name: getattr(row, name) for name in ("month", "asked", "accepted", "lapsed")}
            )

    def _numbers(self, part: str, choices: Iterable[tuple[str, Any]], known: dict[str, int]) -> None:
        for key, label in choices:
            self.fields[f"{part}-{key}"] = forms.IntegerField(
                label=label, min_value=0, max_value=9999, required=False, initial=known.get(key)
            )

    def part(self, name: str) -> list[forms.BoundField]:
        return [self[key] for key in self.fields if key.startswith(f"{name}-")]

    @property
    def reasons(self) -> list[forms.BoundField]:
        return self.part("reason")

    @property
    def times(self) -> list[forms.BoundField]:
        return self.part("time")

    def counts(self, part: str) -> dict[str, int]:
        good = self.cleaned_data
        found = {key.removeprefix(f"{part}-"): good[key] for key in good if key.startswith(f"{part}-")}
        return {key: number for key, number in found.items() if number}

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from klappt.chains.enums import LeverState
from klappt.chains.models import Lever
from klappt.meetings.models import Outcome
from klappt.needs.models import Need, Theme
from klappt.offers.models import Offer
from klappt.ui.choices import RowsField, let_choose, let_choose_rows

GAPS, OPEN, WAITING = "luecken", "offen", "ohne"


class MatrixFilter(forms.Form):
    """What narrows the matrix; stands in the address."""

    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", _("everything")),
            (GAPS, _("only gaps")),
            (OPEN, _("gaps and what nobody knows")),
            (WAITING, _("gaps without a consequence")),
        ],
    )
    theme = forms.ChoiceField(label=_("Theme"), required=False)

    def __init__(self, data: Any, *, themes: Iterable[Theme]) -> None:
        super().__init__(data, auto_id="filter-%s")
        let_choose(
            self,
            "theme",
            [
                ("", pgettext_lazy("filter", "all")),
                *((str(each.pk), str(each)) for each in themes),
            ],
        )

    def wanted(self) -> tuple[str, str]:
        self.is_valid()
        return self.cleaned_data.get("show", ""), self.cleaned_data.get("theme", "")


class AnswersForm(forms.Form):
    """Which offers answer a need, for whomever they let in."""

    offers: RowsField[Offer] = RowsField(
        label=_("These offers answer the need"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, need: Need) -> None:
        super().__init__(data)
        let_choose_rows(self, "offers", Offer.objects.order_by("kind", "position", "pk"))
        self.fields["offers"].initial = [answer.offer_id for answer in need.answers.all()]


class LeverConsequenceForm(forms.Form):
    lever: forms.ModelChoiceField[Lever] = forms.ModelChoiceField(
        label=_("A lever you have already"), queryset=None, empty_label=_("please choose")
    )
    words = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, data: Any = None, *, prefix: str = "") -> None:
        super().__init__(data, prefix=prefix)
        levers = Lever.objects.exclude(state=LeverState.DROPPED).order_by("title", "pk")
        let_choose_rows(self, "lever", levers)


class MeasureForm(forms.Form):
    """A measure that a meeting agreed on; or words, where there is none yet."""

    outcome: forms.ModelChoiceField[Outcome] = forms.ModelChoiceField(
        label=_("An open measure"), queryset=None, required=False, empty_label=_("none of these")
    )
    words = forms.CharField(
        label=_("Or: what is to be done, by whom, until when"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, *, prefix: str = "") -> None:
        super().__init__(data, prefix=prefix)
        let_choose_rows(self, "outcome", Outcome.objects.measures().open().order_by("text", "pk"))


class LeaveForm(forms.Form):
    words = forms.CharField(label=_("Why it stays as it is"), widget=forms.Textarea(attrs={"rows": 3}))

import datetime
from typing import Any

from django import forms
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from klappt.actors.enums import BuiltInType
from klappt.actors.models import Institution
from klappt.cases.enums import MOST_MISSING, MOST_TRAITS, FindingKind, Missing, Place, Situation, Trait
from klappt.cases.forms.fields import one_of, row_of, ticks
from klappt.cases.models import LONGEST_TEXT, CaseConference
from klappt.cases.selectors.conferences import months, usual_institutions
from klappt.cases.services.guard import only_doubtful
from klappt.cases.services.patterns import Shape
from klappt.ui.choices import RowsField, let_choose, let_choose_rows


class ConferenceForm(forms.Form):
    """When and who: the month is enough."""

    month = forms.ChoiceField(label=_("Month"), help_text=_("The month is enough. The day is not kept."))
    institutions: RowsField[Institution] = RowsField(
        label=_("Who met"),
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Institutions only. Who spoke for them is not kept."),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        today: datetime.date,
        row: CaseConference | None = None,
        initial: Any = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.row = row
        let_choose_rows(self, "institutions", usual_institutions())
        if row is None:
            known = [(each.isoformat(), formats.date_format(each, "F Y")) for each in months(today)]
            let_choose(self, "month", known)
        else:
            del self.fields["month"]

    def month_chosen(self) -> datetime.date:
        return datetime.date.fromisoformat(self.cleaned_data["month"])


class PatternForm(forms.Form):
    """Chosen from lists only."""

    situation = one_of(_("What it was about"), Situation.choices)
    place = one_of(_("Where the chain broke"), Place.choices)
    first = one_of(_("At which interface"), BuiltInType.choices)
    second = forms.ChoiceField(
        label=_("and"),
        required=False,
        choices=[("", _("only there, inside one institution")), *BuiltInType.choices],
    )
    missing = ticks(
        _("What was missing"), Missing.choices, help_text=_("%(most)d at most.") % {"most": MOST_MISSING}
    )
    traits = ticks(
        _("Does it have to do with one of these?"),
        Trait.choices,
        required=False,
        help_text=_("Only where it matters to the pattern; %(most)d at most, one of each kind.")
        % {"most": MOST_TRAITS},
    )

    def shape(self) -> Shape:
        good = self.cleaned_data
        return Shape(
            situation=good["situation"],
            place=good["place"],
            ends=tuple(end for end in (good["first"], good["second"]) if end),
            missing=tuple(good["missing"]),
            traits=tuple(good["traits"]),
        )


class LookedForm(forms.Form):
    """A text that may have to be looked at once more: then a box appears that says so."""

    looked_through = forms.BooleanField(
        label=_("I have looked through the text: it tells nothing about a person."), required=False
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.order_fields([name for name in self.fields if name != "looked_through"] + ["looked_through"])

    def asks_for_a_look(self) -> bool:
        """Whether the box is needed: the text may be harmless, and only a person can tell."""
        return self.is_bound and only_doubtful(self.data.get("text", ""))


class FindingForm(LookedForm):
    kind = one_of(_("What was found about structures"), FindingKind.choices)
    text = forms.CharField(
        label=_("In a sentence"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=_(
            "About offices, offers and rules, never about a person: no name, no age, no origin, no date, no "
            "file number. Example: the Jobcenter and the Berufskolleg each wait for the other's letter."
        ),
    )

    def __init__(self, data: Any = None, *, conference: CaseConference) -> None:
        super().__init__(data)
        patterns = conference.patterns.order_by("pk")
        if patterns.exists():
            self.fields["pattern"] = row_of(_("From the pattern"), patterns)
            self.order_fields(["pattern", "kind", "text", "looked_through"])

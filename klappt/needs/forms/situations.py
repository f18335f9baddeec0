from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Alliance
from klappt.needs.enums import Voice
from klappt.needs.forms.fields import PICK, CorrectionForm, subgroup_choices, theme_choices
from klappt.needs.models import LivingSituation
from klappt.needs.services.editing import SITUATION_COLUMNS
from klappt.ui.choices import let_choose
from klappt.ui.days import DayField


class SituationForm(CorrectionForm):
    columns = SITUATION_COLUMNS

    subgroup = forms.ChoiceField(label=_("Whom it is about"), required=False)
    theme = forms.ChoiceField(label=_("Theme"))
    text = forms.CharField(
        label=_("What is known"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("About the group, never about one person: no names, nobody who could be recognised."),
    )
    voice = forms.ChoiceField(label=_("Who says so"), choices=[PICK, *Voice.choices])
    source = forms.CharField(
        label=_("Source"),
        max_length=200,
        help_text=_("For example: talk at the youth centre, figures of the Ausländerbehörde, a study"),
    )
    as_of = DayField(label=_("As of"), initial=timezone.localdate)

    def __init__(
        self,
        data: Any = None,
        *,
        alliance: Alliance,
        row: LivingSituation | None = None,
        initial: Any = None,
    ) -> None:
        super().__init__(data, row=row, initial=initial)
        let_choose(
            self,
            "subgroup",
            [
                ("", _("all young people")),
                *subgroup_choices(alliance, row),
            ],
        )
        let_choose(self, "theme", [PICK, *theme_choices(row)])


class NewerForm(forms.Form):
    """Something newer on the same theme and the same people."""

    text = forms.CharField(label=_("What is known now"), widget=forms.Textarea(attrs={"rows": 6}))
    voice = forms.ChoiceField(label=_("Who says so"), choices=[PICK, *Voice.choices])
    source = forms.CharField(label=_("Source"), max_length=200)
    as_of = DayField(label=_("As of"), initial=timezone.localdate)


class ThemeForm(forms.Form):
    label = forms.CharField(label=_("Name of the theme"), max_length=80, required=False)

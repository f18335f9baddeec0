"""Planning a wave and choosing who is asked."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from klappt.alliances.enums import MunicipalityKind
from klappt.returns.models import Wave
from klappt.returns.selectors.choosing import Area, governments
from klappt.returns.selectors.waves import editions_to_send
from klappt.ui.choices import let_choose, let_choose_rows
from klappt.ui.days import DayField
from klappt.ui.opened import OpenedForm
from klappt.worksheets.models import Edition

ANY = ("", pgettext_lazy("filter", "all"))
FIELDS = ("edition", "title", "letter", "opens_on", "reminds_on", "closes_on")


class WaveForm(OpenedForm):
    edition: forms.ModelChoiceField[Edition] = forms.ModelChoiceField(
        label=_("Worksheet and edition"),
        queryset=Edition.objects.none(),
        empty_label=_("please choose"),
        help_text=_("Only published editions can go out."),
    )
    title = forms.CharField(
        label=_("Title of the wave"), max_length=200, help_text=_("For example: Building the alliance 2026")
    )
    letter = forms.CharField(
        label=_("What the alliances read first"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Stands in the mail and above the worksheet: what it is for, and what becomes of it."),
    )
    opens_on = DayField(label=_("Opens on"))
    reminds_on = DayField(
        label=_("Reminder on"),
        required=False,
        help_text=_("Only who has not handed in by then gets a mail. Empty: no reminder on the way."),
    )
    closes_on = DayField(
        label=_("To be handed in by"),
        help_text=_("On the last day klappt writes once more. Handing in later stays possible."),
    )

    def __init__(self, data: Any = None, *, wave: Wave | None = None, initial: Any = None) -> None:
        now = {name: getattr(wave, name) for name in FIELDS} if wave else None
        super().__init__(data, now=now, initial=initial)
        self.wave = wave
        let_choose_rows(self, "edition", editions_to_send())

    def clean_opens_on(self) -> Any:
        day = self.cleaned_data["opens_on"]
        is_kept = self.wave is not None and day == self.wave.opens_on
        if day < timezone.localdate() and not is_kept:
            raise forms.ValidationError(_("This day is over. Please give today or a later one."))
        return day

    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FIELDS}


class AreaForm(forms.Form):
    """What narrows the alliances to choose from; stands in the address."""

    use_required_attribute = False

    q = forms.CharField(label=_("Place or alliance"), required=False, max_length=100)
    government = forms.ChoiceField(label=_("Regierungsbezirk"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[ANY, *MunicipalityKind.choices])

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="area-%s")
        let_choose(self, "government", [ANY, *((each, each) for each in governments())])

    def area(self) -> Area:
        self.is_valid()
        good = self.cleaned_data
        return Area(good.get("q", ""), good.get("government", ""), good.get("kind", ""))


class EditionForm(forms.Form):
    """Which edition the chosen alliances get."""

    edition: forms.ModelChoiceField[Edition] = forms.ModelChoiceField(
        label=_("Edition for these alliances"), queryset=Edition.objects.none()
    )

    def __init__(self, data: Any = None, *, wave: Wave) -> None:
        super().__init__(data, initial={"edition": wave.edition_id})
        same = editions_to_send().filter(worksheet_id=wave.edition.worksheet_id)
        let_choose_rows(self, "edition", same)
        self.several = same.count() > 1

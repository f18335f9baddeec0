from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from klappt.returns.models import Wave
from klappt.ui.choices import let_choose


class OthersForm(forms.Form):
    """Which wave, and words to look for. What is not known is left aside: the newest wave is shown."""

    welle = forms.ChoiceField(label=_("Wave"), required=False)
    worte = forms.CharField(label=_("Words"), required=False, max_length=200)

    def __init__(self, data: Any = None, *, waves: Sequence[Wave]) -> None:
        super().__init__(data)
        self.waves = {str(wave.number): wave for wave in waves}
        let_choose(self, "welle", [(key, str(wave)) for key, wave in self.waves.items()])

    def wave(self) -> Wave | None:
        newest = next(iter(self.waves.values()), None)
        return self.waves.get(self.cleaned_data.get("welle", ""), newest)

    def words(self) -> str:
        return str(self.cleaned_data.get("worte", ""))

"""What somebody wants to see; it stands in the address."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from klappt.core.questionnaire.model import Section
from klappt.evaluation.selectors.counting import GROUPS, WaveCount
from klappt.ui.choices import let_choose


class FiguresForm(forms.Form):
    abschnitt = forms.ChoiceField(label=_("Section"), required=False)
    art = forms.ChoiceField(label=_("Kind of area"), required=False)
    immer = forms.BooleanField(label=_("Only alliances that answered in every wave"), required=False)

    def __init__(self, data: QueryDict, sections: Iterable[Section], groups: Iterable[str]) -> None:
        super().__init__(data)
        let_choose(self, "abschnitt", [(each.key, each.title) for each in sections])
        named = [(group, " + ".join(str(GROUPS[each]) for each in group.split("-"))) for group in groups]
        let_choose(self, "art", [("", _("all")), *named])


class TextsForm(forms.Form):
    q = forms.CharField(label=_("Words in the answer"), required=False, max_length=100)
    frage = forms.ChoiceField(label=pgettext_lazy("column", "Question"), required=False)
    welle = forms.ChoiceField(label=_("Wave"), required=False)

    def __init__(
        self, data: QueryDict, questions: Iterable[tuple[str, str]], waves: Iterable[WaveCount]
    ) -> None:
        super().__init__(data)
        numbered = [(str(each.number), f"{each.number}. {each.title}") for each in waves]
        let_choose(self, "frage", [("", _("all")), *questions])
        let_choose(self, "welle", [("", _("all")), *numbered])

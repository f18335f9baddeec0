"""What somebody wants to see; it stands in the address."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from klappt.core.questionnaire.model import Section
from klappt.evaluation.selectors.counting import GROUPS, WaveCount


class FiguresForm(forms.Form):
    abschnitt = forms.ChoiceField(label=_("Section"), required=False)
    art = forms.ChoiceField(label=_("Kind of area"), required=False)
    immer = forms.BooleanField(label=_("Only alliances that answered in every wave"), required=False)

    def __init__(self, data: object, sections: Iterable[Section], groups: Iterable[str]) -> None:
        super().__init__(data)  # type: ignore[arg-type] # a QueryDict, as every form takes it
        self.choices_of("abschnitt", [(each.key, each.title) for each in sections])
        named = [(group, " + ".join(str(GROUPS[each]) for each in group.split("-"))) for group in groups]
        self.choices_of("art", [("", _("all")), *named])

    def choices_of(self, name: str, choices: list[tuple[str, object]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined] # both are fields to choose from


class TextsForm(forms.Form):
    q = forms.CharField(label=_("Words in the answer"), required=False, max_length=100)
    frage = forms.ChoiceField(label=pgettext_lazy("column", "Question"), required=False)
    welle = forms.ChoiceField(label=_("Wave"), required=False)

    def __init__(
        self, data: object, questions: Iterable[tuple[str, str]], waves: Iterable[WaveCount]
    ) -> None:
        super().__init__(data)  # type: ignore[arg-type] # a QueryDict, as every form takes it
        numbered = [(str(each.number), f"{each.number}. {each.title}") for each in waves]
        self.fields["frage"].choices = [("", _("all")), *questions]  # type: ignore[attr-defined] # as above
        self.fields["welle"].choices = [("", _("all")), *numbered]  # type: ignore[attr-defined] # as above

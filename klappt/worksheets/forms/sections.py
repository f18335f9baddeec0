"""Title, introduction and sharing of a section; title and introduction of the whole."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy, pgettext_lazy

from klappt.core.questionnaire.model import Sharing
from klappt.ui.opened import OpenedForm
from klappt.worksheets.words.kinds import SHARINGS


def _intro() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Introduction"),
        help_text=gettext_lazy("What the alliance reads first here."),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class HeadForm(OpenedForm):
    title = forms.CharField(label=pgettext_lazy("worksheet", "Title"), max_length=200)
    intro = _intro()


class SectionForm(OpenedForm):
    """Who will see the answers is a question of its own; it begins with: nobody else."""

    title = forms.CharField(label=pgettext_lazy("worksheet", "Title"), max_length=200)
    intro = _intro()
    sharing = forms.ChoiceField(
        label=gettext_lazy("Who will see these answers"),
        help_text=gettext_lazy("Where nothing else is said, the answers stay with the alliance."),
        choices=[
            (each.value, format_lazy("{}: {}", words.label, words.says)) for each, words in SHARINGS.items()
        ],
        widget=forms.RadioSelect,
        initial=Sharing.HERE.value,
    )

"""A late question: how research writes it, and how an alliance decides about its answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from klappt.core.questionnaire.model import Option, Question, QuestionKind
from klappt.returns.enums import Sharing
from klappt.returns.models import LateQuestion, Return, Wave
from klappt.returns.selectors.frozen import Way
from klappt.ui.choices import let_choose, let_choose_rows

_KINDS = [
    (QuestionKind.LONG_TEXT.value, _("long text")),
    (QuestionKind.TEXT.value, _("short text")),
    (QuestionKind.NUMBER.value, pgettext_lazy("kind of answer", "number")),
    (QuestionKind.DATE.value, _("date")),
    (QuestionKind.CHOICE.value, _("one of several options")),
    (QuestionKind.CHOICES.value, _("several of several options")),
]
_WITH_OPTIONS = frozenset({QuestionKind.CHOICE, QuestionKind.CHOICES})
_GOES = {
    Sharing.RESEARCH.value: _("Yes, this answer goes to research"),
    Sharing.ALLIANCES.value: _("Yes, this answer goes to research and to all alliances"),
}


class AskLateForm(forms.Form):
    label = forms.CharField(label=pgettext_lazy("worksheet", "Question"), max_length=500)
    hint = forms.CharField(label=_("Hint"), max_length=500, required=False)
    kind = forms.ChoiceField(label=_("What kind of answer"), choices=_KINDS)
    options = forms.CharField(
        label=_("Options"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One on each line; only where something is to be chosen."),
    )
    unit = forms.CharField(label=pgettext_lazy("number", "Unit"), max_length=40, required=False)
    of_return = forms.ModelChoiceField(
        label=_("Who is asked"),
        queryset=Return.objects.none(),
        required=False,
        empty_label=_("all alliances that have handed in"),
    )
    sharing = forms.ChoiceField(
        label=_("Who will see the answer"),
        choices=[each for each in Sharing.choices if each[0] != Sharing.HERE],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why you ask so late"), max_length=500, help_text=_("The alliances read this.")
    )

    def __init__(self, data: Any = None, *, wave: Wave) -> None:
        super().__init__(data)
        handed_in = wave.returns.exclude(first_handed_in_at=None).select_related("alliance")
        let_choose_rows(
            self,
            "of_return",
            handed_in.order_by("alliance__name", "pk"),
            called=lambda row: str(row.alliance),
        )

    def clean(self) -> dict[str, Any]:
        good = super().clean() or {}
        needs = good.get("kind") in _WITH_OPTIONS
        if needs and len(self._options(good)) < 2:
            self.add_error("options", _("Please give at least two options, one on each line."))
        return good

    def question(self) -> Question:
        """What was written, as a question. Its key is given when it is asked."""
        good = self.cleaned_data
        kind = QuestionKind(good["kind"])
        labels = self._options(good) if kind in _WITH_OPTIONS else []
        return Question(
            "late",
            kind,
            good["label"],
            hint=good["hint"],
            may_not_apply=True,
            options=tuple(Option(f"o{number}", label) for number, label in enumerate(labels, 1)),
            unit=good["unit"] if kind is QuestionKind.NUMBER else "",
            decimals=2 if kind is QuestionKind.NUMBER else 0,
        )

    @staticmethod
    def _options(good: dict[str, Any]) -> list[str]:
        return list(dict.fromkeys(filter(None, map(str.strip, good.get("options", "").splitlines()))))


class SendLateForm(forms.Form):
    """Nothing is chosen beforehand: sending is an act."""

    way = forms.ChoiceField(
        label=_("Shall this answer go out?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please decide about this answer.")},
    )

    def __init__(self, data: Any = None, *, late: LateQuestion) -> None:
        super().__init__(data)
        sent = (Way.SENT.value, _GOES[late.sharing])
        let_choose(self, "way", [sent, (Way.HELD_BACK.value, _("No, we do not answer this question"))])

"""What a practitioner says about a situation: asked, answered and forgotten."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from klappt.chains.selectors.goals import Shown
from klappt.profiles.fields import ProfileField
from klappt.profiles.selectors.vocabulary import Asked

PROFILE = "situation"
NOT_KNOWN = "?"
HORIZONS = (
    ("12", _("within one year")),
    ("24", _("within two years")),
    ("36", _("within three years")),
    ("60", _("within five years")),
    ("120", _("within ten years")),
)


class FindForm(forms.Form):
    goal = forms.ChoiceField(label=_("Where to?"))
    horizon = forms.ChoiceField(label=_("In what time?"), choices=HORIZONS, initial="60")
    conditional = forms.BooleanField(
        label=_("Count steps that depend on the single case"), required=False, initial=True
    )
    warm_only = forms.BooleanField(label=_("Only steps with an agreed link"), required=False)

    def __init__(self, *args: Any, goals: Sequence[Shown], asked: Sequence[Asked], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["goal"] = forms.ChoiceField(
            label=self.fields["goal"].label, choices=[(each.key, each.label) for each in goals]
        )
        self.fields[PROFILE] = ProfileField(asked, to_the_person=True, label=_("What we know"))

    def known(self) -> dict[str, str]:
        """What was typed so far, by the name of its control, for forms that carry it along."""
        situation = self[PROFILE].value()
        return {f"{PROFILE}-{key}": text for key, text in situation.texts.items()}


def with_answer(posted: QueryDict, keys: Sequence[str]) -> tuple[QueryDict, frozenset[str]]:
    """The question above the form is answered like the field below it; and what the person does not know."""
    data = posted.copy()
    skipped = {key for key in data.get("skipped", "").split(",") if key in keys}
    key, answer = data.get("asked", ""), data.get("answer", "").strip()
    if key in keys and answer == NOT_KNOWN:
        skipped.add(key)
    elif key in keys and answer:
        data[f"{PROFILE}-{key}"] = answer
    return data, frozenset(each for each in skipped if not data.get(f"{PROFILE}-{each}"))


def of_subgroup(texts: Mapping[str, str], goal: str) -> QueryDict:
    """The form as if somebody had typed the situation of a subgroup."""
    data = QueryDict(mutable=True)
    data.update({f"{PROFILE}-{key}": text for key, text in texts.items()})
    data.update({"goal": goal, "horizon": "60", "conditional": "on"})
    return data

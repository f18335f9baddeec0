"""What an offer leads to: sentences to choose from, one for each change of a situation."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from klappt.core.catalogue import Add, Effect, Raise, Set, write_effects
from klappt.core.conditions import Attribute, Kind
from klappt.profiles.fields import exact_number
from klappt.profiles.selectors.vocabulary import Asked
from klappt.profiles.words import effect_words, label
from klappt.ui.choices import let_choose

MOST = 20
_ONE = Fraction(1)


def choices(asked: Sequence[Asked]) -> list[tuple[str, list[tuple[str, str]]]]:
    """All that an offer can lead to, by attribute; a number is raised by an amount of its own."""
    found = []
    for each in asked:
        effects = _possible(each.attribute)
        if effects:
            known = [each.attribute]
            options = [(code(effect), effect_words(effect, known)) for effect in effects]
            if each.attribute.kind is Kind.NUMBER:
                options = [(code(effects[0]), str(_("%(what)s: plus …") % {"what": label(each.attribute)}))]
            found.append((label(each.attribute), options))
    return found


def code(effect: Effect) -> str:
    """An effect as the value of an option; the amount of an `Add` stands in a field of its own."""
    match effect:
        case Raise(attribute, to):
            return f"raise:{attribute}:{to}"
        case Add(attribute, _by):
            return f"add:{attribute}"
        case Set(attribute, value):
            shown = ("yes" if value else "no") if isinstance(value, bool) else value
            return f"set:{attribute}:{shown}"


def _possible(attribute: Attribute) -> list[Effect]:
    match attribute.kind:
        case Kind.ORDINAL:
            return [Raise(attribute.key, value) for value in attribute.values[1:]]
        case Kind.CHOICE:
            return [Set(attribute.key, value) for value in attribute.values]
        case Kind.BOOLEAN:
            return [Set(attribute.key, value=True), Set(attribute.key, value=False)]
        case Kind.NUMBER:
            return [Add(attribute.key, _ONE)]
        case _:
            return []


class EffectForm(forms.Form):
    what = forms.ChoiceField(label=_("Leads to"), required=False)
    amount = forms.CharField(
        label=_("by how much"),
        required=False,
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )

    def __init__(self, *args: Any, options: Sequence[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        let_choose(self, "what", [("", _("Please choose")), *options])

    def clean(self) -> dict[str, Any]:
        good = super().clean() or {}
        if good.get("what", "").startswith("add:") and _number(good.get("amount", "")) is None:
            self.add_error("amount", _("Please give a number."))
        return good

    def effect(self) -> dict[str, object] | None:
        """The effect as klappt-catalogue/1 has it; None for an empty line."""
        verb, _colon, rest = self.cleaned_data.get("what", "").partition(":")
        if not rest:
            return None
        if verb == "add":
            return write_effects([Add(rest, _number(self.cleaned_data["amount"]) or _ONE)])[0]
        attribute, _colon, value = rest.partition(":")
        given: object = {"yes": True, "no": False}.get(value, value) if verb == "set" else value
        return {verb: attribute, "to": given}


_Formset = forms.formset_factory(EffectForm, extra=2, max_num=MOST, absolute_max=MOST)


class EffectFormSet(_Formset):  # type: ignore[misc, valid-type] # made at run time
    def __init__(self, data: Any = None, *, asked: Sequence[Asked], effects: Sequence[Effect] = ()) -> None:
        initial = [
            {"what": code(each), "amount": _shown(each.by) if isinstance(each, Add) else ""}
            for each in effects
        ]
        super().__init__(data, initial=initial, prefix="effects", form_kwargs={"options": choices(asked)})

    def effects(self) -> list[dict[str, object]]:
        """What was chosen, each once."""
        found = (effect for form in self.forms if (effect := form.effect()))
        return list({str(effect): effect for effect in found}.values())


def _number(text: str) -> Fraction | None:
    return exact_number(text.strip())


def _shown(number: Fraction) -> str:
    return str(number) if number.denominator in (1, 3, 6, 12) else str(float(number)).replace(".", ",")

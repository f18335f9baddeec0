"""The field in which a situation is described: one control for each attribute, each may stay unknown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klappt.core.catalogue import CatalogueErrors, read_profile, write_profile
from klappt.core.conditions import Kind
from klappt.profiles.fields.checks import day_of, number_of
from klappt.profiles.selectors.vocabulary import Asked
from klappt.profiles.vocabulary import GROUPS, Group
from klappt.profiles.words import label, problem_words, question, value_words


@dataclass
class Situation:
    """What was typed, by attribute, and what is wrong with it."""

    texts: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Control:
    """One attribute as the template draws it; `kind` is choice, number, day or yes_no."""

    name: str
    label: str
    question: str
    kind: str
    choices: list[Choice]
    text: str
    error: str
    grows: bool


class SituationInput(forms.Widget):
    template_name = "profiles/fields/situation.html"
    use_fieldset = True

    def __init__(self, asked: Sequence[Asked], *, to_the_person: bool = False) -> None:
        super().__init__()
        self.asked = asked
        self.to_the_person = to_the_person
        self.known = [each.attribute for each in asked]

    def value_from_datadict(self, data: Mapping[str, Any], _files: Any, name: str) -> Situation:
        texts = {
            each.key: str(data.get(f"{name}-{each.key}", "")).replace("\x00", "").strip()
            for each in self.known
        }
        found = Situation({key: text for key, text in texts.items() if text})
        read_situation(found, self.asked)
        return found

    def value_omitted_from_data(self, data: Mapping[str, Any], _files: Any, name: str) -> bool:
        return not any(f"{name}-{each.key}" in data for each in self.known)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-{self.known[0].key}" if id_ and self.known else id_

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        situation = value if isinstance(value, Situation) else Situation({})
        groups: dict[Group, list[Control]] = {group: [] for group in GROUPS}
        for each in self.asked:
            groups[each.group].append(self._control(each, name, situation))
        context["groups"] = [(GROUPS[group], controls) for group, controls in groups.items() if controls]
        context["name"] = name
        context["to_the_person"] = self.to_the_person
        return context

    def _control(self, asked: Asked, name: str, situation: Situation) -> Control:
        attribute = asked.attribute
        text = situation.texts.get(attribute.key, "")
        kinds = {Kind.NUMBER: "number", Kind.DATE: "day", Kind.BOOLEAN: "yes_no"}
        choices = [Choice(key, value_words(attribute, key), key == text) for key in attribute.values]
        if attribute.kind is Kind.BOOLEAN:
            choices = [Choice("yes", _("yes"), text == "yes"), Choice("no", _("no"), text == "no")]
        return Control(
            name=f"{name}-{attribute.key}",
            label=label(attribute),
            question=question(attribute),
            kind=kinds.get(attribute.kind, "choice"),
            choices=choices,
            text=text,
            error=situation.errors.get(attribute.key, ""),
            grows=bool(attribute.per_month),
        )


class ProfileField(forms.Field):
    """Cleans to attribute -> value as klappt-catalogue/1 writes it; what nobody said is not in it."""

    default_error_messages = {
        "wrong": gettext_lazy("Some of the answers cannot be read. It is said at each of them."),
    }

    def __init__(
        self, asked: Sequence[Asked], *, to_the_person: bool = False, required: bool = False, **options: Any
    ) -> None:
        self.asked = asked
        widget = SituationInput(asked, to_the_person=to_the_person)
        super().__init__(widget=widget, required=required, **options)

    def prepare_value(self, value: Any) -> Situation:
        return value if isinstance(value, Situation) else situation_of(value or {}, self.asked)

    def clean(self, value: Any) -> dict[str, object]:
        situation = value if isinstance(value, Situation) else Situation({})
        profile = read_situation(situation, self.asked)
        if profile is None:
            raise ValidationError(self.error_messages["wrong"], code="wrong")
        return profile

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.prepare_value(initial).texts != self.prepare_value(data).texts


def situation_of(stored: Mapping[str, object], asked: Sequence[Asked]) -> Situation:
    """What stands in the controls for a stored situation."""
    return Situation(
        {
            each.attribute.key: _as_text(stored[each.attribute.key], each)
            for each in asked
            if stored.get(each.attribute.key) is not None
        }
    )


def read_situation(situation: Situation, asked: Sequence[Asked]) -> dict[str, object] | None:
    """The situation as it is stored; None after noting at each answer what is wrong with it."""
    situation.errors = {}
    found: dict[str, object] = {}
    for each in asked:
        attribute = each.attribute
        if attribute.key not in situation.texts:
            continue
        raw = {attribute.key: _raw(situation.texts[attribute.key], attribute.kind)}
        try:
            found.update(write_profile(read_profile(raw, [attribute])))
        except CatalogueErrors as wrong:
            situation.errors[attribute.key] = problem_words(wrong.problems[0])
    return None if situation.errors else found


def _raw(text: str, kind: Kind) -> object:
    if kind is Kind.BOOLEAN:
        return {"yes": True, "no": False}.get(text, text)
    if kind is Kind.NUMBER:
        return number_of(text)
    return day_of(text) or text if kind is Kind.DATE else text


def _as_text(value: object, asked: Asked) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if asked.attribute.kind is Kind.NUMBER and "/" not in str(value):
        return str(value).replace(".", ",")
    return str(value)

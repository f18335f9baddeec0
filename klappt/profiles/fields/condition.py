"""The field in which a condition is built, by sentences with choices. Works without JavaScript."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klappt.core.catalogue import CatalogueErrors, read_condition, write_condition
from klappt.core.conditions import Attribute, Condition, Kind
from klappt.profiles.fields.checks import (
    WITHOUT_VALUE,
    check,
    is_ticked,
    operators,
    what_can_be_read,
)
from klappt.profiles.fields.drafts import (
    BASIS,
    COMPARE,
    COUNTED,
    DEEPEST_GROUP,
    GROUPS,
    JUDGED,
    Draft,
    draft_of,
    nothing_yet,
)
from klappt.profiles.fields.edits import ROOT, edited, is_edit, read_draft
from klappt.profiles.selectors.vocabulary import Asked
from klappt.profiles.vocabulary import GROUPS as HEADINGS
from klappt.profiles.words import label, value_words

PROOF = ("source", "as_of", "valid_from", "valid_until")
CONTROLS = (*PROOF, "note", "attribute", "operator", "value", "number", "parts")


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Part:
    """One part of the condition as the template draws it."""

    draft: Draft
    path: str
    name: str
    number: str
    kinds: list[Option]
    parts: list["Part"]
    attributes: list[tuple[str, list[Option]]]
    operators: list[Option]
    control: str
    values: list[Option]
    text: str
    errors: dict[str, str]
    basis: dict[str, str]
    is_first: bool
    is_last: bool

    @property
    def has_number(self) -> bool:
        return self.draft.kind in COUNTED

    @property
    def is_outermost(self) -> bool:
        return self.path == ROOT

    @property
    def may_nest(self) -> bool:
        return self.path.count("-") < DEEPEST_GROUP

    @property
    def basis_is_open(self) -> bool:
        """The proof is shown unfolded where something is wrong with it."""
        return any(self.errors[name] for name in PROOF)

    @property
    def has_basis(self) -> bool:
        return any(self.basis[name] for name in PROOF)


class ConditionInput(forms.Widget):
    template_name = "profiles/fields/condition.html"
    use_fieldset = True

    def __init__(self, asked: Sequence[Asked], *, intro: str | Promise = "", look: bool = False) -> None:
        super().__init__()
        self.asked = asked
        self.intro = intro
        self.look = look
        self.known = [each.attribute for each in asked]

    def value_from_datadict(self, data: Mapping[str, Any], _files: Any, name: str) -> Draft | None:
        draft = read_draft(data, name)
        if draft is None:
            return None
        if is_edit(data, name):
            return edited(draft, str(data[f"{name}-do"]))
        # Asked again for each drawing of a posted form: then every part says what is wrong with it.
        check(draft, self.known)
        return draft

    def value_omitted_from_data(self, data: Mapping[str, Any], _files: Any, name: str) -> bool:
        return f"{name}-{ROOT}-kind" not in data

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-{ROOT}-kind" if id_ else id_

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        draft = value if isinstance(value, Draft) else nothing_yet()
        context["root"] = self._part(draft, name, ROOT, "", is_first=True, is_last=True)
        context["name"] = name
        context["intro"] = self.intro
        context["look"] = self.look
        return context

    def _part(
        self, draft: Draft, name: str, path: str, number: str, *, is_first: bool, is_last: bool
    ) -> Part:
        attribute = next((each for each in self.known if each.key == draft.attribute), None)
        last = len(draft.parts) - 1
        return Part(
            draft=draft,
            path=path,
            name=f"{name}-{path}",
            number=number,
            kinds=_kinds(draft),
            parts=[
                self._part(
                    part,
                    name,
                    f"{path}-{place}",
                    f"{number}.{place + 1}".strip("."),
                    is_first=place == 0,
                    is_last=place == last,
                )
                for place, part in enumerate(draft.parts)
            ],
            attributes=self._attributes(draft) if draft.kind == COMPARE else [],
            operators=_operators(draft, attribute),
            control=_control(draft, attribute),
            values=_values(draft, attribute),
            text=draft.values[0] if draft.values else "",
            # Every name is there, because a template must not ask for what is not.
            errors={name: draft.errors.get(name, "") for name in CONTROLS},
            basis={name: draft.basis.get(name, "") for name in BASIS},
            is_first=is_first,
            is_last=is_last,
        )

    def _attributes(self, draft: Draft) -> list[tuple[str, list[Option]]]:
        found: dict[str, list[Option]] = {}
        for each in self.asked:
            key = each.attribute.key
            option = Option(key, label(each.attribute), key == draft.attribute)
            found.setdefault(str(HEADINGS[each.group]), []).append(option)
        return list(found.items())


class ConditionField(forms.Field):
    """Cleans to the condition as klappt-catalogue/1 has it, and is given it (or core's) as initial value.

    The page that shows it must not store anything while `is_edit(request.POST, name)`: then it shows the form
    again. With `look`, an element with the id `<name>-look` is renewed as one edits.
    """

    default_error_messages = {
        "required": gettext_lazy("Please say for whom."),
        "incomplete": gettext_lazy("Something is still missing in the condition. It is said at the place."),
    }

    def __init__(
        self, asked: Sequence[Asked], *, intro: str | Promise = "", look: bool = False, **options: Any
    ) -> None:
        self.known = tuple(each.attribute for each in asked)
        super().__init__(widget=ConditionInput(asked, intro=intro, look=look), **options)

    def prepare_value(self, value: Any) -> Any:
        if value is None or isinstance(value, Draft):
            return value
        try:
            return draft_of(self._condition(value), self.known)
        except CatalogueErrors:
            return _begun_anew()

    def clean(self, value: Any) -> dict[str, object] | None:
        if value is None:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        condition = check(value, self.known)
        if condition is None:
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        return write_condition(condition)

    def so_far(self, draft: Draft | None) -> Condition | None:
        """What is finished of a draft, for showing whom it lets in; None when nothing is."""
        return what_can_be_read(draft, self.known) if draft else None

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = self.prepare_value(initial)
        now = check(data, self.known) if data else None
        was = check(before, self.known) if before else None
        return json.dumps(now and write_condition(now)) != json.dumps(was and write_condition(was))

    def _condition(self, value: Any) -> Condition:
        if not isinstance(value, dict):
            return value  # type: ignore[no-any-return] # core's own condition
        return read_condition(value, self.known)


def _begun_anew() -> Draft:
    """For what speaks of something no longer asked: the editor begins anew rather than show half of it.

    One part is left open, so that saving is refused until somebody has said for whom: an empty rule would let
    in everybody.
    """
    draft = nothing_yet()
    draft.errors["parts"] = _(
        "What is stored here can no longer be shown, because it speaks of something that is no longer asked. "
        "It stays as it is until you put it together anew and save."
    )
    return draft


def _kinds(draft: Draft) -> list[Option]:
    if draft.is_group:
        words = {
            "all": _("All of this holds"),
            "any": _("At least one of these holds"),
            "at_least": _("At least … of these hold"),
            "none": _("None of these holds"),
            "not_all": _("Not all of this holds at once"),
            "fewer": _("Fewer than … of these hold"),
        }
        return [Option(key, words[key], key == draft.kind) for key in GROUPS]
    if draft.is_judgement:
        judged = {
            "conditional": _("conditional: it depends on the single case"),
            "unclear": _("unclear: nobody can say for certain"),
            "unchecked": _("not checked yet"),
        }
        return [Option(key, judged[key], key == draft.kind) for key in JUDGED]
    return []


def _operators(draft: Draft, attribute: Attribute | None) -> list[Option]:
    if attribute is None:
        return []
    return [Option(key, words, key == draft.operator) for key, words in operators(attribute.kind)]


def _control(draft: Draft, attribute: Attribute | None) -> str:
    """Which control takes the value: none, ticks, choice, number or day."""
    if attribute is None or draft.operator in WITHOUT_VALUE or attribute.kind is Kind.BOOLEAN:
        return ""
    if draft.operator not in dict(operators(attribute.kind)):
        # Just chosen: the first operator stands in the list, so its control stands beside it.
        return _control(
            Draft(COMPARE, attribute=attribute.key, operator=operators(attribute.kind)[0][0]), attribute
        )
    if attribute.values:
        return "ticks" if is_ticked(attribute, draft.operator) else "choice"
    return "day" if attribute.kind is Kind.DATE else "number"


def _values(draft: Draft, attribute: Attribute | None) -> list[Option]:
    if attribute is None:
        return []
    return [Option(key, value_words(attribute, key), key in draft.values) for key in attribute.values]

"""From a draft to a condition that core can read, with what is wrong at each part."""

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from django.core.exceptions import ValidationError
from django.forms import DateField
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from klappt.core.catalogue import CatalogueErrors, read_condition
from klappt.core.conditions import Attribute, Condition, Kind
from klappt.profiles.fields.drafts import BASIS, COMPARE, COUNTED, Draft
from klappt.profiles.words import problem_words

DAYS = ("as_of", "valid_from", "valid_until")
_DAY = DateField(required=False, input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"])
Json = dict[str, object]
# Not what `Fraction` takes: it would write out 1e9999999, digit by digit.
_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(?:[.,][0-9]{1,9}|/[0-9]{1,15})?", re.ASCII)
_COUNT = re.compile(r"[0-9]{1,4}", re.ASCII)


def check(draft: Draft, attributes: Sequence[Attribute]) -> Condition | None:
    """The condition, or None after writing into each part what is wrong with it."""
    known = {each.key: each for each in attributes}
    for part in draft.everything():
        part.errors = {}
    _complete(draft, known, is_outermost=True)
    if any(part.errors for part in draft.everything()):
        return None
    places: dict[str, Draft] = {}
    raw = _json(draft, known, "access", places)
    try:
        return read_condition(raw, attributes)
    except CatalogueErrors as wrong:
        for problem in wrong.problems:
            place = max((each for each in places if problem.place.startswith(each)), key=len, default="")
            part = places.get(place, draft)
            part.errors[_control(problem.place.removeprefix(place))] = problem_words(problem)
        return None


def what_can_be_read(draft: Draft, attributes: Sequence[Attribute]) -> Condition | None:
    """The condition of what is finished so far, for showing at once whom it lets in."""
    known = {each.key: each for each in attributes}
    kept = _finished(draft, known)
    try:
        return read_condition(_json(kept, known, "access", {}), attributes) if kept else None
    except CatalogueErrors:
        return None


def _control(rest: str) -> str:
    name = rest.strip(".").split("[", maxsplit=1)[0]
    return {"at_least": "number", "op": "operator", "attr": "attribute"}.get(name, name or "value")


def _complete(draft: Draft, known: Mapping[str, Attribute], *, is_outermost: bool = False) -> None:
    """Says at each part what is still missing."""
    if draft.is_group:
        if not draft.parts and not (is_outermost and draft.kind in ("all", "none")):
            draft.errors["parts"] = _("Nothing stands here yet. Please add something, or remove this group.")
        if draft.kind in COUNTED and not _COUNT.fullmatch(draft.number):
            draft.errors["number"] = _("Please say how many, as a whole number.")
        for part in draft.parts:
            _complete(part, known)
        return
    for name in DAYS:
        if draft.basis.get(name) and day_of(draft.basis[name]) is None:
            draft.errors[name] = _("Please give a date, for example 22.11.2026.")
    if draft.kind == COMPARE:
        _complete_comparison(draft, known)
    elif not draft.basis.get("note") and draft.kind != "unchecked":
        draft.errors["note"] = _("Please say what depends on the single case or what is unclear.")


def _complete_comparison(draft: Draft, known: Mapping[str, Attribute]) -> None:
    attribute = known.get(draft.attribute)
    if attribute is None:
        draft.errors["attribute"] = _("Please choose what this is about.")
    elif draft.operator not in dict(operators(attribute.kind)):
        draft.errors["operator"] = _("Please choose how it is compared.")
    elif draft.operator not in WITHOUT_VALUE and not draft.values:
        ticks = is_ticked(attribute, draft.operator)
        draft.errors["value"] = _("Please tick at least one answer.") if ticks else _("Please give a value.")


WITHOUT_VALUE = ("known", "yes", "no")


def operators(kind: Kind) -> list[tuple[str, str]]:
    """What the editor offers for a kind, in words; fewer than core has, with the same reach."""
    known = ("known", _("is known"))
    listed = [("in", _("is one of")), ("not_in", _("is none of"))]
    if kind is Kind.BOOLEAN:
        return [("yes", _("yes")), ("no", _("no")), known]
    if kind is Kind.CHOICE:
        return [*listed, known]
    if kind is Kind.DATE:
        return [*_day_operators(), known]
    order = [(">=", _("at least")), ("<=", _("at most")), (">", _("more than")), ("<", _("below"))]
    if kind is Kind.ORDINAL:
        return [*order, *listed, known]
    return [*order, ("in", _("exactly")), ("not_in", _("other than")), known]


def _day_operators() -> list[tuple[str, str]]:
    return [
        ("<", pgettext("a day", "before")),
        ("<=", pgettext("a day", "until")),
        (">=", pgettext("a day", "from")),
        (">", pgettext("a day", "after")),
        ("in", pgettext("a day", "on")),
        ("not_in", pgettext("a day", "not on")),
    ]


def is_ticked(attribute: Attribute, operator: str) -> bool:
    """Whether the answers are ticked, because several can be meant."""
    return bool(attribute.values) and operator in ("in", "not_in")


def _finished(draft: Draft, known: Mapping[str, Attribute]) -> Draft | None:
    if not draft.is_group:
        trial = Draft(
            draft.kind,
            attribute=draft.attribute,
            operator=draft.operator,
            values=list(draft.values),
            basis=dict(draft.basis),
        )
        _complete(trial, known)
        trial.errors.pop("note", None)
        return None if trial.errors else trial
    parts = [kept for part in draft.parts if (kept := _finished(part, known))]
    if draft.parts and not parts:
        return None
    number = draft.number if _COUNT.fullmatch(draft.number) else "1"
    return Draft(draft.kind, number=number, parts=parts)


def _json(draft: Draft, known: Mapping[str, Attribute], place: str, places: dict[str, Draft]) -> Json:
    places[place] = draft
    if not draft.is_group:
        return {**_leaf(draft, known), **dict(_basis(draft))}
    inside = f"{place}.not" if draft.kind in _NEGATIVE else place
    positive = _NEGATIVE.get(draft.kind, draft.kind)
    name = "of" if positive == "at_least" else positive
    parts = [
        _json(part, known, f"{inside}.{name}[{number}]", places) for number, part in enumerate(draft.parts)
    ]
    count: Json = {"at_least": int(draft.number)} if positive == "at_least" else {}
    group: Json = {**count, name: parts}
    return {"not": group} if draft.kind in _NEGATIVE else group


_NEGATIVE = {"none": "any", "not_all": "all", "fewer": "at_least"}


def _leaf(draft: Draft, known: Mapping[str, Attribute]) -> Json:
    if draft.is_judgement:
        return {"judgement": draft.kind}
    attribute = known[draft.attribute]
    about: Json = {"attr": draft.attribute}
    if draft.operator == "known":
        return {**about, "op": "known"}
    if draft.operator in ("yes", "no"):
        return {**about, "op": "=", "value": draft.operator == "yes"}
    values = [_value(attribute, text) for text in draft.values]
    if draft.operator in ("in", "not_in") and len(values) == 1:
        return {**about, "op": "=" if draft.operator == "in" else "!=", "value": values[0]}
    if draft.operator in ("in", "not_in"):
        return {**about, "op": draft.operator, "value": values}
    return {**about, "op": draft.operator, "value": values[0]}


def _value(attribute: Attribute, text: str) -> object:
    """As core reads it; what cannot be read goes on as it is, so that core says what is wrong."""
    if attribute.kind is Kind.DATE:
        return day_of(text) or text
    return number_of(text) if attribute.kind is Kind.NUMBER else text


def exact_number(text: str) -> Fraction | None:
    """A number as somebody types it: 12, 1,5 or 1/12; None for anything else, and for endless ones."""
    if not _NUMBER.fullmatch(text):
        return None
    try:
        return Fraction(text.replace(",", "."))
    except ZeroDivisionError:
        return None


def number_of(text: str) -> int | str:
    """A number as core reads it; what is none goes on as it is, so that core says what is wrong."""
    number = exact_number(text)
    if number is None:
        return text
    return int(number) if number.denominator == 1 else f"{number.numerator}/{number.denominator}"


def _basis(draft: Draft) -> Iterator[tuple[str, str]]:
    for name in BASIS:
        text = draft.basis.get(name, "")
        if text:
            yield name, (day_of(text) or text) if name in DAYS else text


def day_of(text: str) -> str | None:
    """A day as 22.11.2026 or 2026-11-22, written the second way; None for anything else."""
    try:
        day = _DAY.clean(text)
    except ValidationError:
        return None
    return day.isoformat() if day else None

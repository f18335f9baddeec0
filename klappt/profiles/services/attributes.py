from collections.abc import Mapping, Sequence
from fractions import Fraction

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.alliances.models import Alliance
from klappt.audit.services import event
from klappt.core import conditions as core
from klappt.core.names import plain_words
from klappt.profiles import events
from klappt.profiles.enums import AttributeKind
from klappt.profiles.models import Attribute
from klappt.profiles.vocabulary import BY_KEY


def add_attribute(
    *,
    alliance: Alliance,
    label: str,
    kind: AttributeKind | str,
    by: User | None,
    question: str = "",
    values: Sequence[str] = (),
    per_month: Fraction = Fraction(0),
    key: str = "",
    signature: str = "",
) -> Attribute:
    """A question of the alliance's own. `values` are the answers in words, of a level from lowest to highest.

    ValidationError by field when something is wrong.
    """
    answers = [" ".join(each.split()) for each in values if each.strip()]
    listed = kind in (AttributeKind.CHOICE, AttributeKind.ORDINAL)
    if listed and (len(answers) < 2 or len(set(answers)) < len(answers)):
        raise ValidationError({"values": _("Please give at least two different answers, one a line.")})
    key = key or _free_key(label)
    if key in BY_KEY:
        raise ValidationError({"key": _("This abbreviation belongs to a question that is always there.")})
    last = Attribute.objects.aggregate(last=Max("position"))["last"]
    with event(events.ATTRIBUTE_ADDED, by=by, alliance=alliance, signature=signature):
        attribute = Attribute(
            alliance=alliance,
            key=key,
            kind=kind,
            label=label.strip(),
            question=question.strip(),
            values=_keyed(answers) if listed else [],
            per_month=str(per_month) if per_month else "",
            position=0 if last is None else last + 1,
        )
        attribute.full_clean()
        attribute.save()
    return attribute


def take_attributes(
    *, alliance: Alliance, attributes: Sequence[core.Attribute], by: User | None, signature: str = ""
) -> list[Attribute]:
    """Questions that came with a catalogue and that the alliance does not ask yet, with keys and answers.

    ValidationError when one of its own has the same abbreviation and another kind or other answers: then
    rules of the catalogue would mean something else here.
    """
    known = {row.key: row for row in Attribute.objects.filter(alliance=alliance)}
    taken = []
    for each in attributes:
        if each.key in BY_KEY:
            continue
        if each.key in known:
            _insist_on_the_same(known[each.key], each)
            continue
        with event(events.ATTRIBUTE_ADDED, by=by, alliance=alliance, signature=signature):
            taken.append(_add_as_it_is(alliance, each))
    return taken


def word_attribute(*, alliance: Alliance, key: str, label: str, question: str, by: User | None) -> Attribute:
    """The alliance's own words for an attribute, built-in ones too; kind and answers stay as they are."""
    row: Attribute | None = Attribute.objects.filter(key=key).first()
    if row is None:
        row = Attribute(alliance=alliance, key=key, kind=BY_KEY[key].kind.value)
    row.label, row.question = label.strip(), question.strip()
    row.full_clean()
    with event(events.ATTRIBUTE_CHANGED, by=by, alliance=alliance):
        row.save()
    return row


def retire_attribute(*, attribute: Attribute, by: User | None) -> Attribute:
    """No longer asked; rules and subgroups that speak of it stay readable."""
    with event(events.ATTRIBUTE_RETIRED, by=by, alliance=attribute.alliance):
        attribute.retired_on = timezone.localdate()
        attribute.save(update_fields=["retired_on"])
    return attribute


def _insist_on_the_same(row: Attribute, wanted: core.Attribute) -> None:
    values = {value["key"] for value in row.values}
    if row.kind != wanted.kind.value or not set(wanted.values) <= values:
        words = _("“%(label)s” (%(key)s) is there already, but with other answers. Please rename one.")
        raise ValidationError(words % {"label": row.label, "key": row.key})


def _add_as_it_is(alliance: Alliance, wanted: core.Attribute) -> Attribute:
    last = Attribute.objects.aggregate(last=Max("position"))["last"]
    attribute = Attribute(
        alliance=alliance,
        key=wanted.key,
        kind=wanted.kind.value,
        label=_german(wanted.labels, wanted.key)[:120],
        question=_german(wanted.questions, "")[:300],
        values=[
            {"key": key, "label": _german(wanted.value_labels.get(key, {}), key)} for key in wanted.values
        ],
        per_month=str(wanted.per_month) if wanted.per_month else "",
        position=0 if last is None else last + 1,
    )
    attribute.full_clean()
    attribute.save()
    return attribute


def _german(words: Mapping[str, str], instead: str) -> str:
    return words.get("de") or next(iter(words.values()), "") or instead


def _keyed(answers: Sequence[str]) -> list[dict[str, str]]:
    keys: list[str] = []
    for answer in answers:
        keys.append(_free("_".join(plain_words(answer))[:40] or "value", set(keys)))
    return [{"key": key, "label": label} for key, label in zip(keys, answers, strict=True)]


def _free_key(label: str) -> str:
    words = "_".join(plain_words(label))[:36]
    wanted = words if words[:1].isalpha() else f"a_{words}".rstrip("_")
    return _free(wanted, {*BY_KEY, *Attribute.objects.values_list("key", flat=True)})


def _free(wanted: str, taken: set[str]) -> str:
    number = 2
    found = wanted
    while found in taken:
        found = f"{wanted}_{number}"
        number += 1
    return found

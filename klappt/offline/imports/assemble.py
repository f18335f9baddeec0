"""From what stands in the slots of a file to answers; what does not fit is said with its place."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from klappt.core.questionnaire.model import QuestionKind
from klappt.core.questionnaire.replies import RefusedReply, checked, from_german
from klappt.core.questionnaire.values import NOT_APPLICABLE, Reply, given
from klappt.fields.words import refusal_words
from klappt.offline.imports.brought import Brought, Row, Said
from klappt.offline.outline.places import SEVERAL, Place, Slot, SlotKind, option_words, plain, slots
from klappt.sheets.grid import Value, cell_text

_YES = frozenset({"ja", "j", "yes", "y", "x", "true", "wahr", "1", "☒", "☑", "✓", "✔", "[x]"})
_NO = frozenset({"nein", "n", "no", "false", "falsch", "0", "-", "☐", "[ ]", "[]"})


@dataclass(frozen=True, slots=True)
class Misfit:
    """Something that cannot be taken over: where it stands, what stands there, what is the matter."""

    where: str
    said: str
    message: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What a file says to one question: an answer, or what is wrong with it."""

    reply: Reply | None
    misfits: tuple[Misfit, ...] = ()


class DoesNotFit(Exception):
    """Carries everything that is the matter with one question."""

    def __init__(self, *misfits: Misfit) -> None:
        super().__init__()
        self.misfits = misfits


def answers_in(brought: Brought, asked: Sequence[Place]) -> dict[str, Answered]:
    """By question; those that do not stand in the file are left out."""
    return {
        place.question.key: _answered(place, brought)
        for place in asked
        if place.is_typed and _stands_in(place, brought)
    }


def _stands_in(place: Place, brought: Brought) -> bool:
    if place.is_table:
        return place.question.key in brought.tables
    return any(slot.id in brought.said for slot in slots(place)) or place.na_id in brought.said


def _answered(place: Place, brought: Brought) -> Answered:
    try:
        return Answered(_reply(place, brought))
    except DoesNotFit as error:
        return Answered(None, error.misfits)


def _reply(place: Place, brought: Brought) -> Reply:
    said = {slot.id: _one(brought.said[slot.id]) for slot in slots(place) if slot.id in brought.said}
    rows = brought.tables.get(place.question.key, [])
    na = _one(brought.said[place.na_id]) if place.na_id in brought.said else None
    if na is not None and _tick(na):
        filled = next((each for each in said.values() if _is_filled(each, place)), None)
        if filled or rows:
            raise DoesNotFit(
                _misfit(na, _("Here stand an answer and “does not apply”. Please keep one of the two."))
            )
        return _checked(place, NOT_APPLICABLE, na)
    first = next(iter(said.values()), Said("", ""))
    return _checked(place, given(_value(place, said, rows)), first, rows)


def _is_filled(said: Said, place: Place) -> bool:
    if place.question.kind is QuestionKind.CHOICES:
        return cell_text(said.value).casefold() not in {"", *_NO}
    return cell_text(said.value) != ""


def _checked(place: Place, reply: Reply, first: Said, rows: Sequence[Row] = ()) -> Reply:
    try:
        return checked(place.question, reply)
    except RefusedReply as error:
        raise DoesNotFit(
            *(_misfit(_said_at(each.place, first, rows), refusal_words(each)) for each in error.refusals)
        ) from None


def _said_at(place: str, first: Said, rows: Sequence[Row]) -> Said:
    number, _point, column = place.partition(".")
    if rows and number.isdecimal() and int(number) <= len(rows):
        row = rows[int(number) - 1]
        return row.get(column) or next(iter(row.values()))
    return first if first.where or not rows else next(iter(rows[0].values()))


def _value(place: Place, said: Mapping[str, Said], rows: Sequence[Row]) -> Any:
    kind, parts = place.question.kind, slots(place)
    if kind is QuestionKind.TABLE:
        return _all_of([_row(parts, row) for row in rows])
    if kind not in SEVERAL:
        return _text(parts[0], said[parts[0].id]) if parts[0].id in said else ""
    here = [(slot, said[slot.id]) for slot in parts if slot.id in said]
    if kind is QuestionKind.CHOICES:
        return [slot.part for slot, each in here if _tick(each)]
    if kind is QuestionKind.RANKING:
        return _ranked(here)
    return {slot.part: _text(slot, each) for slot, each in here}


def _row(parts: Sequence[Slot], row: Row) -> "dict[str, str] | DoesNotFit":
    cells: dict[str, str] = {}
    wrong: list[Misfit] = []
    for slot in parts:
        if slot.part in row:
            try:
                cells[slot.part] = _text(slot, row[slot.part])
            except DoesNotFit as error:
                wrong += error.misfits
    return DoesNotFit(*wrong) if wrong else cells


def _all_of(rows: "Sequence[dict[str, str] | DoesNotFit]") -> list[dict[str, str]]:
    wrong = [misfit for row in rows if isinstance(row, DoesNotFit) for misfit in row.misfits]
    if wrong:
        raise DoesNotFit(*wrong)
    return [row for row in rows if not isinstance(row, DoesNotFit)]


def _text(slot: Slot, said: Said) -> str:
    """The cell as the canonical text of its kind, as far as it can be told without the question."""
    match slot.kind:
        case SlotKind.CHOICE:
            return _option(slot, said)
        case SlotKind.NUMBER:
            return _number(said.value)
        case SlotKind.DATE:
            if isinstance(said.value, datetime.date):
                return said.value.strftime("%Y-%m-%d") if said.value.year >= 1000 else str(said.value)
            return cell_text(said.value)
        case _:
            return cell_text(said.value)


def _number(value: Value) -> str:
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return from_german(cell_text(value))


def _option(slot: Slot, said: Said) -> str:
    text = plain(cell_text(said.value)).casefold()
    if not text:
        return ""
    for key, word in option_words(slot.options).items():
        if word.casefold() == text:
            return key
    raise DoesNotFit(
        _misfit(said, _("This is none of the answers to choose from. Please choose one of the list."))
    )


def _tick(said: Said) -> bool:
    text = plain(cell_text(said.value)).casefold()
    # Somebody has written beside the empty box instead of ticking it.
    text = text.replace("☐", "").strip() or text
    if text in _YES or text == pgettext("in a file", "yes").casefold():
        return True
    if not text or text in _NO or text == pgettext("in a file", "no").casefold():
        return False
    raise DoesNotFit(_misfit(said, _("Please write “ja” or “nein”, or leave it empty.")))


def _ranked(here: Sequence[tuple[Slot, Said]]) -> list[str]:
    ranks: dict[int, str] = {}
    wrong = []
    for slot, said in here:
        text = _number(said.value)
        if not text:
            continue
        if not text.isdecimal() or not 1 <= int(text) <= len(here):
            told = _("Please write a whole number from 1 to %(most)s, or leave it empty.")
            wrong.append(_misfit(said, told % {"most": len(here)}))
        elif int(text) in ranks:
            wrong.append(_misfit(said, _("This place is given twice. Please give each place once.")))
        else:
            ranks[int(text)] = slot.part
    if wrong:
        raise DoesNotFit(*wrong)
    return [ranks[place] for place in sorted(ranks)]


def _one(said: Sequence[Said]) -> Said:
    """The same place may stand in a file several times, as long as it says one thing."""
    filled = {plain(cell_text(each.value)): each for each in said if cell_text(each.value)}
    if len(filled) > 1:
        told = _("This question stands in the file several times with different answers: %(places)s.")
        places = "; ".join(each.where for each in filled.values())
        raise DoesNotFit(_misfit(next(iter(filled.values())), told % {"places": places}))
    return next(iter(filled.values()), said[0])


def _misfit(said: Said, message: str) -> Misfit:
    return Misfit(said.where, cell_text(said.value)[:200], message)

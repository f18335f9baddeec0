"""What the page shows before a worksheet is handed in."""

from dataclasses import dataclass

from klappt.core.questionnaire.model import Question, Section
from klappt.core.questionnaire.values import Reply
from klappt.returns.models import HandIn, Return
from klappt.returns.selectors.frozen import Frozen, Way, read_frozen, same
from klappt.returns.selectors.whole import Whole


@dataclass(frozen=True)
class Place:
    """A question with the section in which it is mended."""

    section: Section
    question: Question


@dataclass(frozen=True)
class Line:
    question: Question
    reply: Reply | None


def lines_of(now: Whole, section: Section) -> list[Line]:
    return [Line(question, now.reply(question.key)) for question in now.questions(section)]


def places(now: Whole, questions: tuple[Question, ...]) -> list[Place]:
    return [Place(now.questionnaire.section_of(question.key), question) for question in questions]


def last_hand_in(row: Return) -> HandIn | None:
    found: HandIn | None = (
        HandIn.objects.filter(of_return=row).select_related("edition").order_by("-number").first()
    )
    return found


def decided(now: Whole) -> dict[str, str]:
    """What was decided last time, for the sections in which nothing has changed since."""
    last = last_hand_in(now.row)
    if last is None:
        return {}
    before = read_frozen(last)
    return {
        each.section.key: each.way
        for each in before.sections
        if each.way is not Way.HERE and _is_unchanged(now, before, each.section.key)
    }


def _is_unchanged(now: Whole, before: Frozen, key: str) -> bool:
    section = now.questionnaire.section(key)
    (old,) = [each for each in before.sections if each.section.key == key]
    entries = {entry.question.key: entry.reply for entry in old.entries}
    there = {line.question.key: line.reply for line in lines_of(now, section)}
    return entries.keys() == there.keys() and all(same(entries[each], there[each]) for each in there)


def without(choices: dict[str, str], now: Whole, questions: tuple[Question, ...]) -> dict[str, str]:
    """Choices that still hold once these questions have changed: nobody has decided about the new text."""
    gone = {now.questionnaire.section_of(question.key).key for question in questions}
    return {key: way for key, way in choices.items() if key not in gone}


def at_number(row: Return, number: int) -> HandIn | None:
    found: HandIn | None = (
        HandIn.objects.filter(of_return=row, number=number).select_related("edition", "by").first()
    )
    return found


def numbers_of(row: Return) -> list[int]:
    """The numbers of all hand-ins, the first one first."""
    return list(HandIn.objects.filter(of_return=row).order_by("number").values_list("number", flat=True))

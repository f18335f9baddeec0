"""Sentences about questions: what is the matter with an answer, and under which answers one is asked."""

import datetime
from collections.abc import Mapping

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from klappt.core.questionnaire.conditions import AllOf, AnyOf, Comparison, NoneOf, Operator, When
from klappt.core.questionnaire.model import Question, QuestionKind, Questionnaire
from klappt.core.questionnaire.replies import Fault, Refusal

_PLAIN = {
    Fault.SHAPE: gettext_lazy("This does not fit the question. Please fill it in again."),
    Fault.NOT_NUMBER: gettext_lazy("Please write a number, for example 12."),
    Fault.NOT_DATE: gettext_lazy("Please write a date, for example 22.11.2026."),
    Fault.NOT_AN_OPTION: gettext_lazy("Please choose one of the answers given."),
    Fault.NO_SUCH_ROW: gettext_lazy("This line does not belong to the question. Please load the page again."),
    Fault.NO_SUCH_COLUMN: gettext_lazy(
        "This column does not belong to the question. Please load the page again."
    ),
    Fault.MUST_APPLY: gettext_lazy("This question applies to everyone. Please answer it or leave it open."),
    Fault.BOTH: gettext_lazy("Here stand an answer and “does not apply”. Please keep one of the two."),
    Fault.KEPT_ELSEWHERE: gettext_lazy("klappt fills this in by itself. Please correct it where it is kept."),
}
_SIZED = {
    Fault.TOO_SMALL: gettext_lazy("The number is too small. Please write at least %(least)s."),
    Fault.TOO_BIG: gettext_lazy("The number is too big. Please write at most %(most)s."),
    Fault.TOO_LONG: gettext_lazy("The text is too long. Please shorten it to %(most)s characters."),
    Fault.TOO_FEW: gettext_lazy("That is too little. Please give at least %(least)s."),
    Fault.TOO_MANY: gettext_lazy("That is too much. Please give at most %(most)s."),
}
_COMPARED = {
    Operator.IS: gettext_lazy("“%(question)s” is answered with “%(value)s”"),
    Operator.IS_NOT: gettext_lazy("“%(question)s” is not answered with “%(value)s”"),
    Operator.LESS: gettext_lazy("“%(question)s” is below %(value)s"),
    Operator.AT_MOST: gettext_lazy("“%(question)s” is at most %(value)s"),
    Operator.MORE: gettext_lazy("“%(question)s” is above %(value)s"),
    Operator.AT_LEAST: gettext_lazy("“%(question)s” is at least %(value)s"),
    Operator.INCLUDES: gettext_lazy("“%(value)s” is chosen at “%(question)s”"),
    Operator.ANSWERED: gettext_lazy("“%(question)s” is answered"),
}


def refusal_words(refusal: Refusal) -> str:
    """What is the matter and what to do, in one or two sentences."""
    values = refusal.values
    if refusal.fault in _PLAIN:
        return str(_PLAIN[refusal.fault])
    if refusal.fault in {Fault.TOO_EARLY, Fault.TOO_LATE}:
        return _of_day(refusal.fault, values)
    if refusal.fault is Fault.TWICE:
        if refusal.place:
            return _("Place %(place)s is given twice. Please give each place once.") % {
                "place": values["value"]
            }
        return _("The same answer is chosen twice. Please choose each answer once.")
    return _of_size(refusal.fault, values)


def _of_size(fault: Fault, values: Mapping[str, str]) -> str:
    if fault is Fault.DECIMALS:
        return _of_decimals(int(values["most"]))
    return str(_SIZED[fault]) % {name: number_words(value) for name, value in values.items()}


def _of_decimals(most: int) -> str:
    if most == 0:
        return _("Please write a whole number, without a comma.")
    told = ngettext(
        "Please write at most %(most)s digit behind the comma.",
        "Please write at most %(most)s digits behind the comma.",
        most,
    )
    return told % {"most": most}


def _of_day(fault: Fault, values: Mapping[str, str]) -> str:
    if fault is Fault.TOO_EARLY:
        return _("The day is too early. Please give a day from %(day)s on.") % {
            "day": day_words(values["earliest"])
        }
    return _("The day is too late. Please give a day up to %(day)s.") % {"day": day_words(values["latest"])}


def day_words(iso: str) -> str:
    """The day as it is read here; a text that is no day stays as it is."""
    try:
        return date_format(datetime.date.fromisoformat(iso), "d.m.Y")
    except ValueError:
        return iso


def number_words(text: str) -> str:
    """1234.5 as it is read here: 1.234,5."""
    whole, _point, rest = text.partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    if not digits.isdecimal() or (rest and not rest.isdecimal()):
        return text
    return f"{sign}{int(digits):,}".replace(",", ".") + (f",{rest}" if rest else "")


def bounds_words(question: Question) -> str:
    """What an answer has to keep to, said before somebody writes; empty when there is nothing to say."""
    if question.kind is QuestionKind.NUMBER:
        return _between(question, gettext_lazy("from %(least)s"), gettext_lazy("up to %(most)s"))
    if question.kind is QuestionKind.DATE:
        return " ".join(
            words % {"day": date_format(day, "d.m.Y")}
            for words, day in ((_("from %(day)s"), question.earliest), (_("up to %(day)s"), question.latest))
            if day
        )
    if question.kind in {QuestionKind.TEXT, QuestionKind.LONG_TEXT}:
        return _between(question, "", gettext_lazy("at most %(most)s characters"))
    if question.kind in {QuestionKind.CHOICES, QuestionKind.RANKING}:
        return _between(question, gettext_lazy("at least %(least)s"), gettext_lazy("at most %(most)s"))
    if question.kind is QuestionKind.TABLE:
        return _between(
            question, gettext_lazy("at least %(least)s lines"), gettext_lazy("at most %(most)s lines")
        )
    return ""


def _between(question: Question, least: object, most: object) -> str:
    said = []
    if question.least is not None and least:
        said.append(str(least) % {"least": number_words(format(question.least, "f"))})
    if question.most is not None:
        said.append(str(most) % {"most": number_words(format(question.most, "f"))})
    return ", ".join(said) if question.kind is not QuestionKind.NUMBER else " ".join(said)


def condition_words(when: When, questionnaire: Questionnaire) -> str:
    """Under which answers a question is asked, as one sentence."""
    return _("Only if %(condition)s.") % {"condition": _said(when, questionnaire)}


def _said(when: When, questionnaire: Questionnaire) -> str:
    match when:
        case Comparison():
            return _compared(when, questionnaire)
        case AllOf(all=parts):
            return _joined(_(" and "), parts, questionnaire)
        case AnyOf(any=parts):
            return _joined(_(" or "), parts, questionnaire)
        case NoneOf(none=parts):
            told = _joined(_(" or "), parts, questionnaire)
            return _("it is not so that %(condition)s") % {"condition": told}


def _joined(between: str, parts: tuple[When, ...], questionnaire: Questionnaire) -> str:
    said = [_said(part, questionnaire) for part in parts]
    # Brackets only where leaving them out would change what is meant.
    nested = [f"({text})" if _is_compound(part) else text for part, text in zip(parts, said, strict=True)]
    return between.join(nested if len(parts) > 1 else said) or _("nothing speaks against it")


def _is_compound(when: When) -> bool:
    return not isinstance(when, Comparison)


def _compared(comparison: Comparison, questionnaire: Questionnaire) -> str:
    try:
        question = questionnaire.question(comparison.question)
    except KeyError:
        return str(_COMPARED[comparison.operator]) % {
            "question": comparison.question,
            "value": comparison.value,
        }
    options = {option.key: option.label for option in (*question.options, *question.rows)}
    value = options.get(comparison.value, comparison.value)
    if question.kind is QuestionKind.DATE:
        value = day_words(value)
    if question.kind is QuestionKind.NUMBER:
        value = number_words(value)
    return str(_COMPARED[comparison.operator]) % {"question": question.label, "value": value}

"""Changes to a questionnaire, one at a time. Each gives a new questionnaire and leaves the old one alone.

Two people who write at once each apply their change to the newest questionnaire, not to the one they have
read: changes to different questions never get in each other's way.
"""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import TypeVar

from klappt.core.names import plain_words
from klappt.core.questionnaire.conditions import AllOf, AnyOf, Comparison, NoneOf, When
from klappt.core.questionnaire.model import Gone, Question, Questionnaire, Section

LONGEST_KEY = 60
_PROPOSED = 32
_Thing = TypeVar("_Thing")


class NotThere(KeyError):
    """No section or question has this key (any more)."""


class KeyTaken(ValueError):
    """Another section or question has this key already."""


def proposed_key(label: str, taken: Collection[str], fallback: str = "question") -> str:
    """A key out of the words of a label: small letters, digits, underscores; numbered where it is taken.

    Whole words up to 32 characters; `fallback` where nothing of the label is left.
    """
    words = [word for part in plain_words(label) for word in re.findall(r"[a-z0-9]+", part)]
    while words and not words[0][0].isalpha():
        words.pop(0)
    stem = ""
    for word in words:
        if stem and len(stem) + len(word) >= _PROPOSED:
            break
        stem = f"{stem}_{word}".strip("_")[:_PROPOSED]
    stem = stem or fallback
    numbered = (f"{stem}_{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(key for key in numbered if key not in taken)


def with_head(questionnaire: Questionnaire, *, title: str, intro: str) -> Questionnaire:
    """The same questions under another title and introduction."""
    return replace(questionnaire, title=title, intro=intro)


def add_section(questionnaire: Questionnaire, section: Section, after: str = "") -> Questionnaire:
    """The section behind the one named, else at the end. Raises `KeyTaken`, `NotThere`."""
    if section.key in _keys(questionnaire.sections):
        raise KeyTaken(section.key)
    return replace(questionnaire, sections=_inserted(questionnaire.sections, section, after))


def replace_section(questionnaire: Questionnaire, key: str, section: Section) -> Questionnaire:
    """The section with this key as it shall be; its questions stay what they are. Raises as `add_section`."""
    _section(questionnaire, key)
    if section.key != key and section.key in _keys(questionnaire.sections):
        raise KeyTaken(section.key)
    return _with_sections(
        questionnaire,
        (
            replace(section, questions=old.questions) if old.key == key else old
            for old in questionnaire.sections
        ),
    )


def move_section(questionnaire: Questionnaire, key: str, by: int) -> Questionnaire:
    """The section `by` places further down (negative: up), at most to the end. Raises `NotThere`."""
    _section(questionnaire, key)
    return replace(questionnaire, sections=_moved(questionnaire.sections, key, by))


def remove_section(questionnaire: Questionnaire, key: str, why: str = "") -> Questionnaire:
    """Without the section and its questions; `why` is noted for each of them. Raises `NotThere`."""
    section = _section(questionnaire, key)
    for question in section.questions:
        questionnaire = remove_question(questionnaire, question.key, why)
    return _with_sections(questionnaire, (each for each in questionnaire.sections if each.key != key))


def add_question(
    questionnaire: Questionnaire, section: str, question: Question, after: str = ""
) -> Questionnaire:
    """The question behind the one named, else at the end of the section. Raises `KeyTaken`, `NotThere`.

    What was said of a question of this key that had gone is taken back.
    """
    _section(questionnaire, section)
    if question.key in _keys(questionnaire.questions):
        raise KeyTaken(question.key)
    gone = tuple(each for each in questionnaire.gone if each.key != question.key)
    return _in_section(
        replace(questionnaire, gone=gone), section, lambda asked: _inserted(asked, question, after)
    )


def replace_question(questionnaire: Questionnaire, key: str, question: Question) -> Questionnaire:
    """The question with this key as it shall be, in its place. Raises `NotThere`, `KeyTaken`.

    Where its key changes, the conditions that look at it follow.
    """
    section = _section_of(questionnaire, key)
    if question.key != key and question.key in _keys(questionnaire.questions):
        raise KeyTaken(question.key)
    changed = _in_section(
        questionnaire, section.key, lambda asked: tuple(question if old.key == key else old for old in asked)
    )
    return changed if question.key == key else _looking_at(changed, key, question.key)


def move_question(questionnaire: Questionnaire, key: str, by: int) -> Questionnaire:
    """The question one place down (`by` 1) or up (-1); at the edge into the next section.

    Raises `NotThere`.
    """
    section = _section_of(questionnaire, key)
    at = [question.key for question in section.questions].index(key)
    if 0 <= at + by < len(section.questions):
        return _in_section(questionnaire, section.key, lambda asked: _moved(asked, key, by))
    sections = questionnaire.sections
    there = sections.index(section) + (1 if by > 0 else -1)
    if not 0 <= there < len(sections):
        return questionnaire
    return put_question(questionnaire, key, sections[there].key, first=by > 0)


def put_question(
    questionnaire: Questionnaire, key: str, section: str, *, first: bool = False
) -> Questionnaire:
    """The question in another section, at its end or as its first. Raises `NotThere`."""
    _section_of(questionnaire, key)
    _section(questionnaire, section)
    question = questionnaire.question(key)
    taken_out = _without(questionnaire, key)
    return _in_section(taken_out, section, lambda asked: (question, *asked) if first else (*asked, question))


def copy_question(
    questionnaire: Questionnaire, key: str, ever: Collection[str] = ()
) -> tuple[Questionnaire, str]:
    """With a copy right behind the question, and the key of the copy. Raises `NotThere`.

    `ever` are keys that were given once and are given to no other question.
    """
    section = _section_of(questionnaire, key)
    taken = {*_keys(questionnaire.questions), *(gone.key for gone in questionnaire.gone), *ever}
    stem = re.sub(r"_\d+$", "", key)[: LONGEST_KEY - 5]
    new = next(f"{stem}_{n}" for n in range(2, len(taken) + 3) if f"{stem}_{n}" not in taken)
    copy = replace(questionnaire.question(key), key=new)
    return add_question(questionnaire, section.key, copy, after=key), new


def remove_question(questionnaire: Questionnaire, key: str, why: str = "") -> Questionnaire:
    """Without the question; with `why` it is noted as gone. Raises `NotThere`.

    Conditions that look at it stay: they are found as flaws, for only people know what they should say now.
    """
    _section_of(questionnaire, key)
    changed = _without(questionnaire, key)
    return say_gone(changed, key, why) if why.strip() else changed


def say_gone(questionnaire: Questionnaire, key: str, why: str) -> Questionnaire:
    """The reason why a question of the edition before is asked no longer."""
    others = tuple(each for each in questionnaire.gone if each.key != key)
    return replace(questionnaire, gone=(*others, Gone(key, why.strip())))


def bring_back(questionnaire: Questionnaire, question: Question, section: str) -> Questionnaire:
    """A question that had gone, as it was, at the end of the section, or of the last where that has gone too.

    Raises `KeyTaken`; `NotThere` where there is no section at all.
    """
    if section not in _keys(questionnaire.sections):
        if not questionnaire.sections:
            raise NotThere(section)
        section = questionnaire.sections[-1].key
    return add_question(questionnaire, section, question)


def _keys(things: Iterable[Section] | Iterable[Question]) -> list[str]:
    return [thing.key for thing in things]


def _section(questionnaire: Questionnaire, key: str) -> Section:
    try:
        return questionnaire.section(key)
    except KeyError:
        raise NotThere(key) from None


def _section_of(questionnaire: Questionnaire, key: str) -> Section:
    try:
        return questionnaire.section_of(key)
    except KeyError:
        raise NotThere(key) from None


def _with_sections(questionnaire: Questionnaire, sections: Iterable[Section]) -> Questionnaire:
    return replace(questionnaire, sections=tuple(sections))


def _in_section(
    questionnaire: Questionnaire,
    key: str,
    change: Callable[[tuple[Question, ...]], tuple[Question, ...]],
) -> Questionnaire:
    return _with_sections(
        questionnaire,
        (
            replace(section, questions=change(section.questions)) if section.key == key else section
            for section in questionnaire.sections
        ),
    )


def _without(questionnaire: Questionnaire, key: str) -> Questionnaire:
    section = _section_of(questionnaire, key)
    return _in_section(
        questionnaire, section.key, lambda asked: tuple(each for each in asked if each.key != key)
    )


def _inserted(things: tuple[_Thing, ...], thing: _Thing, after: str) -> tuple[_Thing, ...]:
    if not after:
        return (*things, thing)
    keys = [getattr(each, "key", "") for each in things]
    if after not in keys:
        raise NotThere(after)
    at = keys.index(after) + 1
    return (*things[:at], thing, *things[at:])


def _moved(things: tuple[_Thing, ...], key: str, by: int) -> tuple[_Thing, ...]:
    at = [getattr(each, "key", "") for each in things].index(key)
    rest = [*things[:at], *things[at + 1 :]]
    rest.insert(max(0, min(len(rest), at + by)), things[at])
    return tuple(rest)


def _looking_at(questionnaire: Questionnaire, old: str, new: str) -> Questionnaire:
    return _with_sections(
        questionnaire,
        (
            replace(
                section,
                questions=tuple(
                    replace(each, when=renamed(each.when, old, new)) if each.when else each
                    for each in section.questions
                ),
            )
            for section in questionnaire.sections
        ),
    )


def renamed(when: When, old: str, new: str) -> When:
    """The condition, asking about `new` where it asked about `old`."""
    match when:
        case Comparison():
            return replace(when, question=new) if when.question == old else when
        case AllOf(all=parts):
            return AllOf(tuple(renamed(part, old, new) for part in parts))
        case AnyOf(any=parts):
            return AnyOf(tuple(renamed(part, old, new) for part in parts))
        case NoneOf(none=parts):
            return NoneOf(tuple(renamed(part, old, new) for part in parts))

"""A questionnaire out of JSON and back (docs/core/questionnaire.md has the format)."""

import json
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from klappt.core.questionnaire.model import Question, Questionnaire

FORMAT = "klappt-worksheet/1"
_WHOLE = TypeAdapter(Questionnaire)
_ONE = TypeAdapter(Question)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """One thing that cannot be read: `place` as in `sections[0].questions[2].kind`, `code` and its values."""

    place: str
    code: str
    value: str = ""


class UnreadableQuestionnaire(ValueError):
    """Carries everything that is wrong, each with its place."""

    def __init__(self, problems: tuple[Unreadable, ...]) -> None:
        super().__init__("; ".join(f"{each.place}: {each.code}" for each in problems))
        self.problems = problems


def read_questionnaire(source: str | bytes) -> Questionnaire:
    """Raises `UnreadableQuestionnaire`; then nothing was taken over. A field not known is an error."""
    try:
        raw = json.loads(source)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise UnreadableQuestionnaire((Unreadable("", "not_json", str(line)),)) from error
    if not isinstance(raw, dict) or raw.pop("format", None) != FORMAT:
        raise UnreadableQuestionnaire((Unreadable("format", "format", FORMAT),))
    read: Questionnaire = _validated(_WHOLE, raw)
    return read


def read_question(raw: Any) -> Question:
    """One question out of parsed JSON. Raises `UnreadableQuestionnaire`."""
    read: Question = _validated(_ONE, raw)
    return read


def write_questionnaire(questionnaire: Questionnaire) -> str:
    """Canonical JSON: the same values give the same characters; what has its default is left out."""
    values = _WHOLE.dump_python(questionnaire, mode="json", exclude_defaults=True)
    return json.dumps({"format": FORMAT, **values}, ensure_ascii=False, indent=1)


def write_question(question: Question) -> dict[str, Any]:
    """One question as parsed JSON; what has its default is left out."""
    values: dict[str, Any] = _ONE.dump_python(question, mode="json", exclude_defaults=True)
    return values


def _validated(adapter: TypeAdapter[Any], raw: Any) -> Any:
    try:
        return adapter.validate_python(raw, by_name=True)
    except (ValidationError, RecursionError) as error:
        raise UnreadableQuestionnaire(_problems(error)) from error


def _problems(error: ValidationError | RecursionError) -> tuple[Unreadable, ...]:
    if isinstance(error, RecursionError):
        return (Unreadable("", "too_deep"),)
    return tuple(
        Unreadable(_place(each["loc"]), each["type"], str(each["input"])[:80])
        for each in error.errors(include_url=False, include_context=False)
    )


def _place(parts: tuple[int | str, ...]) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts).lstrip(".")

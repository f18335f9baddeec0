"""A second hand-in after a question back: what was not open stays exactly as it was handed in."""

import json
from typing import Any

from klappt.core.questionnaire.model import Questionnaire
from klappt.returns.models import HandIn


def carried(
    content: dict[str, Any], before: HandIn, questionnaire: Questionnaire, only: frozenset[str]
) -> dict[str, Any]:
    """The content of a hand-in in which all sections but `only` are those of the hand-in before."""
    earlier: dict[str, Any] = json.loads(before.content)
    inside = {q.key for section in questionnaire.sections if section.key in only for q in section.questions}
    ways = {each["key"]: each for each in earlier["sections"]}
    mixed = {
        name: {key: value for key, value in earlier[name].items() if key not in inside}
        | {key: value for key, value in content[name].items() if key in inside}
        for name in ("answers", "living")
    }
    asked = {key for key in earlier["asked"] if key not in inside}
    asked |= {key for key in content["asked"] if key in inside}
    return {
        **content,
        **mixed,
        "asked": [question.key for question in questionnaire.questions if question.key in asked],
        "sections": [
            each if each["key"] in only else ways.get(each["key"], each) for each in content["sections"]
        ],
    }

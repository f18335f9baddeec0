"""What a printed chain says, in the young person's language. The texts stand in data/handout."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from klappt.needs.enums import LANGUAGE_BY_KEY, SURVEY_LANGUAGES, SurveyLanguage

FOLDER = Path(__file__).resolve().parent.parent / "data" / "handout"
LANGUAGES: tuple[SurveyLanguage, ...] = SURVEY_LANGUAGES


@lru_cache(maxsize=len(SURVEY_LANGUAGES))
def handout_texts(key: str) -> Mapping[str, Any] | None:
    """The texts with their language; None for a language there is none in."""
    language = LANGUAGE_BY_KEY.get(key)
    if language is None:
        return None
    return {**json.loads((FOLDER / f"{key}.json").read_text(encoding="utf-8")), "language": language}

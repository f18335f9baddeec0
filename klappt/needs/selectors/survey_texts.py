"""The wording of the survey: shipped in seven languages, changed by the alliance where it knows better."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.formats import date_format
from django.utils.translation import override

from klappt.needs.enums import LANGUAGE_BY_KEY, SurveyLanguage
from klappt.needs.models import Survey, SurveyItem, SurveyText

_FOLDER = Path(__file__).resolve().parent.parent / "data" / "survey"
_PLACE = re.compile(r"\{[a-z]+\}")
# A name or date in Latin letters stays in one piece within Arabic text.
_ISOLATE = "\u2068{}\u2069"


@dataclass(frozen=True)
class Wording:
    """All texts of a survey in one language. `texts` by key, `labels` by number of the item."""

    language: SurveyLanguage
    texts: Mapping[str, str]
    labels: Mapping[int, str]


@lru_cache(maxsize=len(LANGUAGE_BY_KEY))
def shipped(language: str) -> Mapping[str, str]:
    """Every text as klappt brings it, by key; a theme's is `theme.` and its key."""
    read = json.loads((_FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    return {**read["texts"], **{f"theme.{key}": label for key, label in read["themes"].items()}}


def places_in(text: str) -> frozenset[str]:
    """What is filled in later, such as {day}."""
    return frozenset(_PLACE.findall(text))


def own_texts(languages: Iterable[str]) -> dict[tuple[str, str], str]:
    rows = SurveyText.objects.filter(language__in=list(languages)).order_by("pk")
    return {(row.language, row.key): row.text for row in rows}


def wording(survey: Survey, language: str) -> Wording:
    """The texts of a survey in one language, ready to be shown."""
    return wordings(survey, [language])[0]


def wordings(survey: Survey, languages: Sequence[str]) -> list[Wording]:
    """The same in several languages; two queries."""
    own, items = own_texts(languages), items_of(survey)
    return [_wording(survey, items, language, own) for language in languages]


def _wording(
    survey: Survey, items: list[SurveyItem], language: str, own: Mapping[tuple[str, str], str]
) -> Wording:
    texts = {key: own.get((language, key), text) for key, text in shipped(language).items()}
    filled = {key: _filled(text, key, survey) for key, text in texts.items()}
    labels = {item.pk: label_of(item, language, own) or str(item) for item in items}
    return Wording(LANGUAGE_BY_KEY[language], filled, labels)


def items_of(survey: Survey) -> list[SurveyItem]:
    rows = survey.items.select_related("theme", "need").order_by("position", "pk")
    return list(rows)


def label_of(item: SurveyItem, language: str, own: Mapping[tuple[str, str], str]) -> str:
    """The line in this language, "" where nobody has worded it. German has the alliance's own words."""
    found = own.get((language, item.text_key)) or shipped(language).get(item.text_key, "")
    return found or (str(item) if language == "de" else "")


def missing(survey: Survey) -> list[tuple[SurveyLanguage, SurveyItem]]:
    """Lines that a language of the survey has no words for."""
    own, items = own_texts(survey.languages), items_of(survey)
    return [
        (LANGUAGE_BY_KEY[language], item)
        for language in survey.languages
        for item in items
        if not label_of(item, language, own)
    ]


def _filled(text: str, key: str, survey: Survey) -> str:
    day = survey.opens_on if key == "not_yet" else survey.closes_on
    with override("de"):
        values = {
            "{number}": str(survey.choose_at_most),
            "{day}": date_format(day, "SHORT_DATE_FORMAT"),
            "{alliance}": survey.alliance.name,
        }
    for place, value in values.items():
        text = text.replace(place, _ISOLATE.format(value))
    return text

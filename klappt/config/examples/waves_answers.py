"""Answers for the invented alliances: the same for the same seed, a little better from year to year."""

import datetime
from collections.abc import Callable
from random import Random
from typing import Any

from klappt.config.examples.waves_texts import TEXTS
from klappt.core.questionnaire.conditions import holds
from klappt.core.questionnaire.model import Question, QuestionKind, Questionnaire
from klappt.core.questionnaire.values import NOT_APPLICABLE, Reply, given

_NUMBERS = {
    "kommunen_beteiligt": (1, 14),
    "kerngruppe_mitglieder": (6, 14),
    "kerngruppe_wechsel": (0, 5),
    "zielgruppe_zahl": (60, 1400),
}
_GROUPS = (
    "Ohne Schulabschluss",
    "In der Duldung länger als drei Jahre",
    "Junge Mütter",
    "Mit Arbeit, ohne Deutsch",
)
_SOURCES = ("Schätzung der Fachkräfte", "Ausländerbehörde", "Umfrage im Berufskolleg")
_TOPICS = (
    "Sprachkurse am Abend",
    "Übergang in Ausbildung",
    "Fallkonferenzen",
    "Zahlen aus dem Kreis",
    "Fahrtkosten",
)


class Invented:
    """What one alliance answers in one wave. `good` from 0 to 1: how well things stand there by now."""

    def __init__(self, seed: str, *, good: float, is_city: bool, day: datetime.date) -> None:
        self._chance = Random(seed)  # noqa: S311 - examples, no secrets
        self._good = good
        self._is_city = is_city
        self._day = day

    def answers(self, questionnaire: Questionnaire) -> dict[str, Reply]:
        """Everything required, most of the rest."""
        said: dict[str, Reply] = {}
        for question in questionnaire.questions:
            if question.when is not None and not holds(question.when, said):
                continue
            reply = self._reply(question)
            if reply is not None:
                said[question.key] = reply
        return said

    def _reply(self, question: Question) -> Reply | None:
        if question.key == "kommunen_beteiligt" and self._is_city:
            return NOT_APPLICABLE
        make = self._makers().get(question.kind)
        if make is None or (not question.required and self._chance.random() < 0.12):
            return NOT_APPLICABLE if make is None and question.may_not_apply else None
        return given(make(question))

    def _makers(self) -> dict[QuestionKind, Callable[[Question], Any]]:
        return {
            QuestionKind.TEXT: lambda q: self._chance.choice(TEXTS[q.key]),
            QuestionKind.LONG_TEXT: self._sentences,
            QuestionKind.NUMBER: lambda q: str(self._chance.randint(*_NUMBERS[q.key])),
            QuestionKind.DATE: lambda _q: str(self._day - datetime.timedelta(self._chance.randint(60, 900))),
            QuestionKind.CHOICE: lambda q: self._one([option.key for option in q.options]),
            QuestionKind.SCALE: lambda q: self._degree([option.key for option in q.options]),
            QuestionKind.CHOICES: self._some,
            QuestionKind.RANKING: self._ranked,
            QuestionKind.MATRIX: self._matrix,
            QuestionKind.TABLE: self._table,
        }

    def _sentences(self, question: Question) -> str:
        pool = TEXTS[question.key]
        return " ".join(self._chance.sample(pool, k=min(len(pool), self._chance.choice((1, 1, 2)))))

    def _one(self, keys: list[str]) -> str:
        """The first options say the better in these worksheets."""
        weights = [1 + 4 * self._good / (1 + place) for place in range(len(keys))]
        return self._chance.choices(keys, weights)[0]

    def _degree(self, keys: list[str]) -> str:
        """The last step of a scale says the most."""
        middle = self._good * (len(keys) - 1)
        weights = [1 / (0.4 + abs(place - middle)) ** 2 for place in range(len(keys))]
        return self._chance.choices(keys, weights)[0]

    def _some(self, question: Question) -> list[str]:
        keys = [option.key for option in question.options]
        most = min(int(question.most or 4), len(keys))
        chosen = set(self._chance.sample(keys, k=self._chance.randint(1, most)))
        return [key for key in keys if key in chosen]

    def _ranked(self, question: Question) -> list[str]:
        keys = [option.key for option in question.options]
        most = min(int(question.most or 5), len(keys))
        return self._chance.sample(keys, k=self._chance.randint(int(question.least or 1), most))

    def _matrix(self, question: Question) -> dict[str, str]:
        keys = [option.key for option in question.options]
        towards = self._degree if question.key == "bereiche_erreicht" else self._one
        return {row.key: towards(keys) for row in question.rows}

    def _table(self, question: Question) -> list[dict[str, str]]:
        count = self._chance.randint(2, 4)
        if question.key == "teilgruppen":
            return [
                {
                    "gruppe": group,
                    "anzahl": str(self._chance.randint(8, 160)),
                    "quelle": self._chance.choice(_SOURCES),
                }
                for group in self._chance.sample(_GROUPS, k=count)
            ]
        days = sorted(self._day - datetime.timedelta(self._chance.randint(20, 350)) for _ in range(count))
        return [
            {
                "tag": day.isoformat(),
                "thema": self._chance.choice(_TOPICS),
                "anwesend": str(self._chance.randint(6, 14)),
            }
            for day in days
        ]

"""What a survey says, as far as the number of its answers allows."""

import random
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from klappt.alliances.scope import every_alliance
from klappt.core.small_numbers import Pool, pooled, still_needed
from klappt.needs.enums import Level, SurveyState
from klappt.needs.models import Survey, SurveyAnswer, SurveyItem
from klappt.needs.selectors.survey_texts import items_of


@dataclass(frozen=True)
class Part:
    """How many said this level, and how many stand before it in the picture."""

    level: Level
    count: int
    before: int


@dataclass(frozen=True)
class ItemResult:
    """One line: how many ticked it, and how it goes with it for those who said so."""

    item: SurveyItem
    chosen: int
    asked: int
    levels: dict[str, int]
    minimum: int

    @property
    def share(self) -> int:
        """Per cent of those who ticked anything, to the nearest whole."""
        return round(100 * self.chosen / self.asked) if self.asked else 0

    @property
    def rated(self) -> int:
        return sum(self.levels.values())

    @property
    def shows_rating(self) -> bool:
        return self.rated >= self.minimum

    @property
    def parts(self) -> list[Part]:
        """From good to bad."""
        counts = [self.levels.get(level, 0) for level in Level]
        return [Part(level, counts[n], sum(counts[:n])) for n, level in enumerate(Level)]


@dataclass(frozen=True)
class Results:
    """Over `n` released answers. `shows_choice` is False where too few ticked anything."""

    n: int
    lines: list[ItemResult]
    shows_choice: bool
    texts: list[SurveyAnswer]
    texts_held_back: int


@dataclass(frozen=True)
class Standing:
    """How many answers there are, how many the results show, how many are still needed for new ones."""

    answers: int
    released: int
    needed: int

    @property
    def may_release(self) -> bool:
        return self.needed == 0

    @property
    def held_back(self) -> int:
        return self.answers - self.released


def find_survey(code: str) -> Survey | None:
    """The survey an address belongs to, of whatever alliance."""
    with every_alliance(reason="the address of a survey does not say whose it is"):
        found: Survey | None = Survey.objects.select_related("alliance").filter(code=code).first()
    return found


def standing(survey: Survey) -> Standing:
    answers = survey.answers.count()
    needed = still_needed(answers=answers, released=survey.released, minimum=survey.minimum_n)
    return Standing(answers, survey.released, needed)


def language_pools(survey: Survey, state: SurveyState) -> tuple[Pool, ...]:
    """Languages large enough to be looked at by themselves; only when nothing can be added any more."""
    if state is not SurveyState.OVER or not survey.released or standing(survey).may_release:
        return ()
    rows = survey.answers.filter(is_released=True).order_by().values_list("language", flat=True)
    counts = Counter(dict.fromkeys(survey.languages, 0))
    counts.update(rows)
    return pooled(counts, survey.minimum_n)


def results(survey: Survey, *, languages: Collection[str] = ()) -> Results | None:
    """What the released answers say; None while there are none. `languages` must be those of one pool."""
    rows = survey.answers.filter(is_released=True)
    if languages:
        rows = rows.filter(language__in=languages)
    answers = list(rows.order_by("pk"))
    if len(answers) < survey.minimum_n:
        return None
    lines = _lines(survey, answers)
    asked = sum(1 for answer in answers if answer.chosen)
    texts = [answer for answer in answers if answer.text]
    # In no order that says anything; the same each time, so that nothing jumps.
    random.Random(survey.code).shuffle(texts)  # noqa: S311 - hides an order, guards no secret
    enough = len(texts) >= survey.minimum_n
    return Results(
        n=len(answers),
        lines=sorted(lines, key=lambda line: (-line.chosen, line.item.position)),
        shows_choice=asked >= survey.minimum_n,
        texts=texts if enough else [],
        texts_held_back=0 if enough else len(texts),
    )


def _lines(survey: Survey, answers: list[SurveyAnswer]) -> list[ItemResult]:
    chosen: Counter[int] = Counter(key for answer in answers for key in answer.chosen)
    asked = sum(1 for answer in answers if answer.chosen)
    rated: dict[str, Counter[str]] = {}
    for answer in answers:
        for key, level in answer.ratings.items():
            rated.setdefault(key, Counter())[level] += 1
    return [
        ItemResult(item, chosen[item.pk], asked, dict(rated.get(str(item.pk), {})), survey.minimum_n)
        for item in items_of(survey)
    ]

"""What a survey says, as far as the number of its answers allows."""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
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
    may_show_rating: bool

    @property
    def share(self) -> int:
        """Per cent of those who ticked anything, to the nearest whole."""
        return round(100 * self.chosen / self.asked) if self.asked else 0

    @property
    def rated(self) -> int:
        return sum(self.levels.values())

    @property
    def shows_rating(self) -> bool:
        return self.may_show_rating and self.rated > 0

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


def results(survey: Survey, *, pools: Sequence[Pool] = (), chosen: Pool | None = None) -> Results | None:
    """What the released answers say, or those of one pool of languages; None while there are none.

    Of a pool a figure only shows when every pool has enough people behind it, or none: otherwise the total
    minus the others would be a figure from few.
    """
    answers = list(survey.answers.filter(is_released=True).order_by("pk"))
    if len(answers) < survey.minimum_n:
        return None
    items, minimum = items_of(survey), survey.minimum_n
    groups = (
        [[each for each in answers if each.language in pool.keys] for pool in pools] if chosen else [answers]
    )
    shown = groups[pools.index(chosen)] if chosen else answers
    closed = {
        item.pk for item in items if not _enough((_rated(item, group) for group in groups), minimum=minimum)
    }
    texts = [answer for answer in shown if answer.text]
    # In no order that says anything; the same each time, so that nothing jumps.
    random.Random(survey.code).shuffle(texts)  # noqa: S311 - hides an order, guards no secret
    lines = [_line(item, shown, shows_rating=item.pk not in closed) for item in items]
    shows_choice = _enough((_asked(group) for group in groups), minimum=minimum)
    return Results(
        n=len(shown),
        lines=sorted(lines, key=lambda line: (-line.chosen * shows_choice, line.item.position)),
        shows_choice=shows_choice,
        texts=texts if len(texts) >= minimum else [],
        texts_held_back=len(texts) if len(texts) < minimum else 0,
    )


def _enough(counts: Iterable[int], *, minimum: int) -> bool:
    found = list(counts)
    return any(found) and all(count == 0 or count >= minimum for count in found)


def _asked(answers: list[SurveyAnswer]) -> int:
    return sum(1 for answer in answers if answer.chosen)


def _rated(item: SurveyItem, answers: list[SurveyAnswer]) -> int:
    return sum(1 for answer in answers if str(item.pk) in answer.ratings)


def _line(item: SurveyItem, answers: list[SurveyAnswer], *, shows_rating: bool) -> ItemResult:
    key = str(item.pk)
    return ItemResult(
        item=item,
        chosen=sum(1 for answer in answers if item.pk in answer.chosen),
        asked=_asked(answers),
        levels=dict(Counter(answer.ratings[key] for answer in answers if key in answer.ratings)),
        may_show_rating=shows_rating,
    )

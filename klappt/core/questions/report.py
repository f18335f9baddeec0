"""The next question and how everything stands as JSON, for whoever computes on."""

from collections.abc import Iterator, Mapping

from klappt.core.catalogue import Catalogue, Offer, Result
from klappt.core.catalogue.conditions import value_as_json
from klappt.core.conditions import AllOf, Answer, Attribute, Judgement
from klappt.core.questions.ask import Matter, Question, Standing, Step
from klappt.core.questions.goals import GoalStep


def step_as_json(step: Step, catalogue: Catalogue, language: str = "de") -> dict[str, object]:
    """`{"question", "settled", "results", "excluded"}` as docs/core/questions.md says."""
    out = (Answer.NO,)
    kept = [standing for standing in step.standings if standing.possible != out]
    return {
        "question": _question(step.question, language),
        "settled": step.settled,
        "results": [_standing(standing, catalogue, language) for standing in kept],
        "excluded": [standing.key for standing in step.standings if standing.possible == out],
    }


def goal_step_as_json(
    step: GoalStep, catalogue: Catalogue, goal: str, language: str = "de"
) -> dict[str, object]:
    """The same for a goal; `reachable` false means that no chain leads there whatever is answered."""
    labels = next(one.labels for one in catalogue.goals if one.key == goal)
    result = {
        "kind": Matter.GOAL.value,
        "key": goal,
        "label": words_in(labels, language, goal),
        "reachable": step.reachable,
        "ask": list(step.ask),
    }
    return {"question": _question(step.question, language), "settled": step.settled, "results": [result]}


def words_in(words: Mapping[str, str], language: str, instead: str) -> str:
    """The words in this language, else in any, else `instead`."""
    return words.get(language) or next(iter(words.values()), "") or instead


def question_text(attribute: Attribute, language: str) -> str:
    """How a person is asked for it."""
    return words_in(attribute.questions or attribute.labels, language, attribute.key)


def _question(question: Question | None, language: str) -> dict[str, object] | None:
    if question is None:
        return None
    attribute = question.attribute
    found: dict[str, object] = {
        "attr": attribute.key,
        "text": question_text(attribute, language),
        "kind": attribute.kind.value,
    }
    if attribute.values:
        labels = attribute.value_labels
        found["values"] = [
            {"value": value, "label": words_in(labels.get(value, {}), language, value)}
            for value in attribute.values
        ]
    if question.cuts:
        found["cuts"] = [value_as_json(value) for value in question.cuts]
    return found


def _standing(standing: Standing, catalogue: Catalogue, language: str) -> dict[str, object]:
    offers = {one.key: one for one in (*catalogue.offers, *(idea.offer for idea in catalogue.ideas))}
    results = {one.key: one for one in catalogue.results}
    goals = {one.key: one for one in catalogue.goals}
    labels = {
        Matter.RESULT: lambda key: results[key].labels,
        Matter.OFFER: lambda key: offers[key].names,
        Matter.GOAL: lambda key: goals[key].labels,
    }[standing.matter](standing.key)
    found: dict[str, object] = {
        "kind": standing.matter.value,
        "key": standing.key,
        "label": words_in(labels, language, standing.key),
        "answer": None if standing.answer is None else standing.answer.word,
        "possible": [answer.word for answer in standing.possible],
        "ask": list(standing.ask),
    }
    if standing.matter is Matter.RESULT and standing.answer is not None:
        found["ways"] = list(_ways(results[standing.key], offers, language))
    return found


def _ways(result: Result, offers: Mapping[str, Offer], language: str) -> Iterator[dict[str, object]]:
    for way in result.ways:
        offer = offers[way.offer]
        yield {
            "offer": offer.key,
            "name": words_in(offer.names, language, offer.key),
            "tier": way.tier,
            "conditions": list(conditions_of(offer)),
            "also": list(way.also),
        }


def conditions_of(offer: Offer) -> Iterator[str]:
    """What access depends on, in words: the notes of the judgements that must all be met."""
    parts = offer.access.parts if isinstance(offer.access, AllOf) else (offer.access,)
    return (part.basis.note for part in parts if isinstance(part, Judgement) and part.basis.note)

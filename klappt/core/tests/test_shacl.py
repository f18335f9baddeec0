"""Five real benefits that others wrote as SHACL shapes: same answers, but unknown where not all is told (B3).

The shapes and the 73 made-up persons are from github.com/semantic-systems/text-to-SHACL (MIT).
"""

import json
import os
from pathlib import Path

import pytest
from rdflib import Graph

from klappt.core.conditions import Answer, CompiledCondition, Kind, answer, scales_of, state_of
from klappt.core.tests.shacl import Benefit

CORPUS = Path(os.environ.get("KLAPPT_CORPUS", ""), "eligibility_shacl")
EXPECTED = CORPUS / "expected_pyshacl.json"
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not EXPECTED.is_file(), reason="KLAPPT_CORPUS names no corpus"),
]


def persons():
    """Benefit, person, the profile, its verdict, and what SHACL and the authors say."""
    for name, expected in json.loads(EXPECTED.read_text()).items():
        benefit = Benefit(Graph().parse(CORPUS / name / "gold.ttl"))
        condition, attributes = benefit.condition(), benefit.attributes()
        for person, said in expected.items():
            profile = benefit.profile(Graph().parse(CORPUS / name / "profiles" / person))
            yield person, condition, attributes, profile, said


@pytest.fixture(scope="module")
def everybody():
    return list(persons())


def can_become(wanted, compiled, attributes, profile):
    """Whether some way of answering what is asked leads there."""
    verdict = compiled.verdict(state_of(profile, compiled.scales))
    if verdict.answer is wanted or not verdict.ask:
        return verdict.answer is wanted
    key = verdict.ask[0]
    scale = next(scale for scale in compiled.scales if scale.attribute.key == key)
    return any(can_become(wanted, compiled, attributes, {**profile, key: v}) for v in scale.samples[1:])


def test_all_five_benefits_and_their_persons_are_there(everybody):
    assert len(everybody) == 73
    kinds = {attribute.kind for _, _, attributes, _, _ in everybody for attribute in attributes}
    assert kinds == {Kind.BOOLEAN, Kind.CHOICE, Kind.NUMBER, Kind.DATE}


def test_whoever_is_eligible_gets_a_yes_and_nobody_else(everybody):
    wrong = [
        person
        for person, condition, attributes, profile, said in everybody
        if (answer(condition, profile, attributes).answer is Answer.YES) is not said["conforms"]
    ]
    assert wrong == []


def test_missing_information_is_unknown_with_the_question_to_ask(everybody):
    missing = [one for one in everybody if one[4]["comment"].startswith("Missing information")]
    verdicts = [answer(condition, profile, attributes) for _, condition, attributes, profile, _ in missing]
    assert len(verdicts) == 16
    assert {verdict.answer for verdict in verdicts} == {Answer.UNKNOWN}
    assert all(verdict.ask for verdict in verdicts)


def test_a_no_stays_no_whatever_is_told_and_an_unknown_can_still_become_a_yes(everybody):
    """Thirteen whom the authors count as refused only leave another way open that nobody has asked about."""
    found = {"no": 0, "unknown": 0}
    for person, condition, attributes, profile, said in everybody:
        if said["conforms"]:
            continue
        verdict = answer(condition, profile, attributes)
        compiled = CompiledCondition(condition, scales_of(attributes, [condition]))
        assert can_become(Answer.YES, compiled, attributes, profile) is bool(verdict.ask), person
        assert not set(verdict.ask) & set(profile), person
        found[verdict.answer.word] += 1
    assert found == {"no": 18, "unknown": 16 + 13}

"""The worksheets that come along (C1): sound, in the one form; what is local stays local."""

from importlib.resources import files
from typing import Any

import pytest
from django.urls import reverse

from conftest import Cast
from klappt.core.questionnaire.lineage import flaws
from klappt.core.questionnaire.model import LivingSource, Origin, QuestionKind, Sharing
from klappt.core.questionnaire.reading import write_questionnaire
from klappt.worksheets.services.ready_made import EDITIONS, publish_next, ready_made, take_over

ALL = [(key, number) for key, last in EDITIONS.items() for number in range(1, last + 1)]


@pytest.mark.parametrize(("key", "number"), ALL)
def test_each_is_sound_and_canonical(key: str, number: int) -> None:
    source = (files("klappt.worksheets") / "data" / f"{key}-{number}.json").read_text(encoding="utf-8")
    wording = ready_made(key, number)
    before = ready_made(key, number - 1) if number > 1 else None
    ever = {question.key for question in before.questions} if before else set()
    assert flaws(wording, before, ever) == ()
    assert write_questionnaire(wording) + "\n" == source


def test_every_kind_and_every_living_source_is_used() -> None:
    questions = [question for key, number in ALL for question in ready_made(key, number).questions]
    assert {question.kind for question in questions} == set(QuestionKind)
    assert {question.source for question in questions} - {None} == set(LivingSource)


def test_of_the_analysis_only_the_summary_leaves_the_alliance() -> None:
    sharing = {section.key: section.sharing for section in ready_made("bedarfe-und-angebote", 1).sections}
    assert sharing.pop("zusammenfassung") is Sharing.RESEARCH
    assert set(sharing.values()) == {Sharing.HERE}


def test_taking_over_twice_makes_nothing_twice(cast: Cast) -> None:
    assert len(take_over(by=cast.doris)) == len(EDITIONS)
    assert take_over(by=cast.doris) == []


def test_research_takes_them_over_with_one_button(cast: Cast, sign_in: Any) -> None:
    doris, address = sign_in(cast.doris), reverse("worksheets:take_ready_made")
    assert address in doris.get(reverse("worksheets:list")).content.decode()
    said = doris.post(address, follow=True).content.decode()
    assert "Bedarfs- und Angebotsanalyse" in said
    assert address not in said
    assert address not in sign_in(cast.lars).get(reverse("worksheets:list")).content.decode()


def test_the_second_edition_says_what_became_of_each_question(cast: Cast) -> None:
    take_over(by=cast.doris)
    second = publish_next("buendnisaufbau", by=cast.doris).questionnaire
    assert second.question("gfs_umfang").lineage.comparable is True
    assert second.question("federfuehrung_rueckhalt").lineage.comparable is False
    assert second.question("kerngruppe_wechsel").lineage.origin is Origin.NEW
    assert [gone.key for gone in second.gone] == ["kerngruppe_auswahl"]
    with pytest.raises(KeyError):
        publish_next("buendnisaufbau", by=cast.doris)

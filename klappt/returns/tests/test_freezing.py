"""A hand-in holds everything, and nothing that comes later changes it (C2)."""

import datetime
import hashlib
import json

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from conftest import Cast
from klappt.actors.models import Institution
from klappt.actors.tests.factories import make_institution
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.core.questionnaire.model import Lineage, Origin, Question, QuestionKind
from klappt.core.questionnaire.values import given
from klappt.returns.models import Clash, HandIn, SentAnswer, SentSection
from klappt.returns.selectors.frozen import Way, differences, read_frozen
from klappt.returns.selectors.whole import whole
from klappt.returns.services.answers import save_answer
from klappt.returns.services.handing_in import ChangedMeanwhile, hand_in
from klappt.returns.tests.factories import FULL, make_handed_in, make_return, write
from klappt.worksheets.services.editions import begin_draft, change_draft, publish
from klappt.worksheets.tests.factories import with_question

TODAY = timezone.localdate


def test_everything_is_in_it(cast: Cast) -> None:
    make_institution(cast.alliance, name="VHS Musterstadt")
    made = make_handed_in(cast)
    content = json.loads(made.content)
    assert hashlib.sha256(made.content.encode()).hexdigest() == made.fingerprint
    assert content["edition"]["fingerprint"] == made.edition.fingerprint
    assert content["answers"]["notes"]["value"] == "Bleibt bei uns."
    assert content["answers"]["aim"]["by"] == "Alma"
    assert content["living"]["actors"]["rows"][0][0] == "VHS Musterstadt"
    assert "why_no_lead" not in content["asked"]
    assert [each["way"] for each in content["sections"]] == ["here", "sent", "sent"]


def test_living_parts_go_along_with_their_section(cast: Cast) -> None:
    make_institution(cast.alliance, name="VHS Musterstadt")
    make_handed_in(cast)
    sent = SentAnswer.objects.get(question="actors")
    assert sent.state == "given"
    assert [row[0] for row in sent.value["rows"]] == ["VHS Musterstadt"]


def test_nothing_later_changes_it(cast: Cast) -> None:
    institution = make_institution(cast.alliance, name="VHS Musterstadt")
    made = make_handed_in(cast)
    before = (made.content, made.fingerprint, list(SentAnswer.objects.order_by("pk").values()))
    with set_up(cast.alliance):
        institution.name = "Ganz anders"
        institution.save()
        Institution.objects.create(alliance=cast.alliance, name="Neu", position=2)
    cast.alma.name = "Anna Neu"
    cast.alma.save()
    with set_up(cast.alliance):
        cast.alliance.name = "Umbenannt"
        cast.alliance.save()
    draft = begin_draft(worksheet=made.edition.worksheet, by=cast.doris)
    lineage = Lineage(Origin.REWORDED, comparable=False, why="Anders gefragt")
    aim = Question("aim", QuestionKind.LONG_TEXT, "Ganz andere Frage?", lineage=lineage)
    publish(
        edition=change_draft(
            edition=draft,
            to=with_question(draft.questionnaire, "building", aim),
            by=cast.doris,
            revision=draft.revision,
        ),
        by=cast.doris,
    )
    with scope(cast.alliance):
        row = HandIn.objects.select_related("edition").get(pk=made.pk)
        frozen = read_frozen(row)
    assert (row.content, row.fingerprint, list(SentAnswer.objects.order_by("pk").values())) == before
    assert (frozen.alliance, frozen.by) == ("Bündnis hier", "Alma")
    entry = frozen.entry("aim")
    assert entry
    assert (entry.question.label, entry.by) == ("Was ist Ihr wichtigstes Ziel?", "Alma")


def test_what_was_seen_is_what_is_sent(cast: Cast) -> None:
    made = make_return(cast, answers=FULL)
    with scope(cast.alliance):
        seen = whole(made, TODAY()).seen()
    write(cast, made, {"story": "Doch anders"})
    make_institution(cast.alliance, name="Neu dazugekommen")
    with scope(cast.alliance):
        with pytest.raises(ChangedMeanwhile) as refused:
            hand_in(return_=made, by=cast.alma, seen=seen)
        assert [question.key for question in refused.value.questions] == ["story", "actors"]
        assert not HandIn.objects.exists()
        hand_in(return_=made, by=cast.alma, seen=whole(made, TODAY()).seen())
    assert SentAnswer.objects.get(question="story").value == "Doch anders"


def test_two_texts_are_settled_first(cast: Cast) -> None:
    made = make_return(cast, answers=FULL)
    with scope(cast.alliance):
        save_answer(return_=made, question="aim", reply=given("Cerens Ziel"), by=cast.ceren, over=None)
        assert Clash.objects.filter(settled_at=None).count() == 1
        with pytest.raises(ValidationError) as refused:
            hand_in(return_=made, by=cast.alma)
    assert refused.value.code == "clash"
    assert not SentSection.objects.exists()


def test_what_is_held_back_is_frozen_as_such(cast: Cast) -> None:
    made = make_return(cast, answers=FULL)
    with scope(cast.alliance):
        frozen = read_frozen(hand_in(return_=made, by=cast.alma, held_back=["advice"]))
    ways = {each.section.key: each.way for each in frozen.sections}
    assert [key for key, way in ways.items() if way is Way.HELD_BACK] == ["advice"]
    assert [key for key, way in ways.items() if way is Way.HERE] == ["notes"]


def test_the_difference_between_two_hand_ins(cast: Cast) -> None:
    first = make_handed_in(cast)
    with set_up(cast.alliance):
        first.of_return.state = "reopened"
        first.of_return.save()
    write(cast, first.of_return, {"aim": "Ein neues Ziel"})
    with scope(cast.alliance):
        second = hand_in(return_=first.of_return, by=cast.alma)
        found = differences(read_frozen(first), read_frozen(second))
    assert second.number == 2
    assert [(each.question.key, each.before, each.after) for each in found] == [
        ("aim", given("Ausbildung für alle"), given("Ein neues Ziel"))
    ]
    assert SentSection.objects.filter(is_latest=True).values_list("hand_in", flat=True).distinct().get() == 2


def test_what_was_handed_in_earlier_keeps_its_day(cast: Cast) -> None:
    made = make_return(cast, answers=FULL)
    at = datetime.datetime(2025, 3, 1, 10, tzinfo=timezone.get_current_timezone())
    with scope(cast.alliance):
        done = hand_in(return_=made, by=cast.alma, at=at)
    assert json.loads(done.content)["living"]["actors"]["as_of"] == "2025-03-01"
    assert done.at == at

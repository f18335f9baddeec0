"""B4: which offers answer a need, and what follows where none does."""

import pytest
from django.core.exceptions import ValidationError

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.audit.models import Event
from klappt.chains.enums import ConsequenceKind
from klappt.chains.models import Consequence, Hint, NeedReview
from klappt.chains.services.answers import draw_consequence, remove_consequence, set_answers
from klappt.chains.services.hints import give_hint
from klappt.chains.tests.factories import make_lever, make_need
from klappt.offers.tests.factories import make_offer
from klappt.profiles.tests.factories import make_subgroup


def test_the_chosen_offers_answer_the_need_and_no_others(cast: Cast) -> None:
    need = make_need(cast.alliance)
    first, second = make_offer(cast.alliance, "Kurs A"), make_offer(cast.alliance, "Kurs B")
    with scope(cast.alliance):
        set_answers(need=need, offers=[first, second], by=cast.alma)
        set_answers(need=need, offers=[second], by=cast.alma)
        assert [answer.offer for answer in need.answers.all()] == [second]


def test_saying_that_there_is_none_is_a_statement(cast: Cast) -> None:
    need = make_need(cast.alliance)
    with scope(cast.alliance):
        assert not NeedReview.objects.exists()
        set_answers(need=need, offers=[], by=cast.alma)
        assert NeedReview.objects.get().by == cast.alma
        assert Event.objects.latest("pk").verb == "chains.need_reviewed"


def test_a_lever_a_measure_or_leaving_it_with_a_reason(cast: Cast) -> None:
    need, group, lever = make_need(cast.alliance), make_subgroup(cast.alliance), make_lever(cast.alliance)
    with scope(cast.alliance):
        where = {"need": need, "subgroup": group, "by": cast.alma}
        draw_consequence(kind=ConsequenceKind.LEVER, lever=lever, words="egal", **where)
        draw_consequence(kind=ConsequenceKind.MEASURE, words="JMD fragt nach", **where)
        draw_consequence(kind=ConsequenceKind.LEAVE, words="Ab 2027 im Bund geplant", **where)
        kept = {(row.kind, row.lever, row.words) for row in Consequence.objects.all()}
        assert ("lever", lever, "egal") in kept
        assert ("leave", None, "Ab 2027 im Bund geplant") in kept
        remove_consequence(consequence=Consequence.objects.get(kind="measure"), by=cast.alma)
        assert Consequence.objects.count() == 2


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        (ConsequenceKind.LEVER, "lever"),
        (ConsequenceKind.MEASURE, "words"),
        (ConsequenceKind.LEAVE, "words"),
    ],
)
def test_a_consequence_that_says_nothing_is_refused(cast: Cast, kind: ConsequenceKind, field: str) -> None:
    need, group = make_need(cast.alliance), make_subgroup(cast.alliance)
    with scope(cast.alliance), pytest.raises(ValidationError) as refused:
        draw_consequence(need=need, subgroup=group, kind=kind, words=" ", by=cast.alma)
    assert field in refused.value.message_dict


def test_a_lever_is_noted_once_at_a_cell(cast: Cast) -> None:
    need, group, lever = make_need(cast.alliance), make_subgroup(cast.alliance), make_lever(cast.alliance)
    with scope(cast.alliance):
        where = {"need": need, "subgroup": group, "kind": ConsequenceKind.LEVER, "by": cast.alma}
        draw_consequence(lever=lever, **where)
        with pytest.raises(ValidationError):
            draw_consequence(lever=lever, **where)


def test_hints_of_a_month_are_one_number_and_nobody_is_named(cast: Cast) -> None:
    offer, group = make_offer(cast.alliance), make_subgroup(cast.alliance)
    with scope(cast.alliance):
        for _ in range(3):
            give_hint(
                alliance=cast.alliance,
                goal_key="training",
                offer=offer,
                leaf="access.all[1]",
                subgroup=group,
                signature="Praxis",
            )
        give_hint(alliance=cast.alliance, goal_key="training", signature="Praxis")
        assert sorted(Hint.objects.values_list("count", flat=True)) == [1, 3]
    assert not Event.objects.filter(verb="chains.hint_given").exclude(by=None).exists()

"""B5: how a step is arranged, and how handovers are counted."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from conftest import Cast
from klappt.actors.tests.factories import make_institution
from klappt.alliances.scope import scope
from klappt.chains.enums import LinkKind
from klappt.chains.models import InterfaceRule, Link, TransferMonth
from klappt.chains.services.links import end_link, remove_rule, set_link, set_rule
from klappt.chains.services.transfers import count_transfers
from klappt.chains.tests.factories import make_link
from klappt.offers.tests.factories import make_offer

OCTOBER = datetime.date(2026, 10, 17)
COUNTS = {
    "asked": 10,
    "accepted": 6,
    "lapsed": 1,
    "refusals": {"no_place": 2, "language": 0},
    "answer_times": {"3": 5, "14": 3},
}


def test_a_step_has_one_open_link_that_is_changed_not_doubled(cast: Cast) -> None:
    link = make_link(cast.alliance, note="alt")
    with scope(cast.alliance):
        set_link(source=link.source, target=link.target, kind=LinkKind.TRANSFER, note="neu", by=cast.alma)
        row = Link.objects.get()
        assert (row.pk, row.kind, row.note) == (link.pk, LinkKind.TRANSFER, "neu")


def test_the_way_back_is_a_link_of_its_own(cast: Cast) -> None:
    link = make_link(cast.alliance)
    make_link(cast.alliance, link.target, link.source)
    with scope(cast.alliance):
        assert Link.objects.count() == 2


def test_an_offer_is_not_linked_with_itself(cast: Cast) -> None:
    offer = make_offer(cast.alliance)
    with scope(cast.alliance), pytest.raises(ValidationError) as refused:
        set_link(source=offer, target=offer, kind=LinkKind.LINK, by=cast.alma)
    assert "target" in refused.value.message_dict


def test_an_ended_link_stays_and_holds_no_longer(cast: Cast) -> None:
    link = make_link(cast.alliance, since=datetime.date(2025, 1, 1))
    with scope(cast.alliance):
        end_link(link=link, on=OCTOBER, by=cast.alma)
        assert list(Link.objects.agreed_on(OCTOBER)) == [link]
        assert not Link.objects.agreed_on(OCTOBER + datetime.timedelta(days=1)).exists()


def test_ending_before_the_beginning_is_refused(cast: Cast) -> None:
    link = make_link(cast.alliance, since=OCTOBER)
    with scope(cast.alliance), pytest.raises(ValidationError) as refused:
        end_link(link=link, on=datetime.date(2025, 1, 1), by=cast.alma)
    assert "valid_until" in refused.value.message_dict


def test_a_line_of_an_interface_rule_says_who_hands_what_to_whom_by_when(cast: Cast) -> None:
    link, vhs = make_link(cast.alliance), make_institution(cast.alliance)
    with scope(cast.alliance):
        line = set_rule(
            link=link,
            what="Teilnahmebescheinigung",
            giver=vhs,
            giver_words="Kursleitung",
            receiver_words="Beratungslehrkraft",
            by_when="zwei Wochen vor Kursende",
            by=cast.alma,
        )
        assert (line.gives, line.receives) == ("VHS Musterstadt (Kursleitung)", "Beratungslehrkraft")
        remove_rule(rule=line, by=cast.alma)
        assert not InterfaceRule.objects.exists()


def test_a_line_without_a_giver_or_receiver_is_refused(cast: Cast) -> None:
    link = make_link(cast.alliance)
    for people, field in (({"giver_words": "A"}, "receiver"), ({"receiver_words": "B"}, "giver")):
        with scope(cast.alliance), pytest.raises(ValidationError) as refused:
            set_rule(link=link, what="Bescheinigung", by=cast.alma, **people)
        assert set(refused.value.message_dict) == {field}


def test_a_month_is_counted_once_and_corrected_in_place(cast: Cast) -> None:
    link = make_link(cast.alliance)
    with scope(cast.alliance):
        count_transfers(link=link, month=OCTOBER, by=cast.paula, **COUNTS)
        count_transfers(link=link, month=OCTOBER, by=cast.paula, **{**COUNTS, "accepted": 7})
        row = TransferMonth.objects.get()
        assert (row.month, row.asked, row.accepted, row.refused) == (datetime.date(2026, 10, 1), 10, 7, 2)
        assert (row.lapsed, row.open, row.refusals) == (1, 0, {"no_place": 2})


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"accepted": 8}, "asked"),
        ({"answer_times": {"3": 9}}, "answer_times"),
        ({"month": datetime.date(2099, 1, 1)}, "month"),
    ],
)
def test_counts_that_contradict_each_other_are_refused(cast: Cast, wrong: dict, field: str) -> None:
    link = make_link(cast.alliance)
    with scope(cast.alliance), pytest.raises(ValidationError) as refused:
        count_transfers(link=link, by=cast.paula, **{"month": OCTOBER, **COUNTS, **wrong})
    assert field in refused.value.message_dict
    with scope(cast.alliance):
        assert not TransferMonth.objects.exists()


def test_a_reason_that_is_not_in_the_list_is_refused(cast: Cast) -> None:
    link = make_link(cast.alliance)
    with scope(cast.alliance), pytest.raises(ValidationError):
        count_transfers(link=link, month=OCTOBER, by=cast.paula, **{**COUNTS, "refusals": {"Herkunft": 1}})

"""Two entries become one and nothing is lost."""

import datetime

from conftest import Cast
from klappt.actors.enums import ApproachState, CooperationFormat, Criterion, Rating, Tick, WishKind
from klappt.actors.models import (
    Approach,
    CriterionMark,
    DismissedPair,
    Institution,
    SecondText,
    SelectionWish,
)
from klappt.actors.services.contacts import Contact
from klappt.actors.services.cooperation import assess_cooperation, mark_criterion, record_cooperation
from klappt.actors.services.merging import dismiss_pair, merge_institutions
from klappt.actors.tests.factories import make_institution
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.audit.models import Event

DAY = datetime.date(2026, 3, 1)


def pair(cast: Cast) -> tuple[Institution, Institution]:
    return (
        make_institution(
            cast.alliance, "JMD", note="kommt gern", contacts=[Contact(name="N. Yilmaz", phone="0211 1")]
        ),
        make_institution(
            cast.alliance,
            "Jugendmigrationsdienst",
            note="hat Räume",
            contacts=[
                Contact(name="n. yilmaz", email="yilmaz@example.org"),
                Contact(name="T. Roth", phone="0211 1"),
            ],
        ),
    )


def merge(cast: Cast, kept: Institution, dropped: Institution) -> Institution:
    return merge_institutions(kept=kept, dropped=dropped, by=cast.alma, values={"name": dropped.name})


def test_choices_hold_and_texts_are_joined(cast: Cast) -> None:
    kept, dropped = pair(cast)
    with scope(cast.alliance):
        merge(cast, kept, dropped)
        now = Institution.objects.get()
    assert (now.pk, now.name, now.note) == (kept.pk, "Jugendmigrationsdienst", "kommt gern\nhat Räume")


def test_contacts_are_united(cast: Cast) -> None:
    kept, dropped = pair(cast)
    with scope(cast.alliance):
        merge(cast, kept, dropped)
        rows = [(each.name, each.phone, each.email) for each in kept.contacts.all()]
    assert rows == [("N. Yilmaz", "0211 1", "yilmaz@example.org"), ("T. Roth", "0211 1", "")]


def test_it_is_one_event(cast: Cast) -> None:
    kept, dropped = pair(cast)
    before = Event.objects.count()
    with scope(cast.alliance):
        merge(cast, kept, dropped)
    latest = Event.objects.first()
    assert latest is not None
    assert (latest.verb, Event.objects.count()) == ("actors.institutions_merged", before + 1)


def test_cooperation_assessments_and_second_texts_move(cast: Cast) -> None:
    kept, dropped = pair(cast)
    with scope(cast.alliance):
        record_cooperation(institution=dropped, format=CooperationFormat.EXCHANGE, since=DAY, by=cast.alma)
        assess_cooperation(institution=dropped, rating=Rating.GOOD, by=cast.alma)
    with set_up(cast.alliance):
        SecondText.objects.create(alliance=cast.alliance, institution=dropped, column="note", text="B")
    with scope(cast.alliance):
        merge(cast, kept, dropped)
        assert (kept.cooperations.count(), kept.assessments.count(), kept.second_texts.count()) == (1, 1, 1)


def test_marks_of_both_meet(cast: Cast) -> None:
    kept, dropped = pair(cast)
    with scope(cast.alliance):
        for institution, meets, note in ((kept, Tick.NO, "laut A"), (dropped, Tick.YES, "laut B")):
            mark_criterion(
                institution=institution, criterion=Criterion.OFFERS, meets=meets, note=note, by=cast.alma
            )
        mark_criterion(institution=dropped, criterion=Criterion.DECIDES, meets=Tick.NO, by=cast.alma)
        merge(cast, kept, dropped)
        found = {m.criterion: (m.meets, m.note) for m in CriterionMark.objects.filter(institution=kept)}
    assert found == {"offers": (Tick.YES, "laut A\nlaut B"), "decides": (Tick.NO, "")}


def test_of_two_open_approaches_the_further_one_stays(cast: Cast) -> None:
    kept, dropped = pair(cast)
    with set_up(cast.alliance):
        for institution, state in ((kept, ApproachState.PROPOSED), (dropped, ApproachState.APPROACHED)):
            Approach.objects.create(
                alliance=cast.alliance,
                institution=institution,
                state=state,
                person=institution.contacts.first(),
                reason=institution.name,
            )
    with scope(cast.alliance):
        merge(cast, kept, dropped)
        now = Approach.objects.get()
        assert (now.institution, now.state, now.reason) == (
            kept,
            ApproachState.APPROACHED,
            "JMD\nJugendmigrationsdienst",
        )
        assert str(now.person) == "N. Yilmaz"


def test_a_declined_approach_stays_beside_the_open_one(cast: Cast) -> None:
    kept, dropped = pair(cast)
    with set_up(cast.alliance):
        Approach.objects.create(alliance=cast.alliance, institution=kept)
        Approach.objects.create(
            alliance=cast.alliance, institution=dropped, state=ApproachState.DECLINED, reason="keine Zeit"
        )
    with scope(cast.alliance):
        merge(cast, kept, dropped)
        assert kept.approaches.count() == 2


def test_a_contradicting_wish_is_told(cast: Cast) -> None:
    kept, dropped = pair(cast)
    with set_up(cast.alliance):
        SelectionWish.objects.create(alliance=cast.alliance, institution=kept, kind=WishKind.MUST)
        SelectionWish.objects.create(
            alliance=cast.alliance, institution=dropped, kind=WishKind.MUST_NOT, note="befangen"
        )
    with scope(cast.alliance):
        merge(cast, kept, dropped)
        wish = SelectionWish.objects.get()
    assert wish.kind == WishKind.MUST
    assert "befangen" in wish.note


def test_a_dismissed_pair_is_kept_in_order_and_once(cast: Cast) -> None:
    one, other = pair(cast)
    with scope(cast.alliance):
        for first, second in ((other, one), (one, other)):
            dismiss_pair(first=first, second=second, by=cast.alma)
        row = DismissedPair.objects.get()
    assert (row.first_id, row.second_id) == (one.pk, other.pk)


def test_what_was_told_apart_stays_told_apart_after_a_merge(cast: Cast) -> None:
    kept, dropped = pair(cast)
    third = make_institution(cast.alliance, "JMD Nord")
    with scope(cast.alliance):
        dismiss_pair(first=dropped, second=third, by=cast.alma)
        dismiss_pair(first=dropped, second=kept, by=cast.alma)
        merge(cast, kept, dropped)
        row = DismissedPair.objects.get()
    assert {row.first_id, row.second_id} == {kept.pk, third.pk}

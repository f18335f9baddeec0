"""The full catalogue: offers with links and goals, as core computes with them."""

import datetime
from decimal import Decimal
from fractions import Fraction

from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.chains.enums import LeverKind, LeverState, LinkKind
from klappt.chains.selectors.catalogue import full_catalogue
from klappt.chains.services.levers import About
from klappt.chains.services.links import set_rule
from klappt.chains.tests.factories import make_idea, make_lever, make_link
from klappt.core.catalogue import Link, read_catalogue, write_catalogue
from klappt.core.catalogue import LinkKind as CoreKind

TODAY = datetime.date(2026, 11, 22)


def test_a_link_is_in_it_with_its_interface_rule(cast: Cast) -> None:
    link = make_link(cast.alliance, kind=LinkKind.TRANSFER)
    with scope(cast.alliance):
        set_rule(link=link, what="Bescheinigung", giver_words="A", receiver_words="B", by=cast.alma)
        found = full_catalogue(cast.alliance, TODAY)
    step = (link.source.key, link.target.key)
    assert found.links == (Link(*step, kind=CoreKind.TRANSFER, agreed=True, interface_rule=True),)


def test_an_ended_link_is_not(cast: Cast) -> None:
    link = make_link(cast.alliance, since=datetime.date(2026, 11, 23))
    with scope(cast.alliance):
        assert not full_catalogue(cast.alliance, TODAY).links
        assert full_catalogue(cast.alliance, link.valid_from).links


def test_a_lever_ahead_is_a_link_wished_for_with_its_effort(cast: Cast) -> None:
    lever = make_lever(cast.alliance, LeverKind.TRANSFER, effort=Decimal("2.5"))
    make_lever(
        cast.alliance,
        state=LeverState.DROPPED,
        about=About(source=lever.target, target=lever.source),
    )
    with scope(cast.alliance):
        (link,) = full_catalogue(cast.alliance, TODAY).links
    assert (link.agreed, link.effort, link.kind) == (False, Fraction(5, 2), CoreKind.TRANSFER)


def test_what_is_agreed_counts_before_what_is_wished_for(cast: Cast) -> None:
    link = make_link(cast.alliance)
    make_lever(cast.alliance, LeverKind.TRANSFER, about=About(source=link.source, target=link.target))
    with scope(cast.alliance):
        (found,) = full_catalogue(cast.alliance, TODAY).links
    assert (found.agreed, found.kind) == (True, CoreKind.LINK)


def test_it_can_be_written_and_read_again(cast: Cast) -> None:
    make_link(cast.alliance)
    make_idea(cast.alliance)
    with scope(cast.alliance):
        found = full_catalogue(cast.alliance, TODAY)
    assert read_catalogue(write_catalogue(found)) == found


def test_the_number_of_queries_does_not_grow(cast: Cast) -> None:
    counts = []
    for _ in range(2):
        for _each in range(3):
            make_lever(cast.alliance)
            make_link(cast.alliance)
        with scope(cast.alliance), CaptureQueriesContext(connection) as asked:
            full_catalogue(cast.alliance, TODAY)
        counts.append(len(asked))
    assert counts == [7, 7]

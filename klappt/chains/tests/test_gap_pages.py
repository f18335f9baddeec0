"""B4: the matrix, one cell with its evidence, the offers of a need."""

import datetime
from typing import Any

import pytest

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.chains.models import Consequence, NeedAnswer
from klappt.chains.selectors.matrix import matrix
from klappt.chains.services.answers import set_answers
from klappt.chains.tests.factories import make_idea, make_lever, make_need
from klappt.chains.tests.pages import text_of, url
from klappt.core.cells import CellState
from klappt.needs.models import Need, NeedSubgroup
from klappt.offers.models import Offer
from klappt.offers.tests.factories import make_offer, make_rule
from klappt.profiles.models import Subgroup
from klappt.profiles.tests.factories import make_subgroup

TODAY = datetime.date(2026, 11, 22)
B1 = {"all": [{"attr": "german", "op": ">=", "value": "B1", "source": "§ 4 IntV", "as_of": "2026-04-01"}]}


def answered(cast: Cast, need: Need, *offers: Offer) -> None:
    with scope(cast.alliance):
        set_answers(need=need, offers=offers, by=cast.alma)


def setting(cast: Cast) -> tuple[Need, Subgroup, Offer]:
    """A need with one regular course from B1 on, and a subgroup that stands at A2."""
    need = make_need(cast.alliance)
    group = make_subgroup(cast.alliance, "Anfänger", profile={"german": "A2"}, head_count=12)
    offer = make_offer(cast.alliance, "Berufssprachkurs", kind="regular")
    make_rule(offer, B1)
    answered(cast, need, offer)
    return need, group, offer


def test_a_cell_has_two_marks(cast: Cast) -> None:
    need, _group, _offer = setting(cast)
    make_subgroup(cast.alliance, "Fortgeschrittene", profile={"german": "B2"})
    make_subgroup(cast.alliance, "Wer weiß")
    unchecked = make_offer(cast.alliance, "Treff", kind="specific")
    with scope(cast.alliance):
        set_answers(need=need, offers=[*Offer.objects.all(), unchecked], by=cast.alma)
        found = matrix(cast.alliance, TODAY)
    marks = [(p.cell.regular.state, p.cell.specific.state) for p in found.rows[0].places if p.cell]
    assert marks == [
        (CellState.GAP, CellState.UNCHECKED),
        (CellState.MET, CellState.UNCHECKED),
        (CellState.UNCLEAR, CellState.UNCHECKED),
    ]


def test_a_need_nobody_has_looked_at_is_no_gap(cast: Cast) -> None:
    make_need(cast.alliance)
    make_subgroup(cast.alliance)
    with scope(cast.alliance):
        found = matrix(cast.alliance, TODAY)
        assert (found.counts[CellState.GAP], found.counts[CellState.UNCHECKED]) == (0, 1)
    with scope(cast.alliance):
        set_answers(need=Need.objects.get(), offers=[], by=cast.alma)
        found = matrix(cast.alliance, TODAY)
        assert (found.counts[CellState.GAP], found.waiting) == (1, 1)


def test_ideas_do_not_close_a_gap(cast: Cast) -> None:
    need, _group, _offer = setting(cast)
    idea = make_idea(cast.alliance, "Brückenkurs")
    make_rule(idea, {"all": []})
    answered(cast, need, idea)
    with scope(cast.alliance):
        assert matrix(cast.alliance, TODAY).counts[CellState.GAP] == 1


def test_a_subgroup_the_need_was_not_named_for_has_no_cell(cast: Cast, sign_in: Any) -> None:
    need, group, _offer = setting(cast)
    other = make_subgroup(cast.alliance, "Andere")
    with set_up(cast.alliance):
        NeedSubgroup.objects.create(alliance=cast.alliance, need=need, subgroup=group)
    with scope(cast.alliance):
        places = {p.subgroup: p.cell for p in matrix(cast.alliance, TODAY).rows[0].places}
    assert places[other] is None
    assert places[group] is not None
    assert "betrifft diese Teilgruppe nicht" in text_of(sign_in(cast.alma), url(cast, "gaps"))


def test_the_matrix_says_each_cell_in_words(cast: Cast, sign_in: Any) -> None:
    setting(cast)
    page = text_of(sign_in(cast.ceren), url(cast, "gaps"))
    assert "Regelangebote: Lücke. Spezifische Maßnahmen: Lücke." in page
    assert "12 Personen" in page


@pytest.mark.parametrize(("show", "there"), [("luecken", False), ("offen", True), ("", True)])
def test_the_matrix_is_narrowed(cast: Cast, sign_in: Any, show: str, there: bool) -> None:
    setting(cast)
    make_need(cast.alliance, "Wohnung finden")
    page = text_of(sign_in(cast.alma), url(cast, "gaps") + f"?show={show}")
    assert ("Wohnung finden" in page.split("<tbody>")[1]) == there


def test_the_first_thing_to_do_is_to_name_offers(cast: Cast, sign_in: Any) -> None:
    setting(cast)
    need = make_need(cast.alliance, "Wohnung finden")
    browser = sign_in(cast.alma)
    assert "Angebote zum nächsten Bedarf nennen" in text_of(browser, url(cast, "gaps"))
    answered(cast, need)
    assert "Nächste Lücke ansehen" in text_of(browser, url(cast, "gaps"))


def test_a_cell_opens_its_evidence(cast: Cast, sign_in: Any) -> None:
    need, group, offer = setting(cast)
    page = text_of(sign_in(cast.alma), url(cast, "cell", need.pk, group.pk))
    for words in ("Berufssprachkurs", "nicht offen", "Deutsch: mindestens B1", "§ 4 IntV", "01.04.2026"):
        assert words in page
    assert f"art=opening&amp;angebot={offer.key}&amp;stelle=access.all%5B0%5D" in page
    assert "Keine Rechtsberatung" in page


def test_what_would_have_to_be_asked_is_said(cast: Cast, sign_in: Any) -> None:
    need, _group, _offer = setting(cast)
    group = make_subgroup(cast.alliance, "Wer weiß")
    page = text_of(sign_in(cast.alma), url(cast, "cell", need.pk, group.pk))
    assert "Zu fragen: Deutsch" in page


def test_the_three_consequences(cast: Cast, sign_in: Any) -> None:
    need, group, _offer = setting(cast)
    lever = make_lever(cast.alliance)
    browser = sign_in(cast.alma)
    for kind, data in (
        ("lever", {"lever-lever": lever.pk}),
        ("measure", {"measure-words": "JMD fragt bei der VHS"}),
        ("leave", {"leave-words": "ab 2027 im Land geplant"}),
    ):
        assert browser.post(url(cast, "consequence", need.pk, group.pk, kind), data).status_code == 302
    page = text_of(browser, url(cast, "cell", need.pk, group.pk))
    for words in (str(lever), "JMD fragt bei der VHS", "ab 2027 im Land geplant"):
        assert words in page
    assert "Eine Folgerung ist vermerkt." in text_of(browser, url(cast, "gaps"))
    with scope(cast.alliance):
        row = Consequence.objects.get(kind="leave")
    browser.post(url(cast, "consequence_remove", row.pk))
    with scope(cast.alliance):
        assert Consequence.objects.count() == 2


def test_a_consequence_that_says_nothing_stays_on_the_page(cast: Cast, sign_in: Any) -> None:
    need, group, _offer = setting(cast)
    browser = sign_in(cast.alma)
    answer = browser.post(url(cast, "consequence", need.pk, group.pk, "leave"), {"leave-words": " "})
    assert answer.status_code == 422
    assert browser.post(url(cast, "consequence", need.pk, group.pk, "nonsense"), {}).status_code == 404
    with scope(cast.alliance):
        assert not Consequence.objects.exists()


def test_offers_are_named_and_taken_back(cast: Cast, sign_in: Any) -> None:
    need, _group, offer = setting(cast)
    browser = sign_in(cast.alma)
    assert "checked" in text_of(browser, url(cast, "answers", need.pk))
    browser.post(url(cast, "answers", need.pk), {"offers": []})
    with scope(cast.alliance):
        assert not NeedAnswer.objects.exists()
    browser.post(url(cast, "answers", need.pk), {"offers": [offer.pk]})
    with scope(cast.alliance):
        assert NeedAnswer.objects.get().offer == offer


def test_an_offer_of_another_alliance_cannot_be_named(cast: Cast, sign_in: Any) -> None:
    need, _group, _offer = setting(cast)
    theirs = make_offer(cast.other_alliance, "Geheim")
    answer = sign_in(cast.alma).post(url(cast, "answers", need.pk), {"offers": [theirs.pk]})
    assert answer.status_code == 422

"""B2: needs come with those who named them, and stand in the order the core group gave them."""

from typing import Any

import pytest
from django.urls import reverse

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.needs.models import Need, NeedSource
from klappt.needs.selectors.needs import narrowed, needs_with_all
from klappt.needs.services.needs import set_need_aside
from klappt.needs.tests.factories import DAY, make_need
from klappt.profiles.tests.factories import make_subgroup


def url(cast: Cast, name: str, *args: Any) -> str:
    return reverse(f"needs:{name}", args=[cast.alliance.key, *args])


def need_data(**values: Any) -> dict[str, Any]:
    return {
        "title": "Kurse am Vormittag",
        "theme": "language",
        "source-kind": "young",
        "source-as_of": "2026-05-04",
        "source-note": "Workshop",
        **values,
    }


def titles(response: Any) -> list[str]:
    return [line.need.title for line in response.context["lines"]]


def test_a_need_comes_with_its_first_source(cast: Cast, sign_in: Any) -> None:
    subgroup = make_subgroup(cast.alliance)
    sent = sign_in(cast.alma).post(url(cast, "add"), need_data(subgroups=[subgroup.pk]))
    with scope(cast.alliance):
        need = Need.objects.get()
        source = NeedSource.objects.get()
    assert sent.headers["Location"] == url(cast, "need", need.pk)
    assert (source.need_id, source.kind, source.as_of, source.note) == (need.pk, "young", DAY, "Workshop")
    html = sign_in(cast.paula).get(url(cast, "need", need.pk)).content.decode()
    for words in ("Kurse am Vormittag", "Sprache", subgroup.name, "Junge Menschen", "Workshop"):
        assert words in html


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", " "), ("theme", "weather"), ("source-kind", ""), ("source-as_of", "bald"), ("subgroups", "9")],
)
def test_without_a_word_or_a_source_nothing_is_stored(
    cast: Cast, sign_in: Any, field: str, value: str
) -> None:
    make_subgroup(cast.alliance)
    response = sign_in(cast.alma).post(url(cast, "add"), need_data(**{field: value}))
    assert response.status_code == 422
    with scope(cast.alliance):
        assert not Need.objects.exists()
        assert not NeedSource.objects.exists()


def test_a_need_of_nobody_in_particular_is_everybodys(cast: Cast) -> None:
    mothers, young = make_subgroup(cast.alliance, "Mütter"), make_subgroup(cast.alliance, "Junge")
    make_need(cast, "Betreuung", subgroups=f"{mothers.pk}")
    make_need(cast, "Wohnung")
    with scope(cast.alliance):
        of = {
            each: {need.title for need in narrowed(needs_with_all(), {"subgroup": str(each.pk)})}
            for each in (mothers, young)
        }
    assert of == {mothers: {"Betreuung", "Wohnung"}, young: {"Wohnung"}}


def test_the_list_narrows_by_what_stands_in_the_address(cast: Cast, sign_in: Any) -> None:
    make_need(cast, "Kurse am Vormittag", theme="language", text="für Mütter")
    make_need(cast, "Eigene Wohnung", theme="housing")
    browser, here = sign_in(cast.ceren), url(cast, "list")
    assert titles(browser.get(here)) == ["Kurse am Vormittag", "Eigene Wohnung"]
    assert titles(browser.get(here + "?theme=housing")) == ["Eigene Wohnung"]
    assert titles(browser.get(here + "?q=muetter")) == ["Kurse am Vormittag"]
    assert titles(browser.get(here + "?q=nichts+dergleichen")) == []
    for nonsense in ("?theme=own-x&subgroup=x&runde=x", "?subgroup=99999999999999999999", "?state=gone"):
        assert len(titles(browser.get(here + nonsense))) == 2


def test_a_need_set_aside_says_why_and_comes_back(cast: Cast, sign_in: Any) -> None:
    need = make_need(cast)
    browser = sign_in(cast.alma)
    assert browser.post(url(cast, "aside", need.pk), {"because": " "}).status_code == 422
    browser.post(url(cast, "aside", need.pk), {"because": "Seit September gedeckt"})
    assert titles(browser.get(url(cast, "list"))) == []
    assert titles(browser.get(url(cast, "list") + "?state=aside")) == ["Eigene Wohnung"]
    assert "Seit September gedeckt" in browser.get(url(cast, "need", need.pk)).content.decode()
    browser.post(url(cast, "take_up", need.pk))
    assert titles(browser.get(url(cast, "list"))) == ["Eigene Wohnung"]


def test_sources_gather_and_go_with_a_trace(cast: Cast, sign_in: Any) -> None:
    need = make_need(cast)
    browser = sign_in(cast.alma)
    for kind in ("practitioners", "volunteers"):
        browser.post(url(cast, "source_add", need.pk), {"kind": kind, "as_of": "2026-05-04", "note": "x"})
    (line,) = browser.get(url(cast, "list")).context["lines"]
    assert set(line.kinds) == {"Fachkräfte", "Ehrenamtliche"}
    with scope(cast.alliance):
        first = NeedSource.objects.order_by("pk")[0]
    browser.post(url(cast, "source_remove", first.pk))
    with scope(cast.alliance):
        assert NeedSource.objects.count() == 1
    trail = browser.get(reverse("alliances:trail", args=[cast.alliance.key])).content.decode()
    assert "Quelle eines Bedarfs entfernt" in trail


def test_a_source_by_hand_cannot_pretend_to_be_a_survey(cast: Cast, sign_in: Any) -> None:
    need = make_need(cast)
    data = {"kind": "survey", "as_of": "2026-05-04"}
    assert sign_in(cast.alma).post(url(cast, "source_add", need.pk), data).status_code == 422


def test_another_alliances_need_is_not_there(cast: Cast, sign_in: Any) -> None:
    need = make_need(cast)
    with scope(cast.alliance):
        set_need_aside(need=need, because="x", by=cast.alma, day=DAY)
    theirs = reverse("needs:need", args=[cast.other_alliance.key, need.pk])
    assert sign_in(cast.emil).get(theirs).status_code == 404


def test_an_empty_list_offers_two_ways_in(cast: Cast, sign_in: Any) -> None:
    html = sign_in(cast.alma).get(url(cast, "list")).content.decode()
    assert url(cast, "add") in html
    assert url(cast, "surveys") in html
    assert url(cast, "add") not in sign_in(cast.ceren).get(url(cast, "list")).content.decode()

"""The pages of subgroups and questions (B1)."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.accounts.models import User
from klappt.alliances.scope import scope
from klappt.config.tests.counting import assert_query_count
from klappt.profiles.forms.subgroup import SubgroupForm
from klappt.profiles.models import Attribute, Subgroup
from klappt.profiles.selectors.vocabulary import vocabulary
from klappt.profiles.services.subgroups import change_subgroup
from klappt.profiles.suggestions import SUGGESTIONS
from klappt.profiles.tests.factories import make_subgroup

SignIn = Callable[[User], Client]


def url(cast: Cast, name: str, *args: object) -> str:
    return reverse(f"profiles:{name}", args=[cast.alliance.key, *args])


def test_an_empty_list_offers_the_two_ways_in(cast: Cast, sign_in: SignIn) -> None:
    html = sign_in(cast.alma).get(url(cast, "list")).content.decode()
    assert url(cast, "suggestions") in html
    assert url(cast, "add") in html
    seen_by_a_member = sign_in(cast.ceren).get(url(cast, "list")).content.decode()
    assert url(cast, "suggestions") not in seen_by_a_member


def test_suggestions_are_taken_over_by_ticks(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.alma)
    chosen = [SUGGESTIONS[0][0], SUGGESTIONS[2][0], "gibt es nicht"]
    browser.post(url(cast, "suggestions"), {"chosen": chosen})
    with scope(cast.alliance):
        assert [each.name for each in Subgroup.objects.all()] == chosen[:2]
    assert "ist schon da" in browser.get(url(cast, "suggestions")).content.decode()


def test_every_suggestion_is_made_of_known_answers(cast: Cast) -> None:
    for name, _why, profile in SUGGESTIONS:
        assert make_subgroup(cast.alliance, name, profile=profile).profile == profile


def test_adding_describes_a_situation_and_leaves_the_rest_unknown(cast: Cast, sign_in: SignIn) -> None:
    data = {"name": "Junge Mütter", "profile-child_care": "yes", "profile-age": "18,5", "head_count": ""}
    sign_in(cast.alma).post(url(cast, "add"), data)
    with scope(cast.alliance):
        added = Subgroup.objects.get()
    assert (added.profile, added.head_count) == ({"age": 18.5, "child_care": True}, None)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"name": ""}, "id_name_error"),
        ({"name": "Neu", "head_count": "-3"}, "id_head_count_error"),
        ({"name": "Neu", "head_count_as_of": "2026-01-01"}, "keine Zahl"),
        ({"name": "Neu", "profile-age": "alt"}, "id_profile-age_error"),
        ({"name": "Schon da"}, "gibt es schon"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    cast: Cast, sign_in: SignIn, data: dict[str, str], words: str
) -> None:
    make_subgroup(cast.alliance, "Schon da")
    answer = sign_in(cast.alma).post(url(cast, "add"), {**data, "description": "mein Text"})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "mein Text" in answer.content.decode()
    with scope(cast.alliance):
        assert Subgroup.objects.count() == 1


def test_the_second_one_to_save_sees_what_the_first_wrote(cast: Cast, sign_in: SignIn) -> None:
    group = make_subgroup(cast.alliance)
    opened = group.changed_at.isoformat()
    with scope(cast.alliance):
        change_subgroup(subgroup=group, by=cast.alma, description="von Alma")
    browser = sign_in(cast.alma)
    mine = {"name": group.name, "description": "von mir", "opened": opened}
    answer = browser.post(url(cast, "edit", group.pk), mine)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "von Alma" in html
    assert "von mir" in html
    with scope(cast.alliance):
        group = Subgroup.objects.get()
    assert group.description == "von Alma"
    assert group.changed_at.isoformat() in html
    browser.post(url(cast, "edit", group.pk), {**mine, "opened": group.changed_at.isoformat()})
    with scope(cast.alliance):
        assert Subgroup.objects.get().description == "von mir"


def test_put_aside_and_used_again(cast: Cast, sign_in: SignIn) -> None:
    group, browser = make_subgroup(cast.alliance, "Alt"), sign_in(cast.alma)
    browser.post(url(cast, "retire", group.pk))
    assert "1 Teilgruppe zur Seite gelegt" in browser.get(url(cast, "list")).content.decode()
    browser.post(url(cast, "revive", group.pk))
    with scope(cast.alliance):
        assert Subgroup.objects.all().in_use().get() == group


def test_an_unknown_number_is_said_and_not_added_up(cast: Cast, sign_in: SignIn) -> None:
    make_subgroup(cast.alliance, "A", head_count=40)
    make_subgroup(cast.alliance, "B")
    html = sign_in(cast.bernd).get(url(cast, "list")).content.decode()
    assert "40 Menschen in 1 Teilgruppe" in html
    assert "Von 1 Teilgruppe weiß niemand" in html
    assert "unbekannt" in html


def test_a_question_of_ones_own(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.alma)
    data = {"label": "Ort", "kind": "choice", "values": "Nord"}
    assert browser.post(url(cast, "add_attribute"), data).status_code == 422
    browser.post(url(cast, "add_attribute"), {**data, "values": "Nord\nSüd"})
    html = browser.get(url(cast, "attributes")).content.decode()
    assert "Süd" in html
    browser.post(url(cast, "word_attribute", "ort"), {"label": "Wohnort", "question": "Wo wohnen Sie?"})
    assert "Wohnort" in browser.get(url(cast, "add")).content.decode()
    browser.post(url(cast, "retire_attribute", "ort"))
    assert "wird nicht mehr gefragt" in browser.get(url(cast, "attributes")).content.decode()
    assert "Wohnort" not in browser.get(url(cast, "attributes")).content.decode()
    with scope(cast.alliance):
        assert Attribute.objects.get().retired_on


def test_queries_do_not_grow_with_the_subgroups(cast: Cast, sign_in: SignIn) -> None:
    for number in range(50):
        make_subgroup(cast.alliance, f"Gruppe {number}", profile={"german": "A2"})
    assert_query_count("subgroups", sign_in(cast.alma), url(cast, "list"))


def test_saving_keeps_what_is_no_longer_asked(cast: Cast) -> None:
    with scope(cast.alliance):
        asked = [each for each in vocabulary(cast.alliance) if each.attribute.key != "german"]
    group = make_subgroup(cast.alliance, profile={"german": "A2", "work_permit": True})
    form = SubgroupForm({"name": "Neu", "profile-work_permit": "no"}, asked=asked, subgroup=group)
    assert form.is_valid(), form.errors
    assert form.values()["profile"] == {"german": "A2", "work_permit": False}

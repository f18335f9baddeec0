"""Trying to get at another alliance: by address, by posting foreign keys, by every page that takes one."""

from typing import Any

import pytest
from django.apps import apps
from django.urls import get_resolver, reverse

from conftest import Cast
from klappt.actors.models import Institution, InstitutionType
from klappt.actors.tests import routes
from klappt.actors.tests.factories import make_contact, make_institution
from klappt.actors.tests.pages import url
from klappt.actors.urls import urlpatterns
from klappt.alliances.scope import scope
from klappt.audit.models import Event

# Every address of the actor pages that names a row; a new one is among them by itself.
KEYED = {
    str(pattern.name): routes.ROUTES[f"actors:{pattern.name}"]
    for pattern in urlpatterns
    if "<int:" in str(pattern.pattern)
}


@pytest.fixture
def theirs(cast: Cast) -> Institution:
    return make_institution(cast.other_alliance, "Geheim", contacts=[make_contact(name="Emils Kontakt")])


@pytest.mark.parametrize("name", sorted(KEYED))
def test_a_key_of_another_alliance_opens_nothing_below_ones_own(cast: Cast, sign_in: Any, name: str) -> None:
    """Emil, who coordinates the other alliance, puts our keys below his own address."""
    route = KEYED[name]
    keys = route.kwargs(cast)
    before = Event.objects.count()
    browser = sign_in(cast.emil)
    address = url(cast, name, *keys.values(), alliance=cast.other_alliance)
    assert browser.get(address).status_code in {403, 404, 405}
    assert browser.post(address, route.data).status_code in {403, 404, 405}
    assert Event.objects.count() == before


def test_foreign_keys_in_a_form_are_not_among_the_chosen(
    cast: Cast, sign_in: Any, theirs: Institution
) -> None:
    browser = sign_in(cast.alma)
    for name, data in (
        ("act", {"action": "forum"}),
        ("remove_several", {}),
        ("act", {"action": "remove"}),
    ):
        response = browser.post(url(cast, name), {"chosen": [theirs.pk], **data}, follow=True)
        assert "Geheim" not in response.content.decode()
    assert "Geheim" not in browser.get(url(cast, "ask") + f"?chosen={theirs.pk}").content.decode()
    with scope(cast.other_alliance):
        assert Institution.objects.get().forum_planned == ""


def test_a_foreign_contact_key_in_the_edit_form_touches_nobody(
    cast: Cast, sign_in: Any, theirs: Institution
) -> None:
    own = make_institution(cast.alliance, "Eigene", field="")
    with scope(cast.other_alliance):
        foreign = theirs.contacts.get()
    sign_in(cast.alma).post(
        url(cast, "edit", own.pk),
        {
            "name": "Eigene",
            "contacts-TOTAL_FORMS": "1",
            "contacts-INITIAL_FORMS": "0",
            "contacts-0-key": str(foreign.pk),
            "contacts-0-name": "Gekapert",
        },
    )
    with scope(cast.other_alliance):
        assert theirs.contacts.get().name == "Emils Kontakt"


@pytest.mark.parametrize("query", ["", "?text=Geheim", "?type=1&per=500"])
def test_no_filter_shows_what_is_not_ours(cast: Cast, sign_in: Any, theirs: Institution, query: str) -> None:
    make_institution(cast.alliance, "Eigene")
    html = sign_in(cast.alma).get(url(cast, "list") + query).content.decode()
    assert ">Geheim" not in html  # the word itself may stand in the address and in the search box


def test_by_the_interface_neither_key_nor_address_opens_another_alliance(
    cast: Cast, sign_in: Any, theirs: Institution
) -> None:
    browser = sign_in(cast.alma)
    before = Event.objects.count()
    body = {"column": "note", "text": "gekapert", "opened_with": ""}
    assert "Geheim" not in browser.get(reverse("api:institutions", args=["hier"])).content.decode()
    assert browser.get(reverse("api:institutions", args=["dort"])).status_code == 404
    for key in ("hier", "dort"):
        address = reverse("api:institution", args=[key, theirs.pk])
        assert browser.get(address).status_code == 404
        assert browser.patch(address, body, content_type="application/json").status_code == 404
    assert Event.objects.count() == before


def test_by_the_interface_foreign_keys_in_a_body_touch_nobody(
    cast: Cast, sign_in: Any, theirs: Institution
) -> None:
    own = make_institution(cast.alliance, "Eigene", contacts=[make_contact(phone="")])
    with scope(cast.other_alliance):
        foreign_contact, foreign_type = theirs.contacts.get().pk, InstitutionType.objects.get(key="jmd").pk
    address = reverse("api:institution", args=["hier", own.pk])
    before = Event.objects.count()
    for column, text in ((f"contact.{foreign_contact}.phone", "0211"), ("type", str(foreign_type))):
        body = {"column": column, "text": text, "opened_with": ""}
        answer = sign_in(cast.alma).patch(address, body, content_type="application/json")
        assert answer.status_code == 422
    assert Event.objects.count() == before


def test_there_is_no_admin_that_would_see_every_alliance(cast: Cast, sign_in: Any) -> None:
    assert not apps.is_installed("django.contrib.admin")
    assert "admin" not in get_resolver().app_dict
    for user in cast.everyone().values():
        assert sign_in(user).get("/admin/").status_code == 404

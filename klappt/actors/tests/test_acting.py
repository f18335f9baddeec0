"""Select several, act once."""

from typing import Any

import pytest

from conftest import Cast
from klappt.actors.enums import Field, Tick
from klappt.actors.models import Institution, InstitutionType
from klappt.actors.tests.factories import make_institution
from klappt.actors.tests.pages import url
from klappt.alliances.scope import scope


@pytest.fixture
def chosen(cast: Cast) -> list[int]:
    return [make_institution(cast.alliance, name, field="").pk for name in ("A", "B")]


def test_setting_the_field_goes_back_to_the_same_excerpt(cast: Cast, sign_in: Any, chosen: list[int]) -> None:
    response = sign_in(cast.alma).post(
        url(cast, "act"), {"chosen": chosen, "action": "field", "field": "work", "back": "text=a&sort=-name"}
    )
    assert response["Location"] == url(cast, "list") + "?text=a&sort=-name"
    with scope(cast.alliance):
        assert Institution.objects.filter(field=Field.WORK).count() == 2


def test_planning_for_a_forum(cast: Cast, sign_in: Any, chosen: list[int]) -> None:
    sign_in(cast.alma).post(url(cast, "act"), {"chosen": chosen, "action": "forum"})
    with scope(cast.alliance):
        assert Institution.objects.filter(forum_planned=Tick.YES).count() == 2


def test_a_type_of_another_alliance_is_not_there(cast: Cast, sign_in: Any, chosen: list[int]) -> None:
    with scope(cast.other_alliance):
        foreign = InstitutionType.objects.get(key="jmd").pk
    response = sign_in(cast.alma).post(
        url(cast, "act"), {"chosen": chosen, "action": "type", "type": foreign}
    )
    assert response.status_code == 404


def test_removing_several_asks_first(cast: Cast, sign_in: Any, chosen: list[int]) -> None:
    browser = sign_in(cast.alma)
    assert (
        "2 Institutionen entfernen?"
        in browser.post(url(cast, "act"), {"chosen": chosen, "action": "remove"}).content.decode()
    )
    with scope(cast.alliance):
        assert Institution.objects.count() == 2
    browser.post(url(cast, "remove_several"), {"chosen": chosen})
    with scope(cast.alliance):
        assert not Institution.objects.exists()


def test_asking_to_confirm_leads_to_the_addresses(cast: Cast, sign_in: Any, chosen: list[int]) -> None:
    response = sign_in(cast.alma).post(url(cast, "act"), {"chosen": chosen, "action": "ask"})
    assert response["Location"] == url(cast, "ask") + f"?chosen={chosen[0]}&chosen={chosen[1]}"


@pytest.mark.parametrize(
    "data", [{}, {"action": "field", "field": "sports"}, {"action": "dance"}, {"chosen": ["x", "9" * 30]}]
)
def test_what_makes_no_sense_changes_nothing(
    cast: Cast, sign_in: Any, chosen: list[int], data: dict[str, Any]
) -> None:
    response = sign_in(cast.alma).post(url(cast, "act"), {"chosen": chosen, **data}, follow=True)
    assert response.status_code == 200
    with scope(cast.alliance):
        assert Institution.objects.filter(field="", forum_planned="").count() == 2

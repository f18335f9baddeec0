"""Naming a fixed contact begins with the institution (A19)."""

from typing import Any

from django.urls import reverse

from conftest import Cast
from klappt.actors.tests.factories import make_institution


def test_the_address_with_the_format_alone_asks_and_complains_of_nothing(cast: Cast, sign_in: Any) -> None:
    page = reverse("agreements:contact_where", args=[cast.alliance.key])
    answer = sign_in(cast.alma).get(page, {"format": "1"})
    assert answer.status_code == 200
    assert not answer.context["form"].errors


def test_the_institution_chosen_leads_on_with_the_format(cast: Cast, sign_in: Any) -> None:
    institution = make_institution(cast.alliance)
    page = reverse("agreements:contact_where", args=[cast.alliance.key])
    answer = sign_in(cast.alma).get(page, {"format": "1", "institution": institution.pk})
    assert answer.headers["Location"].endswith(f"/kontakt/bei/{institution.pk}/?format=1")


def test_going_on_without_a_choice_says_what_is_missing(cast: Cast, sign_in: Any) -> None:
    page = reverse("agreements:contact_where", args=[cast.alliance.key])
    assert sign_in(cast.alma).get(page, {"institution": ""}).status_code == 422

"""A1: name, area and what things are called here."""

from collections.abc import Callable

import pytest
from django.template import Context, Template
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.accounts.enums import Role
from klappt.accounts.models import User
from klappt.alliances.enums import Part
from klappt.alliances.models import Alliance, Municipality
from klappt.alliances.policies import Member

SignIn = Callable[[User], Client]


def change(cast: Cast, client: Client, **fields: str) -> int:
    url = reverse("alliances:settings_change", args=[cast.alliance.key])
    return client.post(url, {"name": cast.alliance.name, **fields}).status_code


def test_own_names_are_used_from_then_on(cast: Cast, sign_in: SignIn) -> None:
    assert change(cast, sign_in(cast.alma), called_coordination="KIM-Koordination") == 302
    alliance = Alliance.objects.get(pk=cast.alliance.pk)
    assert alliance.name_of(Part.COORDINATION) == "KIM-Koordination"
    assert alliance.part_names == {"coordination": "KIM-Koordination"}
    template = Template("{% load alliance %}{% part 'coordination' %}")
    assert (
        template.render(Context({"member": Member(cast.alma, alliance, Role.COORDINATOR)}))
        == "KIM-Koordination"
    )
    assert template.render(Context({"member": None})) == str(Part.COORDINATION.label)


@pytest.mark.parametrize("said", ["05562", "Recklinghausen", "recklinghausen", "Recklinghausen (05562)"])
def test_the_area_is_found_by_name_or_key(cast: Cast, sign_in: SignIn, said: str) -> None:
    assert change(cast, sign_in(cast.alma), area=said) == 302
    alliance = Alliance.objects.get(pk=cast.alliance.pk)
    assert alliance.municipality == Municipality.objects.get(ags="05562")


def test_muenster_is_muenster(cast: Cast, sign_in: SignIn) -> None:
    assert change(cast, sign_in(cast.alma), area="Muenster") == 302
    assert Alliance.objects.get(pk=cast.alliance.pk).municipality == Municipality.objects.get(ags="05515")


@pytest.mark.parametrize("said", ["Aachen (9)", "Nirgendwo", "Kreis"])
def test_an_area_that_is_not_clear_is_asked_about(cast: Cast, sign_in: SignIn, said: str) -> None:
    before = Alliance.objects.get(pk=cast.alliance.pk).municipality
    assert change(cast, sign_in(cast.alma), area=said) == 422
    assert Alliance.objects.get(pk=cast.alliance.pk).municipality == before


def test_the_form_shows_what_is_there(cast: Cast, sign_in: SignIn) -> None:
    area = cast.alliance.municipality
    page = sign_in(cast.alma).get(reverse("alliances:settings_change", args=[cast.alliance.key]))
    assert area is not None
    assert f"{area.name} ({area.ags})" in page.content.decode()

"""The list leaves the house as it is filtered, in three forms."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.accounts.models import User
from klappt.measures.tests.factories import several
from klappt.sheets.read import read_workbook

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.mark.parametrize("suffix", ["xlsx", "ods", "csv"])
def test_what_is_filtered_stands_in_the_file(cast: Cast, sign_in: SignIn, suffix: str) -> None:
    several(cast)
    url = reverse("measures:download", args=[cast.alliance.key, suffix])
    data = sign_in(cast.paula).get(f"{url}?state=stuck").content
    cells = {
        cell for sheet in read_workbook(data, f"liste.{suffix}").sheets for row in sheet.rows for cell in row
    }
    assert {"Raum suchen", "Raum fehlt", "stockt"} <= cells
    assert "Flyer drucken" not in cells


def test_there_is_no_other_form(cast: Cast, sign_in: SignIn) -> None:
    url = reverse("measures:download", args=[cast.alliance.key, "exe"])
    assert sign_in(cast.paula).get(url).status_code == 404

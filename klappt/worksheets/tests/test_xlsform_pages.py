"""A form of others on the page for bringing in, and an edition taken along as one."""

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.accounts.models import User
from klappt.worksheets.imports.xlsform_apart import incoming
from klappt.worksheets.models import Worksheet
from klappt.worksheets.tests.factories import make_edition
from klappt.worksheets.tests.forms import Rows, workbook

SignIn = Callable[[User], Client]


def sent(browser: Client, survey: Rows) -> str:
    file = SimpleUploadedFile("umfrage.xlsx", workbook([["type", "name", "label"], *survey]))
    return browser.post(reverse("worksheets:bring_in"), {"file": file}).content.decode()


def test_losses_stand_there_by_row_before_anything_is_stored(cast: Cast, sign_in: SignIn) -> None:
    page = sent(sign_in(cast.doris), [["text", "aim", "Was ist das Ziel?"], ["geopoint", "place", "Wo?"]])
    assert "Was ist das Ziel?" in page
    assert "geopoint" in page
    assert "Zeile 3" in page
    assert not Worksheet.objects.exists()


def test_a_refused_form_says_where(cast: Cast, sign_in: SignIn) -> None:
    page = sent(sign_in(cast.doris), [["text", "aim", "Ziel?"], ["text", "", "Ohne Namen?"]])
    assert "Zeile 3" in page
    assert "name" in page


def test_what_is_left_out_is_said_before_the_file_is_taken_along(cast: Cast, sign_in: SignIn) -> None:
    edition = make_edition(cast.doris)
    url = reverse("worksheets:download", args=[edition.worksheet.key, edition.number, "xlsform"])
    browser = sign_in(cast.doris)
    page = browser.get(url).content.decode()
    assert "Ihre Akteure" in page
    file = browser.get(url, {"mit": "allem"})
    assert ".xlsx" in file["Content-Disposition"]
    found = incoming(b"".join(file) if file.streaming else file.content, ".xlsx", "aufbau.xlsx")
    assert found.problems == ()

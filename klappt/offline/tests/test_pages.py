"""The way of a file: taken along, brought back, looked through, taken over (C3)."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.config.tests.counting import assert_query_count
from klappt.core.questionnaire.values import EMPTY, Reply
from klappt.core.questionnaire.values import given as reply
from klappt.offline.models import WorksheetUpload
from klappt.offline.tests.books import changed
from klappt.returns.enums import Origin
from klappt.returns.models import Answer, Return
from klappt.returns.selectors.answers import replies
from klappt.returns.tests.factories import FULL, make_handed_in, make_return, make_wave, write

HERE = "hier"


@pytest.fixture
def alma(cast: Cast, sign_in: Any) -> Client:
    return sign_in(cast.alma)


def url(name: str, *args: object) -> str:
    return reverse(f"offline:{name}", args=[HERE, *args])


def taken_along(browser: Client, made: Return) -> bytes:
    return browser.get(url("download", made.wave.number, "xlsx")).content


def bring(browser: Client, made: Return, data: bytes) -> Any:
    return browser.post(url("files", made.wave.number), {"file": SimpleUploadedFile("Hilfe.xlsx", data)})


def standing(cast: Cast, made: Return) -> dict[str, Reply]:
    with scope(cast.alliance):
        return replies(made)


def confirm(browser: Client, address: str, **ways: str) -> Any:
    comparison = browser.get(address).context["comparison"]
    chosen = {f"d-{key}": way for key, way in ways.items()}
    return browser.post(address, {"act": "confirm", "seen": comparison.fingerprint, **chosen})


def test_the_whole_way(cast: Cast, alma: Client) -> None:
    made = make_return(cast, answers=FULL)
    data = changed(taken_along(alma, made), {"aim": "Wohnen", "members": 14, "fields.work": "nein"})
    preview = bring(alma, made, data).url
    page = alma.get(preview)
    assert {each.key for each in page.context["comparison"].differences} == {"aim", "members", "fields"}
    assert standing(cast, made)["aim"] == reply(FULL["aim"])
    done = confirm(alma, preview, fields="here")
    assert done.url == preview + "fertig/"
    now = standing(cast, made)
    assert (now["aim"], now["members"], now["fields"]) == (
        reply("Wohnen"),
        reply("14"),
        reply(FULL["fields"]),
    )
    with scope(cast.alliance):
        assert Answer.objects.filter(origin=Origin.FILE).count() == 2
        upload = WorksheetUpload.objects.get()
    assert bytes(upload.file) == b""
    receipt = alma.get(done.url).content.decode()
    assert "2 Antworten" in receipt
    assert "2.1 Was ist Ihr wichtigstes Ziel?" in receipt


def test_an_unchanged_file_has_nothing_to_take(cast: Cast, alma: Client) -> None:
    made = make_return(cast, answers=FULL)
    page = alma.get(bring(alma, made, taken_along(alma, made)).url)
    assert page.context["comparison"].differences == ()
    assert "nichts zu übernehmen" in page.content.decode()


def test_what_was_changed_in_klappt_alone_stays(cast: Cast, alma: Client) -> None:
    made = make_return(cast, answers=FULL)
    data = taken_along(alma, made)
    write(cast, made, {"aim": "Inzwischen anders", "advice": EMPTY})
    assert alma.get(bring(alma, made, data).url).context["comparison"].differences == ()


def test_changed_on_both_sides_somebody_must_choose(cast: Cast, alma: Client) -> None:
    made = make_return(cast, answers=FULL)
    data = changed(taken_along(alma, made), {"advice": "Aus der Datei", "members": 20})
    write(cast, made, {"advice": "Aus klappt", "members": "30"})
    preview = bring(alma, made, data).url
    shown = alma.get(preview).content.decode()
    for text in ("Aus der Datei", "Aus klappt", FULL["advice"]):
        assert text in shown
    assert confirm(alma, preview, members="file").url == preview
    assert standing(cast, made)["members"] == reply("30")
    confirm(alma, preview, advice="joined", members="file")
    assert standing(cast, made)["advice"] == reply("Aus klappt\n\nAus der Datei")
    assert standing(cast, made)["members"] == reply("20")


def test_empty_in_the_file_removes_nothing_unless_said(cast: Cast, alma: Client) -> None:
    made = make_return(cast, answers=FULL)
    preview = bring(alma, made, changed(taken_along(alma, made), {"aim": "", "advice": ""})).url
    confirm(alma, preview, advice="remove")
    assert standing(cast, made)["aim"] == reply(FULL["aim"])
    assert standing(cast, made)["advice"] == EMPTY


def test_changed_between_looking_and_confirming_all_is_shown_again(cast: Cast, alma: Client) -> None:
    made = make_return(cast, answers=FULL)
    preview = bring(alma, made, changed(taken_along(alma, made), {"aim": "Wohnen", "members": 14})).url
    seen = alma.get(preview).context["comparison"].fingerprint
    write(cast, made, {"aim": "Dazwischen"})
    answer = alma.post(preview, {"act": "confirm", "seen": seen, "d-members": "here"})
    assert answer.status_code == 409
    assert standing(cast, made)["aim"] == reply("Dazwischen")
    by_key = {each.key: each for each in answer.context["comparison"].differences}
    assert by_key["aim"].is_open
    assert by_key["members"].way == "here"


def test_what_does_not_fit_is_shown_and_the_rest_is_taken(cast: Cast, alma: Client) -> None:
    made = make_return(cast, answers=FULL)
    preview = bring(alma, made, changed(taken_along(alma, made), {"members": "viele", "aim": "Wohnen"})).url
    shown = alma.get(preview).content.decode()
    assert "viele" in shown
    assert "Zelle D" in shown
    confirm(alma, preview)
    assert standing(cast, made)["aim"] == reply("Wohnen")
    assert standing(cast, made)["members"] == reply(FULL["members"])


def refused(answer: Any) -> str:
    assert answer.status_code == 422
    return str(answer.content.decode())


def test_a_file_of_another_alliance_is_not_taken(cast: Cast, alma: Client, sign_in: Any) -> None:
    wave = make_wave(cast)
    made, there = make_return(cast, wave), make_return(cast, wave, alliance=cast.other_alliance)
    address = reverse("offline:download", args=["dort", there.wave.number, "xlsx"])
    data = sign_in(cast.emil).get(address).content
    assert "gehört zu einem anderen Bündnis" in refused(bring(alma, made, data))


def test_a_file_of_a_worksheet_that_is_handed_in_is_not_taken(cast: Cast, alma: Client) -> None:
    made = make_return(cast, answers=FULL)
    data = taken_along(alma, made)
    make_handed_in(cast, made)
    assert "ist abgegeben" in refused(bring(alma, made, data))
    assert alma.get(url("download", made.wave.number, "xlsx")).status_code == 404


def test_a_file_that_is_no_worksheet_is_not_taken(cast: Cast, alma: Client) -> None:
    made = make_return(cast)
    assert "keine Arbeitshilfe" in refused(bring(alma, made, b"Name;Ort\nVHS;Hier\n"))
    with scope(cast.alliance):
        assert not WorksheetUpload.objects.exists()


def test_thrown_away_nothing_is_stored(cast: Cast, alma: Client) -> None:
    made = make_return(cast, answers=FULL)
    preview = bring(alma, made, changed(taken_along(alma, made), {"aim": "Wohnen"})).url
    alma.post(preview + "verwerfen/")
    assert alma.get(preview).url == preview + "fertig/"
    assert "nicht mehr da" in alma.get(preview + "fertig/").content.decode()
    assert standing(cast, made)["aim"] == reply(FULL["aim"])


def test_how_often_the_database_is_asked(cast: Cast, alma: Client) -> None:
    made = make_return(cast, answers=FULL)
    preview = bring(alma, made, changed(taken_along(alma, made), {"aim": "Wohnen", "members": "viele"})).url
    assert_query_count("worksheet as a file", alma, url("files", made.wave.number))
    assert_query_count("worksheet as a file: look through", alma, preview)
    assert_query_count("worksheet as a file: download", alma, url("download", made.wave.number, "xlsx"))

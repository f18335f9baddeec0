"""What stands in a file beside the fields becomes a remark inside the alliance, or is left and noted (C3)."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.core.questionnaire.values import given as reply
from klappt.offline.imports.asides import LONGEST_REMARK, AsideWay, asides, remarks_of
from klappt.offline.imports.brought import Stray
from klappt.offline.imports.preview import received
from klappt.offline.models import WorksheetUpload
from klappt.offline.outline.places import places
from klappt.offline.tests.books import Rows, rewritten
from klappt.offline.tests.test_pages import bring, confirm, refused, standing, taken_along, url
from klappt.returns.models import Remark, Return
from klappt.returns.tests.factories import FULL, make_return, make_wave
from klappt.worksheets.tests.factories import EVERY_KIND


@pytest.fixture
def alma(cast: Cast, sign_in: Any) -> Client:
    return sign_in(cast.alma)


def with_two_lines(browser: Client, made: Return) -> bytes:
    """One line below the last question of the section, and a sheet of one's own."""

    def add(name: str, rows: Rows) -> Rows:
        mine = ["", "", "Zusatz", "Mit dem Jugendamt"]
        return (
            [*rows, mine] if name == "3 Rat an andere" else [["Frei"], *rows] if name == "Übersicht" else rows
        )

    return rewritten(taken_along(browser, made), add)


def remarks(cast: Cast) -> list[tuple[str, str]]:
    with scope(cast.alliance):
        return list(Remark.objects.values_list("question", "text"))


def test_one_becomes_a_remark_and_the_other_is_left(cast: Cast, alma: Client) -> None:
    made = make_return(cast, answers=FULL)
    preview = bring(alma, made, with_two_lines(alma, made)).url
    page = alma.get(preview)
    free, mine = page.context["comparison"].asides
    assert (free.stray.text, free.is_near) == ("Frei", False)
    assert (mine.stray.text, mine.place.question.key) == ("Zusatz | Mit dem Jugendamt", "advice")
    assert "2 Stellen stehen neben den Feldern" in page.content.decode()
    assert remarks(cast) == []
    done = confirm(alma, preview, **{mine.key: "remark"})
    ((question, text),) = remarks(cast)
    assert question == "advice"
    assert text.endswith("\nZusatz | Mit dem Jugendamt")
    assert "Blatt „3 Rat an andere“" in text
    receipt = alma.get(done.url).context["received"]
    assert [(each.stray.text, each.words) for each in receipt.beside] == [
        ("Frei", "in der Datei gelassen"),
        ("Zusatz | Mit dem Jugendamt", "als Bemerkung übernommen"),
    ]
    assert standing(cast, made)["advice"] == reply(FULL["advice"])


def test_brought_once_more_it_is_known(cast: Cast, alma: Client) -> None:
    made = make_return(cast, answers=FULL)
    data = with_two_lines(alma, made)
    for _twice in range(2):
        preview = bring(alma, made, data).url
        ways = {each.key: "remark" for each in alma.get(preview).context["comparison"].asides}
        done = confirm(alma, preview, **ways)
    assert len(remarks(cast)) == 2
    assert {each.words for each in alma.get(done.url).context["received"].beside} == {
        "stand schon als Bemerkung da"
    }


def test_a_receipt_from_before_is_still_read(cast: Cast, alma: Client) -> None:
    made = make_return(cast, answers=FULL)
    confirm(alma, bring(alma, made, with_two_lines(alma, made)).url)
    with scope(cast.alliance):
        upload = WorksheetUpload.objects.get()
        upload.result = {**upload.result, "strays": [["Blatt „2“, Zelle C9", "Frist"]]}
        (found,) = received(upload).beside
    assert (found.stray, found.place) == (Stray("Frist", "Blatt „2“, Zelle C9"), None)
    assert found.words == "in der Datei gelassen"


def test_a_long_text_becomes_as_many_remarks_as_it_needs() -> None:
    text = "".join(f"{number} " for number in range(2000)).strip()
    found = remarks_of(Stray(text, "Blatt „2“", "aim"))
    assert all(len(each) <= LONGEST_REMARK for each in found)
    said = "".join(each.removeprefix("[Blatt „2“]\n") for each in found)
    assert said.replace(" ", "") == text.replace(" ", "")


def test_a_way_nobody_offered_is_to_leave_it() -> None:
    (found,) = asides([Stray("Frist", "hier", "aim")], places(EVERY_KIND), {"#1": "there"}, ())
    assert found.way is AsideWay.LEAVE


def test_two_files_at_once_are_not_read(cast: Cast, alma: Client) -> None:
    made = make_return(cast, answers=FULL)
    both = [SimpleUploadedFile(name, taken_along(alma, made)) for name in ("a.xlsx", "b.xlsx")]
    assert "eine Datei nach der anderen" in refused(alma.post(url("files", made.wave.number), {"file": both}))
    with scope(cast.alliance):
        assert not WorksheetUpload.objects.exists()


def test_a_file_of_another_wave_says_which_one(cast: Cast, alma: Client) -> None:
    made = make_return(cast, answers=FULL)
    other = make_return(cast, make_wave(cast, made.wave.edition, title="Kooperation"))
    answer = bring(alma, other, taken_along(alma, made))
    assert f"Diese Datei gehört zu „{made.wave}“" in alma.get(answer.url).content.decode()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "In dieser Datei steht nichts"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "Eine alte .doc-Datei"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "ohne Passwort"),
        (b"PK\x03\x04 nur der Anfang", "beschädigt"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "ein Bild"),
    ],
    ids=["empty", "doc", "password", "damaged", "picture"],
)
def test_what_cannot_be_read_says_what_to_do(cast: Cast, alma: Client, data: bytes, says: str) -> None:
    shown = refused(bring(alma, make_return(cast), data))
    assert says in shown
    assert "Akteur" not in shown.split("<main")[1], "the words are those for worksheets"

"""A file of the council on its way: uploaded, chosen from, looked through, taken over."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from conftest import Cast
from klappt.actors.tests.factories import make_institution
from klappt.alliances.scope import scope
from klappt.bodies.models import Body, Seat
from klappt.bodies.tests.factories import make_body
from klappt.config.tests.counting import assert_query_count
from klappt.councils.models import CouncilUpload
from klappt.councils.tests.factories import COUNCIL, MEETING, PAPER, TOWN, a_file, ref

pytestmark = pytest.mark.django_db


@pytest.fixture
def alma(cast: Cast, sign_in: Any) -> Client:
    return sign_in(cast.alma)


def upload(cast: Cast, client: Client, data: bytes = b"", name: str = "ris.json") -> str:
    """The address of the page on which bodies are chosen."""
    answer = client.post(
        f"/b/{cast.alliance.key}/ratsinformation/datei/hochladen/",
        {"file": SimpleUploadedFile(name, data or a_file())},
    )
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def seen(client: Client, address: str) -> str:
    found = re.search(r'name="seen" value="(\w+)"', client.get(address).content.decode())
    return found[1] if found else ""


def test_a_file_is_taken_over_step_by_step(cast: Cast, alma: Client) -> None:
    address = upload(cast, alma)
    page = alma.get(address).content.decode()
    assert "Integrationsrat" in page
    assert "Diakonie Musterstadt e. V." in page
    answer = alma.post(
        address, {"body": COUNCIL["id"], "institution": "Diakonie Musterstadt e. V."}, follow=True
    )
    preview = answer.redirect_chain[-1][0]
    assert "5. Sitzung des Integrationsrats" in answer.content.decode()
    with scope(cast.alliance):
        assert not Body.objects.exists(), "nothing is stored before it is confirmed"
    answer = alma.post(preview, {"seen": seen(alma, preview)}, follow=True)
    assert answer.redirect_chain[-1][0].endswith("/fertig/")
    with scope(cast.alliance):
        assert Body.objects.get().name == "Integrationsrat"
        assert Seat.objects.get().institution.name == "Diakonie Musterstadt e. V."
        assert bytes(CouncilUpload.objects.get().file) == b""
    home = alma.get(f"/b/{cast.alliance.key}/ratsinformation/").content.decode()
    assert "Integrationsrat" in home
    assert "https://ris.musterstadt.example/files/5.pdf" in home


def test_what_stays_out_stands_on_the_receipt_with_its_reason(cast: Cast, alma: Client) -> None:
    address = upload(cast, alma)
    preview = alma.post(address, {"body": COUNCIL["id"]}).headers["Location"]
    answer = alma.post(preview, {"seen": seen(alma, preview)}, follow=True)
    assert "Diakonie Musterstadt e. V., Frau Özge Aydın, Mitglied" in answer.content.decode()
    assert "nicht in Ihrer Akteurstabelle" in answer.content.decode()


def test_without_a_body_nothing_goes_on(cast: Cast, alma: Client) -> None:
    address = upload(cast, alma)
    answer = alma.post(address, {"body": "https://elsewhere.example/1"})
    assert answer.status_code == 422
    preview = address.replace("auswaehlen", "pruefen")
    assert alma.get(preview).headers["Location"] == address


def test_if_something_else_would_happen_by_now_it_is_shown_first(cast: Cast, alma: Client) -> None:
    address = upload(cast, alma)
    preview = alma.post(address, {"body": COUNCIL["id"]}).headers["Location"]
    mark = seen(alma, preview)
    make_institution(cast.alliance, name="Diakonie Musterstadt")
    answer = alma.post(preview, {"seen": mark})
    assert answer.status_code == 409
    with scope(cast.alliance):
        assert not Body.objects.exists()
    answer = alma.post(preview, {"seen": seen(alma, preview)})
    assert answer.status_code == 302
    with scope(cast.alliance):
        assert Seat.objects.count() == 1


def test_confirming_twice_stores_once(cast: Cast, alma: Client) -> None:
    address = upload(cast, alma)
    preview = alma.post(address, {"body": COUNCIL["id"]}).headers["Location"]
    mark = seen(alma, preview)
    for _ in range(2):
        assert alma.post(preview, {"seen": mark}).headers["Location"].endswith("/fertig/")
    with scope(cast.alliance):
        assert Body.objects.count() == 1


def test_a_file_that_cannot_be_read_says_why(cast: Cast, alma: Client) -> None:
    address = f"/b/{cast.alliance.key}/ratsinformation/datei/hochladen/"
    answer = alma.post(address, {"file": SimpleUploadedFile("ris.zip", b"PK\x03\x04 broken")})
    assert answer.status_code == 422
    assert alma.post(address).status_code == 422
    with scope(cast.alliance):
        assert not CouncilUpload.objects.exists()


def test_a_file_without_bodies_tells_what_is_the_matter(cast: Cast, alma: Client) -> None:
    page = alma.get(upload(cast, alma, b'{"hello": "world"}')).content.decode()
    assert "In dieser Datei steht nichts nach OParl." in page


def test_an_upload_can_be_thrown_away(cast: Cast, alma: Client) -> None:
    address = upload(cast, alma)
    alma.post(address.replace("auswaehlen", "verwerfen"))
    assert alma.get(address).headers["Location"].endswith("/fertig/")
    with scope(cast.alliance):
        assert bytes(CouncilUpload.objects.get().file) == b""


def test_who_only_reads_sees_no_button_to_bring_in(cast: Cast, sign_in: Any) -> None:
    page = sign_in(cast.ceren).get(f"/b/{cast.alliance.key}/ratsinformation/").content.decode()
    assert "datei/hochladen" not in page


def test_rows_can_be_narrowed_to_what_is_doubtful(cast: Cast, alma: Client) -> None:
    make_body(cast, "Integrationsrat")
    preview = alma.post(upload(cast, alma), {"body": COUNCIL["id"]}).headers["Location"]
    assert "5. Sitzung" in alma.get(preview).content.decode()
    page = alma.get(f"{preview}?nur=zweifel").content.decode()
    assert "Es gilt als dasselbe." in page
    assert "5. Sitzung" not in page


def test_the_page_asks_the_database_as_often_for_many_bodies(cast: Cast, alma: Client) -> None:
    others = [{**COUNCIL, "id": ref("Organization", number), "name": f"Rat {number}"} for number in range(3)]
    address = upload(cast, alma, a_file(TOWN, COUNCIL, MEETING, PAPER, *others))
    chosen = [COUNCIL["id"], *(each["id"] for each in others)]
    preview = alma.post(address, {"body": chosen}).headers["Location"]
    alma.post(preview, {"seen": seen(alma, preview)})
    assert_query_count("council information", alma, f"/b/{cast.alliance.key}/ratsinformation/")

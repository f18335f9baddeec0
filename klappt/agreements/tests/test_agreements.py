"""Agreements with editions: renewed, reviewed, ended; the old one stays readable (A13, A18)."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.actors.services.institutions import remove_institution
from klappt.actors.tests.factories import make_institution
from klappt.agreements.models import Agreement, Edition, EditionFile, Party
from klappt.agreements.selectors.agreements import line, lines
from klappt.agreements.services.agreements import (
    Signatory,
    Wording,
    correct_edition,
    end_agreement,
    renew_agreement,
)
from klappt.agreements.services.files import MOST_BYTES, looked_through
from klappt.agreements.tests.factories import BEGUN, PAPER, PDF, edition_of, make_paper_agreement
from klappt.alliances.scope import scope

JUNE = datetime.date(2026, 6, 1)


def url(cast: Cast, name: str, *keys: Any) -> str:
    return reverse(f"agreements:{name}", args=[cast.alliance.key, *keys])


def state_on(cast: Cast, agreement: Agreement, day: datetime.date) -> tuple[str, int] | None:
    with scope(cast.alliance):
        shown = line(Agreement.objects.get(pk=agreement.pk), day)
    return (shown.state, shown.edition.number) if shown and shown.edition else None


def test_each_day_shows_the_edition_that_held(cast: Cast) -> None:
    agreement = make_paper_agreement(cast)
    with scope(cast.alliance):
        renew_agreement(
            agreement=agreement,
            wording=Wording(valid_from=JUNE, valid_until=datetime.date(2027, 5, 31)),
            by=cast.alma,
        )
    assert state_on(cast, agreement, datetime.date(2026, 5, 31)) == ("agreement_running_out", 1)
    assert state_on(cast, agreement, JUNE) == ("agreement_in_force", 2)
    assert state_on(cast, agreement, datetime.date(2027, 5, 1)) == ("agreement_running_out", 2)
    assert state_on(cast, agreement, datetime.date(2027, 6, 1)) == ("agreement_expired", 2)
    assert state_on(cast, agreement, datetime.date(2025, 12, 31)) is None


def test_an_edition_cannot_begin_before_the_one_it_follows(cast: Cast) -> None:
    agreement = make_paper_agreement(cast)
    with scope(cast.alliance), pytest.raises(ValidationError, match="Fassung") as refused:
        renew_agreement(agreement=agreement, wording=Wording(valid_from=BEGUN), by=cast.alma)
    assert "valid_from" in refused.value.message_dict
    with scope(cast.alliance):
        assert Edition.objects.count() == 1


def test_what_has_ended_says_why_and_can_be_renewed(cast: Cast) -> None:
    agreement = make_paper_agreement(cast)
    with scope(cast.alliance):
        end_agreement(agreement=agreement, on=JUNE, because="Das Projekt endete.", by=cast.alma)
    assert state_on(cast, agreement, datetime.date(2026, 6, 2)) == ("ended", 1)
    with scope(cast.alliance):
        renew_agreement(
            agreement=agreement, wording=Wording(valid_from=datetime.date(2026, 9, 1)), by=cast.alma
        )
    assert state_on(cast, agreement, datetime.date(2026, 10, 1)) == ("agreement_in_force", 2)


def test_what_comes_up_first_stands_first(cast: Cast) -> None:
    make_paper_agreement(cast, "ohne Ende")
    make_paper_agreement(cast, "vorbei", valid_until=datetime.date(2026, 3, 1))
    make_paper_agreement(cast, "Ende im Juli", valid_until=datetime.date(2026, 7, 1))
    make_paper_agreement(cast, "Prüfung im Juni", review_on=datetime.date(2026, 6, 20))
    with scope(cast.alliance):
        names = [each.agreement.name for each in lines(JUNE)]
    assert names == ["Prüfung im Juni", "Ende im Juli", "ohne Ende", "vorbei"]


def test_who_signed_stays_when_the_institution_goes(cast: Cast) -> None:
    office = make_institution(cast.alliance, "Jobcenter Musterkreis")
    agreement = make_paper_agreement(cast, parties=(office,))
    with scope(cast.alliance):
        remove_institution(institution=office, by=cast.alma)
        party = Party.objects.get(edition__agreement=agreement)
        assert (party.institution, party.name) == (None, "Jobcenter Musterkreis")


def test_parties_belong_to_their_edition(cast: Cast) -> None:
    office, school = (make_institution(cast.alliance, name) for name in ("Jobcenter", "VHS"))
    agreement = make_paper_agreement(cast, parties=(office,))
    with scope(cast.alliance):
        renewed = renew_agreement(
            agreement=agreement,
            wording=Wording(valid_from=JUNE, parties=(Signatory(office), Signatory(school, "", "Frau Klar"))),
            by=cast.alma,
        )
        assert [str(each) for each in renewed.parties.all()] == ["Jobcenter", "VHS"]
        first = agreement.editions.get(number=1)
        assert [str(each) for each in first.parties.all()] == ["Jobcenter"]


def test_correcting_leaves_the_file_where_no_new_one_comes(cast: Cast) -> None:
    edition = edition_of(cast, make_paper_agreement(cast, paper=PAPER))
    with scope(cast.alliance):
        correct_edition(edition=edition, wording=Wording(valid_from=BEGUN), by=cast.alma)
        assert bytes(EditionFile.objects.get(edition=edition).content) == PDF


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("leer.pdf", b"", "leer"),
        ("seite.html", b"<html></html>", "PDF"),
        ("script.pdf", b"<html><script>alert(1)</script></html>", "Endung"),
        ("vertrag.docx", b"PK\x03\x04kein Paket", "Endung"),
        ("bild.png", PDF, "Endung"),
        ("gross.pdf", b"%PDF-" + b"0" * MOST_BYTES, "10 MB"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(name: str, content: bytes, says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        looked_through(name, content)


def test_a_path_in_the_name_of_a_file_is_only_a_name() -> None:
    assert looked_through("..\\..\\etc/Vertrag.pdf", PDF).name == "Vertrag.pdf"


@pytest.fixture
def alma(cast: Cast, sign_in: Any) -> Client:
    browser: Client = sign_in(cast.alma)
    return browser


def test_a_file_comes_in_with_the_form_and_leaves_as_a_download(cast: Cast, alma: Client) -> None:
    office = make_institution(cast.alliance, "Jobcenter")
    data = {
        "name": "Übergabe nach dem Kurs",
        "kind": "procedure",
        "valid_from": "2026-02-01",
        "remind_days": "30",
        "party-TOTAL_FORMS": "1",
        "party-INITIAL_FORMS": "0",
        "party-0-institution": office.pk,
        "party-0-signed_by": "Frau Klar",
        "file": SimpleUploadedFile("Übergabe.pdf", PDF),
    }
    assert alma.post(url(cast, "add"), data).status_code == 302
    edition = edition_of(cast, _only(cast))
    answer = alma.get(url(cast, "file", edition.pk))
    assert answer.content == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] == "application/pdf"


def _only(cast: Cast) -> Agreement:
    with scope(cast.alliance):
        found: Agreement = Agreement.objects.get()
    return found


def test_a_refused_file_says_so_at_its_field_and_stores_nothing(cast: Cast, alma: Client) -> None:
    data = {
        "name": "Übergabe",
        "kind": "procedure",
        "remind_days": "30",
        "party-TOTAL_FORMS": "0",
        "party-INITIAL_FORMS": "0",
        "file": SimpleUploadedFile("Übergabe.pdf", b"MZ\x90"),
    }
    answer = alma.post(url(cast, "add"), data)
    assert answer.status_code == 422
    assert "ist nicht das, was die Endung sagt" in answer.content.decode()
    with scope(cast.alliance):
        assert not Agreement.objects.exists()


def test_the_old_edition_and_its_file_stay_on_the_page(cast: Cast, alma: Client) -> None:
    agreement = make_paper_agreement(cast, paper=PAPER)
    first = edition_of(cast, agreement)
    with scope(cast.alliance):
        renew_agreement(agreement=agreement, wording=Wording(valid_from=JUNE), by=cast.alma)
    page = alma.get(url(cast, "agreement", agreement.pk)).content.decode()
    assert url(cast, "file", first.pk) in page
    then = alma.get(url(cast, "agreement", agreement.pk), {"am": "2026-03-01"}).content.decode()
    assert "So war es am 01.03.2026" in then
    assert url(cast, "renew", agreement.pk) not in then


def test_a_practitioner_sees_that_there_is_a_file_and_does_not_open_it(cast: Cast, sign_in: Any) -> None:
    agreement = make_paper_agreement(cast, paper=PAPER)
    edition = edition_of(cast, agreement)
    paula = sign_in(cast.paula)
    page = paula.get(url(cast, "agreement", agreement.pk)).content.decode()
    assert url(cast, "file", edition.pk) not in page
    refused = paula.get(url(cast, "file", edition.pk))
    assert refused.status_code == 403
    assert "Koordination, Federführung und Mitglieder" in refused.content.decode()


def test_two_people_edit_at_once_and_the_second_is_told(cast: Cast, alma: Client) -> None:
    agreement = make_paper_agreement(cast, "Alt")
    address = url(cast, "edit", agreement.pk)
    opened = alma.get(address).context["form"]["opened"].value()
    alma.post(address, {"name": "Neu", "kind": "cooperation", "opened": opened})
    second = alma.post(address, {"name": "Anders", "kind": "cooperation", "opened": opened})
    assert second.status_code == 422
    assert "„Neu“" in second.content.decode()
    with scope(cast.alliance):
        assert Agreement.objects.get().name == "Neu"

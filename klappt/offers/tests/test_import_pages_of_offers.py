"""The pages around a file with offers: choose, check columns, look through, take over."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from klappt.alliances.scope import scope
from klappt.offers.models import Offer, OfferUpload
from klappt.offers.services.offers import change_offer
from klappt.offers.tests.editions import forget, ship
from klappt.offers.tests.factories import make_offer
from klappt.sheets.tests.files import table

HERE = "hier"
DAY = datetime.date(2026, 1, 1)
ROWS = (("Angebot", "Kürzel", "Dauer in Monaten", "Farbe"), ("Brückenkurs", "BK", 3, "grün"))


def url(name, *args):
    return reverse(f"offers:{name}", args=[HERE, *args])


def send(browser, data, name="Angebote.xlsx"):
    return browser.post(url("import"), {"file": SimpleUploadedFile(name, data)})


@pytest.fixture
def alma(cast, sign_in):
    return sign_in(cast.alma)


def uploaded(cast):
    with scope(cast.alliance):
        return OfferUpload.objects.latest("uploaded_at")


def test_the_whole_way(cast, alma):
    assert send(alma, table(*ROWS)).status_code == 302
    row = uploaded(cast)
    columns = alma.get(url("import_columns", row.pk)).content.decode()
    assert "Farbe" in columns
    page = alma.post(url("import_columns", row.pk), {"s0-c0": "name", "s0-c1": "key", "s0-c2": "months"})
    assert page.status_code == 302
    shown = alma.get(url("import_preview", row.pk))
    assert "Brückenkurs" in shown.content.decode()
    with scope(cast.alliance):
        assert not Offer.objects.exists()
    done = alma.post(
        url("import_preview", row.pk), {"act": "confirm", "seen": shown.context["plan"].fingerprint}
    )
    assert done.url == url("import_receipt", row.pk)
    assert "Angebote sind drin" in alma.get(done.url).content.decode()
    with scope(cast.alliance):
        assert Offer.objects.get().months == 3


def test_a_column_chosen_twice_is_refused(cast, alma):
    send(alma, table(*ROWS))
    answer = alma.post(
        url("import_columns", uploaded(cast).pk), {"s0-c0": "name", "s0-c1": "name", "s0-c2": ""}
    )
    assert answer.status_code == 422


def test_if_the_offers_changed_meanwhile_it_is_shown_anew(cast, alma):
    offer = make_offer(cast.alliance, "Brückenkurs", key="BK", months=2)
    send(alma, table(*ROWS))
    row = uploaded(cast)
    seen = alma.get(url("import_preview", row.pk)).context["plan"].fingerprint
    with scope(cast.alliance):
        change_offer(offer=offer, by=cast.alma, months=1)
    answer = alma.post(url("import_preview", row.pk), {"act": "confirm", "seen": seen})
    assert answer.status_code == 409
    with scope(cast.alliance):
        offer.refresh_from_db()
    assert offer.months == 1


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"%PDF-1.7", "PDF"), (b"", "nichts"), (b'{"format": "klappt-catalogue/1", "offer": []}', "offer")],
)
def test_what_cannot_be_read_says_why(cast, alma, data, says):
    answer = send(alma, data, "x.json")
    assert answer.status_code == 422
    assert says in answer.content.decode()
    with scope(cast.alliance):
        assert not OfferUpload.objects.exists()


def test_thrown_away_is_thrown_away(cast, alma):
    send(alma, table(*ROWS))
    row = uploaded(cast)
    alma.post(url("import_throw_away", row.pk))
    assert alma.get(url("import_preview", row.pk)).url == url("import_receipt", row.pk)
    with scope(cast.alliance):
        row.refresh_from_db()
        assert bytes(row.file) == b""


def test_a_stranger_finds_no_upload(cast, alma, sign_in):
    send(alma, table(*ROWS))
    there = reverse("offers:import_preview", args=["dort", uploaded(cast).pk])
    assert sign_in(cast.emil).get(there).status_code == 404


@pytest.mark.parametrize(
    "name", ["download_catalogue", "download_hsds", "ways_out", "download/xlsx", "download/csv", "import"]
)
def test_the_ways_out(cast, alma, name):
    make_offer(cast.alliance, "Brückenkurs", key="BK")
    name, _slash, suffix = name.partition("/")
    answer = alma.get(url(name, *([suffix] if suffix else [])))
    assert answer.status_code == 200
    if name.startswith("download"):
        assert "attachment" in answer.headers["Content-Disposition"]
        assert answer.content


def test_an_unknown_form_is_not_found(cast, alma):
    assert alma.get(url("download", "docx")).status_code == 404


def test_copying_on_the_page(cast, alma):
    page = alma.get(url("examples")).content.decode()
    assert "Keine Rechtsberatung" in page
    assert "2026-11" in page
    alma.post(url("examples"), {"chosen": ["BVB", "IK"]})
    with scope(cast.alliance):
        assert Offer.objects.count() == 2
    assert "2 von 44" in alma.get(url("examples")).content.decode()


def test_an_example_in_full_says_source_and_doubt(cast, alma):
    page = alma.get(url("example", "BVB")).content.decode()
    assert "§§ 51–54 SGB III" in page
    assert "02.04.2025" in page
    assert "nicht geprüft" in page
    assert alma.get(url("example", "XX")).status_code == 404


def test_a_newer_edition_is_decided_on_the_page(cast, alma, monkeypatch, tmp_path):
    alma.post(url("examples"), {"chosen": ["BVB"]})
    with scope(cast.alliance):
        offer = Offer.objects.get()
    ship(monkeypatch, tmp_path, BVB={"months": 12, "access": {"attr": "german", "op": ">=", "value": "B1"}})
    try:
        assert "1 Ihrer Angebote" in alma.get(url("examples")).content.decode()
        page = alma.get(url("newer_example", offer.pk))
        assert "Deutsch: mindestens B1" in page.content.decode()
        answer = {"seen": page.context["news"].sign, "take-months": "example", "take-access": "own"}
        alma.post(url("newer_example", offer.pk), answer)
        with scope(cast.alliance):
            offer.refresh_from_db()
            assert offer.months == 12
            assert offer.rules.get().template_edition == "2026-11"
        assert alma.get(url("newer_example", offer.pk)).status_code == 302
    finally:
        monkeypatch.undo()
        forget()


def test_pages_stay_quick(cast, alma, django_assert_max_num_queries):
    with scope(cast.alliance):
        for number in range(30):
            make_offer(
                cast.alliance, f"Kurs {number}", key=f"K{number}", checked_on=datetime.date(2026, 1, 1)
            )
    with django_assert_max_num_queries(16):
        alma.get(url("examples"))
    with django_assert_max_num_queries(20):
        alma.get(url("download", "csv"))

"""Offers as a catalogue and as HSDS 3.0, out and in (B3). With KLAPPT_CORPUS against the schemas of HSDS."""

import json
import os
from pathlib import Path

import jsonschema
import pytest

from klappt.actors.models import Institution
from klappt.actors.tests.factories import make_institution
from klappt.alliances.scope import scope
from klappt.core.catalogue import read_catalogue, write_catalogue
from klappt.offers.enums import UploadKind
from klappt.offers.exports.catalogue import named_catalogue
from klappt.offers.exports.hsds import hsds_page, not_held
from klappt.offers.imports.plan import Verdict
from klappt.offers.imports.preview import carry_out, kind_of, preview
from klappt.offers.imports.read_json import Unreadable
from klappt.offers.models import Offer
from klappt.offers.selectors.sheet import lines
from klappt.offers.services.examples import copy_examples
from klappt.offers.services.importing import decide_on_upload, upload_offers
from klappt.offers.tests.factories import make_offer, make_rule
from klappt.offers.tests.test_import_offers import DAY, filled

CORPUS = os.environ.get("KLAPPT_CORPUS", "")
needs_corpus = pytest.mark.skipif(not CORPUS, reason="set KLAPPT_CORPUS to the folder of the shared corpus")


@pytest.fixture
def alliance(cast):
    with scope(cast.alliance):
        yield cast.alliance


def looked_at(cast, data, **decisions):
    upload = upload_offers(alliance=cast.alliance, name="a.json", data=data, kind=kind_of(data), by=cast.alma)
    decide_on_upload(upload=upload, by=cast.alma, decisions=decisions)
    return upload, preview(cast.alliance, data, "a.json", upload)


def catalogue_file(alliance):
    return json.dumps(write_catalogue(named_catalogue(alliance, DAY)), ensure_ascii=False).encode()


def hsds_file(alliance):
    return json.dumps(hsds_page(alliance, lines(alliance), DAY)).encode()


def test_the_own_catalogue_comes_back_without_a_difference(cast, alliance):
    filled(alliance, cast)
    _upload, plan = looked_at(cast, catalogue_file(alliance))
    assert {row.verdict for row in plan.rows} == {Verdict.LEAVE}
    assert len(plan.rows) == 3


def test_a_catalogue_travels_to_another_alliance_with_rules_and_questions(cast):
    with scope(cast.alliance):
        copy_examples(alliance=cast.alliance, keys=["AE19D", "BVB"], by=cast.alma)
        data = catalogue_file(cast.alliance)
        there = read_catalogue(data)
    with scope(cast.other_alliance):
        upload = upload_offers(
            alliance=cast.other_alliance, name="x", data=data, kind=UploadKind.CATALOGUE, by=cast.emil
        )
        plan = preview(cast.other_alliance, data, "x", upload)
        assert {row.verdict for row in plan.rows} == {Verdict.CREATE}
        carry_out(plan, alliance=cast.other_alliance, source="x", by=cast.emil, upload=upload)
        here = named_catalogue(cast.other_alliance, upload.uploaded_at.date())
    assert [offer.access for offer in here.offers] == [offer.access for offer in there.offers]
    assert [offer.effects for offer in here.offers] == [offer.effects for offer in there.offers]
    assert {each.key for each in here.attributes} == {each.key for each in there.attributes}


def test_a_changed_rule_is_shown_in_words_and_taken_over(cast, alliance):
    offer = make_offer(alliance, "Kurs", key="K")
    make_rule(offer, {"attr": "german", "op": ">=", "value": "A1"})
    raw = json.loads(catalogue_file(alliance))
    raw["offers"][0]["access"]["value"] = "B1"
    upload, plan = looked_at(cast, json.dumps(raw).encode())
    (change,) = plan.rows[0].changes
    assert (change.column, change.old, change.new) == (
        "access",
        "Deutsch: mindestens A1",
        "Deutsch: mindestens B1",
    )
    carry_out(plan, alliance=alliance, source="x", by=cast.alma, upload=upload)
    assert offer.rules.filter(valid_until=None).get().condition["value"] == "B1"


def test_a_catalogue_with_errors_names_each_and_nothing_is_stored(cast, alliance):
    raw = json.loads(catalogue_file(alliance))
    raw["offers"] = [{"key": "A", "months": "zehn"}, {"key": "B", "acess": {}}]
    with pytest.raises(Unreadable) as caught:
        preview(alliance, json.dumps(raw).encode(), "x")
    assert [message.split(":")[0] for message in caught.value.messages] == ["A", "B"]
    assert not Offer.objects.exists()


def test_hsds_says_what_it_cannot_hold(cast, alliance):
    filled(alliance, cast)
    told = {each.what: each.count for each in not_held(lines(alliance))}
    page = hsds_page(alliance, lines(alliance), DAY)
    assert {each["what"]: each["offers"] for each in page["klappt_not_exported"]} == told
    assert 1 in told.values()
    assert len(page["contents"]) == 2  # the idea does not exist yet


def test_hsds_comes_back_without_a_difference(cast, alliance):
    filled(alliance, cast)
    _upload, plan = looked_at(cast, hsds_file(alliance))
    assert [row.verdict for row in plan.rows] == [Verdict.LEAVE, Verdict.CHANGE]
    assert [each.column for each in plan.rows[1].changes] == ["website"]  # "www.vhs.de" is no address in HSDS


def test_a_service_from_elsewhere_becomes_an_offer(cast, alliance):
    make_institution(alliance, name="Caritas")
    service = {
        "id": "ac148810-d857-441c-9679-408f346de14b",
        "name": "Sprachcafé",
        "status": "active",
        "eligibility_description": "Für alle ab 16",
        "minimum_age": 16,
        "organization": {"id": "x", "name": "Caritas", "description": "Verband"},
        "funding": [{"id": "y", "source": "Stadt Musterkreis"}],
    }
    data = json.dumps({"contents": [service]}).encode()
    _upload, plan = looked_at(cast, data)
    (question,) = plan.carriers
    upload, plan = looked_at(cast, data, carriers={question.sign: "add"})
    carry_out(plan, alliance=alliance, source="x", by=cast.alma, upload=upload)
    offer = Offer.objects.get()
    assert {row.role: str(row.institution) for row in offer.roles.all()} == {
        "carries": "Caritas",
        "funds": "Stadt Musterkreis",
    }
    assert "Für alle ab 16" in offer.note
    assert not offer.rules.exists()
    assert Institution.objects.count() == 2


@pytest.mark.parametrize("data", [b"{", b"[]", b'{"a": 1}', b'[{"id": 1, "status": "x", "name": 7}]'])
def test_what_is_neither_is_refused_in_words(cast, alliance, data):
    with pytest.raises(Unreadable) as caught:
        preview(alliance, data, "x.json")
    assert caught.value.messages


@needs_corpus
def test_every_service_is_valid_hsds(cast, alliance):
    filled(alliance, cast)
    copy_examples(alliance=alliance, keys=["IK", "HJV41", "DIAA-F1", "FIM"], by=cast.alma)
    folder = Path(CORPUS) / "hsds/3.0/schema/compiled"
    schemas = {
        name: json.loads((folder / f"{name}.json").read_text())
        for name in ("service", "organization", "service_at_location")
    }
    services = hsds_page(alliance, lines(alliance), DAY)["contents"]
    assert len(services) == 6
    checker = jsonschema.FormatChecker()
    for service in services:
        jsonschema.Draft202012Validator(schemas["service"], format_checker=checker).validate(service)
        for name, found in (
            ("organization", [service.get("organization")]),
            ("service_at_location", service.get("service_at_locations", [])),
        ):
            for each in filter(None, found):
                jsonschema.Draft202012Validator(schemas[name], format_checker=checker).validate(each)
    ages = {service["alternate_name"]: service for service in services}
    assert (ages["HJV41"]["minimum_age"], ages["HJV41"]["maximum_age"]) == (18, 20)
    assert ages["DIAA-F1"]["status"] == "defunct"


@needs_corpus
def test_the_examples_of_hsds_can_be_read(cast, alliance):
    folder = Path(CORPUS) / "hsds/3.0/examples"
    for name in ("service_full", "service_list", "organization_full"):
        _upload, plan = looked_at(cast, (folder / f"{name}.json").read_bytes())
        assert plan.rows, name


@pytest.mark.parametrize("deep", [300, 450, 600, 900, 100_000])
def test_hsds_in_endless_boxes_is_refused(cast, alliance, deep):
    data = b'{"contents": [' * deep + b"]}" * deep
    with pytest.raises(Unreadable):
        preview(alliance, data, "a.json")


def test_a_long_name_out_of_hsds_is_asked_about_and_not_cut(cast, alliance):
    service = {"id": "1", "status": "active", "name": "Kurs " * 60}
    _upload, plan = looked_at(cast, json.dumps([service]).encode())
    assert [row.verdict for row in plan.rows] == [Verdict.OPEN]


def test_fields_of_hsds_that_stay_out_are_told_of(cast, alliance):
    service = {"id": "1", "status": "active", "name": "Kurs", "fees_description": "frei", "phones": []}
    _upload, plan = looked_at(cast, json.dumps([service]).encode())
    assert [notice for notice in plan.content.notices if "fees_description" in notice]
    assert not [notice for notice in plan.content.notices if "phones" in notice]

import datetime
from typing import Any

from conftest import Cast
from klappt.accounts.tests.route import COORDINATOR, INSIDE, Route
from klappt.actors.tests.factories import make_institution
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.offers.enums import UploadKind
from klappt.offers.models import Offer, OfferText
from klappt.offers.services.confirming import ask_provider
from klappt.offers.services.examples import copy_examples
from klappt.offers.services.importing import upload_offers
from klappt.offers.services.roles import give_role
from klappt.offers.tests.factories import make_offer, make_rule
from klappt.sheets.tests.files import table

ON = {"on": "2026-10-01"}


def an_offer(cast: Cast) -> dict[str, Any]:
    return {"pk": make_offer(cast.alliance).pk}


def an_idea(cast: Cast) -> dict[str, Any]:
    return {"pk": make_offer(cast.alliance, stage="idea").pk}


def a_ruled_offer(cast: Cast) -> dict[str, Any]:
    offer = make_offer(cast.alliance)
    make_rule(offer, {"attr": "german", "op": ">=", "value": "A2"})
    return {"pk": offer.pk}


def a_cell(cast: Cast) -> dict[str, Any]:
    return {**an_offer(cast), "column": "note"}


def a_role(cast: Cast) -> dict[str, Any]:
    offer, vhs = make_offer(cast.alliance), make_institution(cast.alliance)
    with scope(cast.alliance):
        since = datetime.date(2026, 1, 1)
        role = give_role(offer=offer, institution=vhs, role="carries", since=since, by=cast.alma)
    return {"pk": role.pk}


def a_second_text(cast: Cast) -> dict[str, Any]:
    offer = make_offer(cast.alliance)
    with set_up(cast.alliance):
        second = OfferText.objects.create(alliance=cast.alliance, offer=offer, column="note", text="B")
    return {"pk": second.pk}


def a_copy(cast: Cast) -> dict[str, Any]:
    with scope(cast.alliance):
        copy_examples(alliance=cast.alliance, keys=["BVB"], by=cast.alma)
        return {"pk": Offer.objects.get(key="BVB").pk}


def an_upload(cast: Cast) -> dict[str, Any]:
    with scope(cast.alliance):
        upload = upload_offers(
            alliance=cast.alliance,
            name="a.xlsx",
            data=table(("Angebot", "Kürzel"), ("Kurs", "K")),
            kind=UploadKind.TABLE,
            by=cast.alma,
        )
    return {"pk": upload.pk}


def a_question(cast: Cast) -> dict[str, Any]:
    offer = make_offer(cast.alliance)
    with scope(cast.alliance):
        return {"pk": ask_provider(offer=offer, email="vhs@example.org", by=cast.alma).pk}


def as_(suffix: str) -> Any:
    return lambda _cast: {"suffix": suffix}


ROUTES: dict[str, Route] = {
    "offers:list": Route(INSIDE),
    "offers:act": Route(post=COORDINATOR),
    "offers:remove_several": Route(post=COORDINATOR),
    "offers:cell": Route(COORDINATOR, COORDINATOR, kwargs=a_cell),
    "offers:second_text": Route(COORDINATOR, COORDINATOR, kwargs=a_second_text),
    "offers:add": Route(COORDINATOR, COORDINATOR, data={"name": "Brückenkurs", "kind": "specific"}),
    "offers:offer": Route(INSIDE, kwargs=a_ruled_offer),
    "offers:edit": Route(COORDINATOR, COORDINATOR, kwargs=an_offer),
    "offers:rule": Route(COORDINATOR, COORDINATOR, kwargs=a_ruled_offer),
    "offers:effects": Route(COORDINATOR, COORDINATOR, kwargs=an_offer),
    "offers:places": Route(COORDINATOR, COORDINATOR, kwargs=an_offer, data={"as_of": "2026-10-01"}),
    "offers:checked": Route(post=COORDINATOR, kwargs=an_offer),
    "offers:end": Route(COORDINATOR, COORDINATOR, kwargs=an_offer, data=ON),
    "offers:open": Route(COORDINATOR, COORDINATOR, kwargs=an_idea, data=ON),
    "offers:remove": Route(COORDINATOR, COORDINATOR, kwargs=an_offer),
    "offers:role": Route(COORDINATOR, COORDINATOR, kwargs=an_offer),
    "offers:end_role": Route(COORDINATOR, COORDINATOR, kwargs=a_role, data=ON),
    "offers:remove_role": Route(post=COORDINATOR, kwargs=a_role),
    "offers:examples": Route(get=INSIDE, post=COORDINATOR, data={"chosen": "BVB"}),
    "offers:example": Route(get=INSIDE, kwargs=lambda _cast: {"key": "BVB"}),
    "offers:newer_example": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_copy, data={"seen": "x"}),
    "offers:ask": Route(get=COORDINATOR, post=COORDINATOR),
    "offers:withdraw_question": Route(post=COORDINATOR, kwargs=a_question),
    "offers:import": Route(get=COORDINATOR, post=COORDINATOR),
    "offers:import_columns": Route(get=COORDINATOR, post=COORDINATOR, kwargs=an_upload),
    "offers:import_preview": Route(get=COORDINATOR, post=COORDINATOR, kwargs=an_upload),
    "offers:import_throw_away": Route(post=COORDINATOR, kwargs=an_upload),
    "offers:import_receipt": Route(get=COORDINATOR, kwargs=an_upload),
    "offers:ways_out": Route(get=INSIDE),
    "offers:download": Route(get=INSIDE, kwargs=as_("xlsx")),
    "offers:download_empty": Route(get=INSIDE, kwargs=as_("ods")),
    "offers:download_catalogue": Route(get=INSIDE),
    "offers:download_hsds": Route(get=INSIDE),
}

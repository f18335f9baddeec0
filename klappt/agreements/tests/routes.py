import itertools
from typing import Any

from conftest import Cast
from klappt.accounts.tests.route import COORDINATOR, INSIDE, Route
from klappt.actors.enums import CooperationFormat
from klappt.actors.services.cooperation import record_cooperation
from klappt.actors.tests.factories import make_institution
from klappt.agreements.services.formats import agree_prospect, fix_contact
from klappt.agreements.services.placing import place_at
from klappt.agreements.services.structures import Wanted, note_missing
from klappt.agreements.tests.factories import (
    BEGUN,
    PAPER,
    edition_of,
    make_format,
    make_note,
    make_paper_agreement,
    make_partner,
    make_structure,
)
from klappt.alliances.scope import scope

_numbers = itertools.count(1)
TABLE = INSIDE - {"paula"}
PARTIES = {"party-TOTAL_FORMS": "1", "party-INITIAL_FORMS": "0"}
MISSING = {"name": "Verfahren", "kind": "procedure", "follows": "Entwurf bis März"}
EDITION = {"valid_from": "2026-02-01", "remind_days": "30", **PARTIES}


def an_agreement(cast: Cast) -> dict[str, Any]:
    return {"pk": make_paper_agreement(cast).pk}


def an_edition(cast: Cast) -> dict[str, Any]:
    return {"pk": edition_of(cast, make_paper_agreement(cast, paper=PAPER)).pk}


def a_structure(cast: Cast) -> dict[str, Any]:
    return {"pk": make_structure(cast).pk}


def something_missing(cast: Cast) -> dict[str, Any]:
    with scope(cast.alliance):
        row = note_missing(
            alliance=cast.alliance,
            wanted=Wanted("procedure", "Verfahren zur Übergabe"),
            by=cast.alma,
            day=BEGUN,
        )
    return {"pk": row.pk}


def a_format(cast: Cast) -> dict[str, Any]:
    return {"pk": make_format(cast).pk}


def a_partner(cast: Cast) -> dict[str, Any]:
    return {"pk": make_partner(cast).pk}


def an_institution(cast: Cast) -> dict[str, Any]:
    return {"pk": make_institution(cast.alliance, f"Amt {next(_numbers)}").pk}


def a_format_for_everybody(cast: Cast) -> dict[str, Any]:
    """With a cooperation that could be taken over."""
    found = make_format(cast)
    institution = make_institution(cast.alliance, f"Amt {next(_numbers)}")
    with scope(cast.alliance):
        row = record_cooperation(institution=institution, format=CooperationFormat.EXCHANGE, by=cast.alma)
    TAKE_OVER["cooperations"] = [str(row.pk)]
    return {"pk": found.pk}


def a_contact(cast: Cast) -> dict[str, Any]:
    with scope(cast.alliance):
        institution = make_institution(cast.alliance, f"Amt {next(_numbers)}")
        return {"pk": fix_contact(institution=institution, name="Leitung", by=cast.alma).pk}


def a_prospect(cast: Cast) -> dict[str, Any]:
    found = make_format(cast)
    with scope(cast.alliance):
        row = agree_prospect(format=found, text="Früh beraten", on=BEGUN, source="Protokoll", by=cast.alma)
    return {"pk": row.pk}


def a_note(cast: Cast) -> dict[str, Any]:
    return {"pk": make_note(cast).pk}


def a_note_that_stands_here(cast: Cast) -> dict[str, Any]:
    SAME["same"] = f"structure-{make_structure(cast).pk}"
    return a_note(cast)


def a_placement(cast: Cast) -> dict[str, Any]:
    note, structure = make_note(cast), make_structure(cast)
    with scope(cast.alliance):
        return {"pk": place_at(note=note, structure=structure, by=cast.alma).pk}


SAME: dict[str, Any] = {}
TAKE_OVER: dict[str, Any] = {}
ROUTES: dict[str, Route] = {
    "agreements:list": Route(get=INSIDE),
    "agreements:agreement": Route(get=INSIDE, kwargs=an_agreement),
    "agreements:add": Route(
        get=COORDINATOR,
        post=COORDINATOR,
        data={"name": "Vereinbarung", "kind": "cooperation", **EDITION},
    ),
    "agreements:edit": Route(
        get=COORDINATOR, post=COORDINATOR, kwargs=an_agreement, data={"name": "Neu", "kind": "procedure"}
    ),
    "agreements:renew": Route(get=COORDINATOR, post=COORDINATOR, kwargs=an_agreement, data=EDITION),
    "agreements:end": Route(
        get=COORDINATOR,
        post=COORDINATOR,
        kwargs=an_agreement,
        data={"on": "2026-03-01", "because": "Ersetzt durch KIM"},
    ),
    "agreements:edition_edit": Route(get=COORDINATOR, post=COORDINATOR, kwargs=an_edition, data=EDITION),
    "agreements:review": Route(get=COORDINATOR, post=COORDINATOR, kwargs=an_edition, data={"next_on": ""}),
    "agreements:structures": Route(get=INSIDE),
    "agreements:structure": Route(get=INSIDE, kwargs=a_structure),
    "agreements:structure_add": Route(
        get=COORDINATOR, post=COORDINATOR, data={"name": "AK", "kind": "working_group"}
    ),
    "agreements:structure_edit": Route(
        get=COORDINATOR, post=COORDINATOR, kwargs=a_structure, data={"name": "AK", "kind": "network"}
    ),
    "agreements:questions": Route(
        get=COORDINATOR, post=COORDINATOR, kwargs=a_structure, data={"feed": "yes", "feed_note": "Thema"}
    ),
    "agreements:structure_remove": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_structure),
    "agreements:become_body": Route(post=COORDINATOR, kwargs=a_structure),
    "agreements:be_no_body": Route(post=COORDINATOR, kwargs=a_structure),
    "agreements:missing_add": Route(get=COORDINATOR, post=COORDINATOR, data=MISSING),
    "agreements:missing_edit": Route(
        get=COORDINATOR, post=COORDINATOR, kwargs=something_missing, data=MISSING
    ),
    "agreements:missing_fill": Route(
        get=COORDINATOR, post=COORDINATOR, kwargs=something_missing, data={"on": "2026-05-01"}
    ),
    "agreements:missing_again": Route(post=COORDINATOR, kwargs=something_missing),
    "agreements:abh": Route(get=INSIDE),
    "agreements:formats": Route(get=INSIDE),
    "agreements:format": Route(get=INSIDE, kwargs=a_format),
    "agreements:format_add": Route(
        get=COORDINATOR, post=COORDINATOR, data={"name": "Jour fixe", "kind": "exchange"}
    ),
    "agreements:format_edit": Route(
        get=COORDINATOR, post=COORDINATOR, kwargs=a_format, data={"name": "Runde", "kind": "body"}
    ),
    "agreements:format_end": Route(
        get=COORDINATOR, post=COORDINATOR, kwargs=a_format, data={"on": "2026-06-30"}
    ),
    "agreements:take_over": Route(
        get=COORDINATOR, post=COORDINATOR, kwargs=a_format_for_everybody, data=TAKE_OVER
    ),
    "agreements:partner_add": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_format, data={"since": ""}),
    "agreements:partner_end": Route(
        get=COORDINATOR, post=COORDINATOR, kwargs=a_partner, data={"on": "2026-06-30"}
    ),
    "agreements:partner_out": Route(post=COORDINATOR, kwargs=a_partner),
    "agreements:contact_where": Route(get=COORDINATOR),
    "agreements:contact_add": Route(
        get=COORDINATOR, post=COORDINATOR, kwargs=an_institution, data={"name": "Team Aufenthalt"}
    ),
    "agreements:contact_end": Route(
        get=COORDINATOR, post=COORDINATOR, kwargs=a_contact, data={"on": "2026-06-30"}
    ),
    "agreements:prospect": Route(
        get=COORDINATOR,
        post=COORDINATOR,
        kwargs=a_format,
        data={"text": "Früh beraten", "agreed_on": "2026-02-01"},
    ),
    "agreements:prospect_remove": Route(post=COORDINATOR, kwargs=a_prospect),
    "agreements:continuation": Route(
        get=COORDINATOR, post=COORDINATOR, kwargs=a_format, data={"state": "planned", "since": "2026-02-01"}
    ),
    "agreements:note_structure": Route(
        get=COORDINATOR, post=COORDINATOR, kwargs=a_note, data={"name": "AK", "kind": "working_group"}
    ),
    "agreements:note_agreement": Route(
        get=COORDINATOR, post=COORDINATOR, kwargs=a_note, data={"name": "X", "kind": "procedure", **EDITION}
    ),
    "agreements:note_body": Route(
        get=COORDINATOR, post=COORDINATOR, kwargs=a_note, data={"name": "AK", "kind": "working_group"}
    ),
    "agreements:note_same": Route(
        get=COORDINATOR, post=COORDINATOR, kwargs=a_note_that_stands_here, data=SAME
    ),
    "agreements:note_back": Route(post=COORDINATOR, kwargs=a_placement),
    "agreements:file": Route(get=TABLE, kwargs=an_edition),
}

import datetime
from typing import Any

from conftest import Cast
from klappt.accounts.tests.route import COORDINATOR, INSIDE, LEAD, SIGNED_IN, STEERING, Route
from klappt.actors.enums import ApproachState, CooperationFormat, NoteKind
from klappt.actors.models import ImportedNote, SecondText
from klappt.actors.services.confirming import ask_for_confirmation
from klappt.actors.services.cooperation import record_cooperation
from klappt.actors.services.importing import upload_table
from klappt.actors.tests.factories import make_institution
from klappt.actors.tests.group import make_approach
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.sheets.tests.files import table

DAY = {"on": "2026-10-01"}
SINCE = datetime.date(2026, 3, 1)


def an_institution(cast: Cast) -> dict[str, Any]:
    return {"pk": make_institution(cast.alliance).pk}


def a_cell(cast: Cast) -> dict[str, Any]:
    return {**an_institution(cast), "column": "note"}


def a_second_text(cast: Cast) -> dict[str, Any]:
    institution = make_institution(cast.alliance)
    with set_up(cast.alliance):
        return {
            "pk": SecondText.objects.create(
                alliance=cast.alliance, institution=institution, column="note", text="B"
            ).pk
        }


def a_pair(cast: Cast) -> dict[str, Any]:
    return {
        "first": make_institution(cast.alliance, "JMD").pk,
        "second": make_institution(cast.alliance, "Jugendmigrationsdienst").pk,
    }


def a_cooperation(cast: Cast) -> dict[str, Any]:
    institution = make_institution(cast.alliance)
    with scope(cast.alliance):
        return {
            "pk": record_cooperation(
                institution=institution, format=CooperationFormat.EXCHANGE, since=SINCE, by=cast.alma
            ).pk
        }


def a_question(cast: Cast) -> dict[str, Any]:
    institution = make_institution(cast.alliance)
    with scope(cast.alliance):
        return {"pk": ask_for_confirmation(institution=institution, email="jmd@example.org", by=cast.alma).pk}


def an_approach(cast: Cast) -> dict[str, Any]:
    return {"pk": make_approach(cast.alliance).pk}


def agreeing(cast: Cast) -> dict[str, Any]:
    return {"pk": make_approach(cast.alliance).pk, "step": "agreed"}


def noting(cast: Cast) -> dict[str, Any]:
    return {"pk": make_approach(cast.alliance, state=ApproachState.AGREED).pk, "step": "approached"}


def an_entry(cast: Cast) -> dict[str, Any]:
    return {"id": make_institution(cast.alliance, note="alt").pk}


API = {
    "api_schema": Route(get=SIGNED_IN),
    "api:api-root": Route(),
    "api:institutions": Route(get=INSIDE),
    "api:institution": Route(
        get=INSIDE,
        patch=COORDINATOR,
        kwargs=an_entry,
        data={"column": "note", "text": "neu", "opened_with": "alt"},
    ),
}
GROUP = {
    "actors:core_group": Route(get=INSIDE),
    "actors:survey": Route(get=STEERING),
    "actors:survey_sheet": Route(get=STEERING, post=COORDINATOR, kwargs=an_institution),
    "actors:proposal": Route(get=STEERING),
    "actors:proposal_keep": Route(post=COORDINATOR, data={"seats": "8"}),
    "actors:wish": Route(post=COORDINATOR),
    "actors:wish_drop": Route(post=COORDINATOR, kwargs=an_institution),
    "actors:proposal_adopt": Route(post=COORDINATOR),
    "actors:approaches": Route(get=STEERING),
    "actors:ask_lead": Route(post=COORDINATOR),
    "actors:agree_all": Route(post=LEAD),
    "actors:approach": Route(get=STEERING, kwargs=an_approach),
    "actors:approach_decide": Route(post=LEAD, kwargs=agreeing),
    "actors:approach_step": Route(post=COORDINATOR, kwargs=noting),
    "actors:replacement": Route(get=STEERING, kwargs=an_approach),
}


def a_draft(cast: Cast) -> dict[str, Any]:
    data = table(["Einrichtung", "Bereich"], ["VHS", "Bildung"])
    with scope(cast.alliance):
        return {"pk": upload_table(alliance=cast.alliance, name="Akteure.xlsx", data=data, by=cast.alma).pk}


def an_xlsx(_cast: Cast) -> dict[str, Any]:
    return {"suffix": "xlsx"}


def a_draft_as_xlsx(cast: Cast) -> dict[str, Any]:
    return {**a_draft(cast), **an_xlsx(cast)}


def a_note(cast: Cast) -> dict[str, Any]:
    with set_up(cast.alliance):
        return {
            "pk": ImportedNote.objects.create(
                alliance=cast.alliance, kind=NoteKind.NOTE, text="x", sheet="Akteure", row=1, source="a.xlsx"
            ).pk
        }


ROUTES = {
    **API,
    **GROUP,
    "actors:import": Route(get=COORDINATOR, post=COORDINATOR),
    "actors:import_columns": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_draft),
    "actors:import_preview": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_draft),
    "actors:import_throw_away": Route(post=COORDINATOR, kwargs=a_draft),
    "actors:import_receipt": Route(get=COORDINATOR, kwargs=a_draft),
    "actors:import_remarks": Route(get=COORDINATOR, kwargs=a_draft_as_xlsx),
    "actors:imported_notes": Route(get=INSIDE),
    "actors:remove_imported_note": Route(post=COORDINATOR, kwargs=a_note),
    "actors:download": Route(get=INSIDE, kwargs=an_xlsx),
    "actors:download_empty": Route(get=INSIDE, kwargs=an_xlsx),
    "actors:list": Route(get=INSIDE),
    "actors:act": Route(post=COORDINATOR, data={"action": "forum"}),
    "actors:remove_several": Route(post=COORDINATOR),
    "actors:cell": Route(
        get=COORDINATOR, post=COORDINATOR, kwargs=a_cell, data={"text": "neu", "opened": ""}
    ),
    "actors:second_text": Route(
        get=COORDINATOR, post=COORDINATOR, kwargs=a_second_text, data={"settle-opened": "x"}
    ),
    "actors:add": Route(get=COORDINATOR, post=COORDINATOR, data={"name": ""}),
    "actors:similar": Route(get=COORDINATOR),
    "actors:add_type": Route(get=COORDINATOR, post=COORDINATOR, data={"label": "Sportverein"}),
    "actors:institution": Route(get=INSIDE, kwargs=an_institution),
    "actors:edit": Route(get=COORDINATOR, post=COORDINATOR, kwargs=an_institution, data={"name": ""}),
    "actors:remove": Route(get=COORDINATOR, post=COORDINATOR, kwargs=an_institution),
    "actors:duplicates": Route(get=COORDINATOR),
    "actors:merge": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_pair),
    "actors:dismiss": Route(post=COORDINATOR, kwargs=a_pair),
    "actors:record_cooperation": Route(get=COORDINATOR, post=COORDINATOR, kwargs=an_institution),
    "actors:end_cooperation": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_cooperation, data=DAY),
    "actors:assess": Route(get=COORDINATOR, post=COORDINATOR, kwargs=an_institution),
    "actors:criteria": Route(get=COORDINATOR, post=COORDINATOR, kwargs=an_institution),
    "actors:ask": Route(get=COORDINATOR, post=COORDINATOR),
    "actors:withdraw": Route(post=COORDINATOR, kwargs=a_question),
}

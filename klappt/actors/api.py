"""The interface for other programs: the actor table by JSON, by the same rights and services as the pages."""

from typing import Any, Literal

from django.core.exceptions import ValidationError as Refused
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema, Status
from ninja.pagination import paginate

from klappt.accounts.policies import require
from klappt.actors import enums
from klappt.actors.forms.institution import CellForm, base_column
from klappt.actors.models import Institution, SecondText
from klappt.actors.policies import EDIT_ACTORS, SEE_ACTORS
from klappt.actors.selectors.table import NONE, Wanted, rows, types, with_details
from klappt.actors.services.cells import Outcome, columns_of, read_cell, write_cell
from klappt.alliances.api import DENIALS, INSIDE, Pages, Text, refusal
from klappt.alliances.requests import MemberRequest
from klappt.audit.enums import Channel


class Asked(Schema):
    text: str = Field("", max_length=200, description="Words, each of which is found somewhere in the entry.")
    field: enums.Field | Literal["", "none"] = Field("", description="`none`: entries without a field.")


class Contact(Schema):
    id: int
    function: str
    name: str
    phone: str
    email: str


class OpenText(Schema):
    """What somebody wrote into a cell that somebody else had just changed; nobody has decided yet."""

    column: str
    text: str
    by: str

    @staticmethod
    def resolve_by(row: SecondText) -> str:
        return str(row.by or "")


class Entry(Schema):
    """An institution. Each column holds the very text that `opened_with` expects; empty: nothing is said."""

    id: int
    name: str
    short_name: str
    department: str
    type: str = Field(description="The number of the type.")
    type_label: str
    field: str
    address: str
    website: str
    cooperation: str
    core_group_planned: str
    forum_planned: str
    contributions: str
    note: str
    checked_on: str = Field(description="A day as 2026-11-22.")
    contacts: list[Contact]
    second_texts: list[OpenText]

    @staticmethod
    def resolve_type(institution: Institution) -> str:
        return read_cell(institution, "type")

    @staticmethod
    def resolve_type_label(institution: Institution) -> str:
        return str(institution.type or "")

    @staticmethod
    def resolve_checked_on(institution: Institution) -> str:
        return read_cell(institution, "checked_on")

    @staticmethod
    def resolve_second_texts(institution: Institution) -> list[SecondText]:
        found: list[SecondText] = institution.open_texts  # type: ignore[attr-defined] # see with_details
        return found


class Cell(Schema):
    column: str = Field(
        max_length=40, description="`note`, `contact_phone` (of the first contact), `contact.12.phone` ..."
    )
    text: Text
    opened_with: Text = Field(description="What stood there when it was read.")


class Both(Schema):
    """Somebody else was quicker: `stored` stands in the cell, `second` is kept beside it."""

    detail: str
    column: str
    stored: str
    second: str


router = Router()


@router.get(
    "/institutions", response={200: list[Entry], **DENIALS}, url_name="institutions", openapi_extra=INSIDE
)
@paginate(Pages)
def list_institutions(request: MemberRequest, asked: Query[Asked]) -> QuerySet[Institution]:
    require(request.member.may(SEE_ACTORS))
    wanted = Wanted(words=asked.text, field=NONE if asked.field == NONE else str(asked.field))
    return with_details(rows(wanted, day=timezone.localdate(), known_types=()))


@router.get(
    "/institutions/{int:id}", response={200: Entry, **DENIALS}, url_name="institution", openapi_extra=INSIDE
)
def read_institution(request: MemberRequest, id: int) -> Institution:
    require(request.member.may(SEE_ACTORS))
    return _entry(id)


@router.patch(
    "/institutions/{int:id}",
    response={200: Entry, 409: Both, **DENIALS},
    url_name="institution",
    openapi_extra=INSIDE,
)
def write_institution(request: MemberRequest, id: int, cell: Cell) -> Status[Any]:
    require(request.member.may(EDIT_ACTORS))
    outcome = _written(request, _entry(id), cell)
    if outcome.second is None:
        return Status(200, _entry(id))
    both = Both(
        detail=_("Somebody else has changed the same at the same time. Both texts are kept; please decide."),
        column=cell.column,
        stored=read_cell(outcome.institution, cell.column),
        second=outcome.second.text,
    )
    return Status(409, both)


def _entry(pk: int) -> Institution:
    return get_object_or_404(with_details(Institution.objects.all()), pk=pk)


def _written(request: MemberRequest, institution: Institution, cell: Cell) -> Outcome:
    if cell.column not in columns_of(institution):
        raise refusal("cell", "column", _("There is no such column."))
    posted = {"text": cell.text, "opened": cell.opened_with}
    form = CellForm(posted, column=base_column(cell.column), types=types(), prefix="")
    if not form.is_valid():
        name, reasons = next(iter(form.errors.items()))
        raise refusal("cell", "text" if name == "text" else "opened_with", *reasons)
    try:
        return write_cell(
            institution=institution,
            column=cell.column,
            text=form.text(),
            opened_with=form.cleaned_data["opened"],
            by=request.member.user,
            channel=Channel.API,
        )
    except Refused as wrong:
        raise refusal("cell", "text", *wrong.messages) from wrong

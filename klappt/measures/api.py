"""Goals, decisions and measures by JSON, by the same rights and services as the pages (A6, A7)."""

import datetime
from typing import Annotated, Any, Literal

from django.core.exceptions import ValidationError as Refused
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema, Status
from ninja.pagination import paginate

from klappt.accounts.policies import require
from klappt.alliances.api import DENIALS, INSIDE, Pages, Text, refusal
from klappt.alliances.requests import MemberRequest
from klappt.measures.policies import SEE_MEASURES
from klappt.measures.selectors.table import NONE, Wanted, asked, results
from klappt.meetings.enums import Channel, OutcomeState
from klappt.meetings.models import Outcome, OutcomeChange
from klappt.meetings.policies import may_move
from klappt.meetings.services.outcomes import Overtaken, move

LARGEST = 2**63 - 1
Number = Annotated[int, Field(ge=1, le=LARGEST)]


class AskedFor(Schema):
    text: str = Field("", max_length=200, description="Words, each of which is found somewhere.")
    state: OutcomeState | Literal["", "open", "overdue"] = Field("")
    goal: Number | Literal["none"] | None = Field(
        None, description="Its number; `none`: measures without one."
    )
    body: Number | None = None
    institution: Number | None = None
    person: str = Field("", max_length=120)
    mine: bool = False


class Origin(Schema):
    """The meeting and the agenda item in which it was agreed."""

    meeting: int
    meeting_title: str
    held_on: datetime.date | None
    item: int
    item_title: str
    body: int
    body_name: str


class Result(Schema):
    """A measure. Empty means that nothing has been said."""

    id: int
    text: str
    state: str
    state_since: datetime.datetime
    reason: str
    person: str
    institution: int | None
    institution_name: str
    due_on: datetime.date | None
    is_overdue: bool
    goal: int | None
    goal_text: str
    origin: Origin

    @staticmethod
    def resolve_institution(row: Outcome) -> int | None:
        return row.institution_id

    @staticmethod
    def resolve_institution_name(row: Outcome) -> str:
        return str(row.institution or "")

    @staticmethod
    def resolve_is_overdue(row: Outcome) -> bool:
        return row.is_overdue(timezone.localdate())

    @staticmethod
    def resolve_goal(row: Outcome) -> int | None:
        return row.goal_id

    @staticmethod
    def resolve_goal_text(row: Outcome) -> str:
        return str(row.goal or "")

    @staticmethod
    def resolve_origin(row: Outcome) -> dict[str, Any]:
        meeting = row.item.meeting
        return {
            "meeting": meeting.pk,
            "meeting_title": meeting.title,
            "held_on": timezone.localdate(meeting.starts_at) if meeting.starts_at else None,
            "item": row.item_id,
            "item_title": row.item.title,
            "body": meeting.body_id,
            "body_name": meeting.body.name,
        }


class StepOfHistory(Schema):
    """One step, and how the measure stood after it."""

    id: int
    step: str
    state: str
    reason: str
    person: str
    due_on: datetime.date | None
    by: str
    channel: str
    at: datetime.datetime

    @staticmethod
    def resolve_by(row: OutcomeChange) -> str:
        return str(row.by) if row.by else row.signature


class WithHistory(Result):
    history: list[StepOfHistory] = Field(description="The earliest first; the last is how it stands.")

    @staticmethod
    def resolve_history(row: Outcome) -> list[OutcomeChange]:
        return list(row.changes.select_related("by").order_by("at", "pk"))


class Move(Schema):
    state: OutcomeState
    reason: Text = Field("", max_length=300, description="Needed for `stuck` and `dropped`.")
    seen: int | None = Field(
        None, ge=0, le=LARGEST, description="The last step you know; if there is a later one: 409."
    )


class Quicker(Schema):
    """Somebody else has moved it since; nothing was changed. `step` is what they did."""

    detail: str
    step: StepOfHistory


router = Router()


@router.get("/measures", response={200: list[Result], **DENIALS}, url_name="measures", openapi_extra=INSIDE)
@paginate(Pages)
def list_measures(request: MemberRequest, wanted: Query[AskedFor]) -> QuerySet[Outcome]:
    require(request.member.may(SEE_MEASURES))
    found = Wanted(
        words=wanted.text,
        state=str(wanted.state),
        goal=NONE if wanted.goal == NONE else _number(wanted.goal),
        body=_number(wanted.body),
        institution=_number(wanted.institution),
        person=wanted.person,
        mine=wanted.mine,
    )
    return asked(found, member=request.member, day=timezone.localdate())


@router.get(
    "/measures/{int:id}", response={200: WithHistory, **DENIALS}, url_name="measure", openapi_extra=INSIDE
)
def read_measure(request: MemberRequest, id: int) -> Outcome:
    require(request.member.may(SEE_MEASURES))
    return _measure(id)


@router.patch(
    "/measures/{int:id}",
    response={200: WithHistory, 409: Quicker, **DENIALS},
    url_name="measure",
    openapi_extra=INSIDE,
)
def move_measure(request: MemberRequest, id: int, to: Move) -> Status[Any]:
    outcome = _measure(id)
    require(may_move(request.member, outcome))
    try:
        move(
            outcome=outcome,
            to=to.state,
            by=request.member.user,
            channel=Channel.API,
            reason=to.reason,
            seen=to.seen,
        )
    except Overtaken as quicker:
        detail = _("Somebody else was quicker. Please look how it stands now.")
        return Status(409, {"detail": detail, "step": quicker.step})
    except Refused as wrong:
        raise refusal("to", "reason", *wrong.messages) from wrong
    return Status(200, _measure(id))


def _measure(pk: int) -> Outcome:
    return get_object_or_404(results().select_related("alliance"), pk=pk)


def _number(value: int | str | None) -> str:
    return "" if value is None else str(value)

"""How the approaches stand, who waits for whom, and what happened to each (A3)."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from klappt.actors.enums import ENDED_WITHOUT_SEAT, ApproachState
from klappt.actors.models import AgreementRequest, Approach
from klappt.actors.policies import AGREE, SEE_PLAN
from klappt.alliances.policies import Member
from klappt.alliances.scope import read_once
from klappt.audit.models import Change


@dataclass(frozen=True)
class Column:
    """One state of the board with everything that stands there."""

    state: ApproachState
    approaches: list[Approach]


@dataclass(frozen=True)
class Passage:
    """One step an approach has taken: when, by whom, what was done, to which state, with which words."""

    at: datetime.datetime
    who: str
    what: str
    state: str
    words: str


def board() -> list[Column]:
    """Approaches by state, in the order of the steps; those ended without a seat come together at the end."""
    rows = list(_with_details(Approach.objects.order_by("since", "pk")))
    columns = [
        Column(state, [row for row in rows if row.state == state])
        for state in ApproachState
        if state not in ENDED_WITHOUT_SEAT
    ]
    ended = [row for row in reversed(rows) if row.state in ENDED_WITHOUT_SEAT]
    return [*columns, Column(ApproachState.DECLINED, ended)]


@read_once
def counts_by_state() -> dict[str, int]:
    """How many approaches stand at each state; a state without any is not listed."""
    return dict(Approach.objects.order_by().values_list("state").annotate(number=Count("pk")))


def approaches_waiting_for_lead(member: Member) -> list[Approach]:
    """Proposals that this member, as lead, has to decide; empty for everybody else."""
    if not member.may(AGREE):
        return []
    return list(_with_details(Approach.objects.filter(state=ApproachState.PROPOSED).order_by("since", "pk")))


def proposals_to_talk_about(member: Member) -> list[Approach]:
    """Proposals of which the lead has said that it wants to talk first."""
    if not member.may(SEE_PLAN):
        return []
    asked = Approach.objects.filter(state=ApproachState.PROPOSED).exclude(lead_comment="")
    return list(_with_details(asked.order_by("since", "pk")))


def waiting_for_an_answer() -> list[Approach]:
    """Institutions that have been asked and have not answered yet, longest first."""
    asked = Approach.objects.filter(state=ApproachState.APPROACHED)
    return list(_with_details(asked.order_by("since", "pk")))


def latest_request() -> AgreementRequest | None:
    """The last mail with which the lead was asked to agree."""
    row: AgreementRequest | None = AgreementRequest.objects.select_related("lead").first()
    return row


def passages(approach: Approach) -> list[Passage]:
    """Everything that was done with this approach, newest first."""
    changes = (
        Change.objects.filter(
            model=Approach._meta.label_lower,
            object_id=str(approach.pk),
            event__alliance_id=approach.alliance_id,
        )
        .select_related("event", "event__by")
        .order_by("-event__at", "-pk")
    )
    return [_passage(change) for change in changes]


def _passage(change: Change) -> Passage:
    new = {name: values[1] for name, values in change.fields.items()}
    state = new.get("state") or ""
    return Passage(
        at=change.event.at,
        who=change.event.who,
        what=change.event.verb_label,
        state=state if state in ApproachState else "",
        words="\n".join(filter(None, (new.get("reason"), new.get("lead_comment")))),
    )


def _with_details(rows: QuerySet[Approach]) -> QuerySet[Approach]:
    return rows.select_related("institution", "person", "deputy", "by", "request", "alliance")

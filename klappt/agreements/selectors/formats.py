"""Central formats on a day: who takes part, whom to call, what was agreed, how far it is permanent."""

import datetime
from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet

from klappt.actors.models import Cooperation
from klappt.agreements.enums import ContinuationState
from klappt.agreements.models import CentralFormat, Continuation, FixedContact, FormatPartner, Prospect

SOON = datetime.timedelta(days=90)


@dataclass(frozen=True)
class Shown:
    """A format as it stood on a day."""

    format: CentralFormat
    partners: list[FormatPartner]
    contacts: list[FixedContact]
    prospects: list[Prospect]
    continuation: Continuation | None
    former: list[FormatPartner] = field(default_factory=list)

    @property
    def continuation_state(self) -> str:
        """What nobody has said is unknown, not "not begun"."""
        return self.continuation.shown if self.continuation else "unknown"


def formats_with_all() -> QuerySet[CentralFormat]:
    """Six queries, however many formats there are."""
    partners = FormatPartner.objects.select_related("cooperation__institution__type").order_by(
        "cooperation__institution__position", "pk"
    )
    contacts = FixedContact.objects.select_related("institution", "contact").order_by("-valid_from", "pk")
    rows: QuerySet[CentralFormat] = (
        CentralFormat.objects.select_related("body", "agreement")
        .prefetch_related(
            Prefetch("partners", queryset=partners),
            Prefetch("contacts", queryset=contacts),
            Prefetch("prospects", queryset=Prospect.objects.order_by("-agreed_on", "-pk")),
            Prefetch(
                "continuations",
                queryset=Continuation.objects.select_related("carrier").order_by("-valid_from", "-pk"),
            ),
        )
        .order_by("position", "pk")
    )
    return rows


def shown_on(row: CentralFormat, day: datetime.date) -> Shown:
    partners = list(row.partners.all())
    taking_part = [each for each in partners if each.cooperation.holds_on(day)]
    return Shown(
        format=row,
        partners=taking_part,
        contacts=[each for each in row.contacts.all() if each.holds_on(day)],
        prospects=[each for each in row.prospects.all() if each.agreed_on <= day],
        continuation=next((each for each in row.continuations.all() if each.holds_on(day)), None),
        former=[each for each in partners if each not in taking_part],
    )


def formats_on(day: datetime.date) -> list[Shown]:
    return [shown_on(row, day) for row in formats_with_all() if row.holds_on(day)]


def ended_by(day: datetime.date) -> list[CentralFormat]:
    rows = CentralFormat.objects.filter(valid_until__lt=day).order_by("-valid_until", "pk")
    return list(rows)


def free_cooperations() -> QuerySet[Cooperation]:
    """Cooperations noted on the pages of institutions that belong to no format yet and still hold."""
    rows: QuerySet[Cooperation] = (
        Cooperation.objects.filter(valid_until=None, in_format=None)
        .select_related("institution")
        .order_by("format", "institution__position", "pk")
    )
    return rows


def funds_running_out(day: datetime.date) -> list[Continuation]:
    """What holds on the day, is paid for until a day that is near, and is not permanent."""
    settled = (ContinuationState.PERMANENT, ContinuationState.ENDED)
    rows = (
        Continuation.objects.active_on(day)
        .filter(funded_until__lte=day + SOON)
        .exclude(state__in=settled)
        .select_related("format")
        .order_by("funded_until", "pk")
    )
    return [row for row in rows if row.format.holds_on(day)]

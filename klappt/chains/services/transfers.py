"""Handovers are counted by month: how many, how they ended, why not, how long it took. Never who."""

import datetime
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.audit.services import event
from klappt.chains import events
from klappt.chains.models import Link, TransferMonth


def count_transfers(
    *,
    link: Link,
    month: datetime.date,
    asked: int,
    accepted: int,
    lapsed: int,
    refusals: Mapping[str, int],
    answer_times: Mapping[str, int],
    by: User | None,
    signature: str = "",
) -> TransferMonth:
    """Set the counts of one month; those counted before for it are replaced, and the history keeps them.

    `refusals` counts the refused by reason; together they are the refused.
    """
    month = month.replace(day=1)
    if month > timezone.localdate():
        raise ValidationError({"month": _("This month is still to come.")})
    known = TransferMonth.objects.filter(link=link, month=month).first()
    row = known or TransferMonth(alliance_id=link.alliance_id, link=link, month=month)
    row.asked, row.accepted, row.lapsed = asked, accepted, lapsed
    row.refusals = {key: number for key, number in refusals.items() if number}
    row.refused = sum(row.refusals.values())
    row.answer_times = {key: number for key, number in answer_times.items() if number}
    row.full_clean(exclude=["alliance", "link"], validate_constraints=False)
    with event(events.TRANSFERS_COUNTED, by=by, alliance=link.alliance, signature=signature):
        row.save()
    return row

"""Which editions somebody has to look at, and whom to tell."""

import datetime

from django.db.models import Exists, OuterRef, Q

from klappt.agreements.models import Edition


def to_remind_of(day: datetime.date) -> list[Edition]:
    """Editions whose reminder is due on the day and has not been sent. The newest of an agreement only:
    what has been renewed needs none."""
    newer = Edition.objects.filter(agreement=OuterRef("agreement"), number__gt=OuterRef("number"))
    rows = (
        Edition.objects.filter(~Exists(newer.order_by()), reminded_on=None, agreement__ended_on=None)
        .exclude(review_on=None, valid_until=None)
        .filter(Q(valid_until__gte=day) | Q(valid_until=None))
        .select_related("agreement", "alliance")
        .order_by("pk")
    )
    return [row for row in rows if row.remind_on is not None and row.remind_on <= day]


def coming_up(day: datetime.date, within: datetime.timedelta) -> list[Edition]:
    """The newest editions that hold and end, or are to be reviewed, until then; what is overdue, too."""
    until = day + within
    newer = Edition.objects.filter(agreement=OuterRef("agreement"), number__gt=OuterRef("number"))
    rows = (
        Edition.objects.filter(~Exists(newer.order_by()), agreement__ended_on=None)
        .filter(Q(valid_until__gte=day) | Q(valid_until=None))
        .filter(Q(valid_until__lte=until) | Q(review_on__lte=until))
        .select_related("agreement")
        .order_by("pk")
    )
    return list(rows)

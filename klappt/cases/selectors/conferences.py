import datetime

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from klappt.actors.models import Institution
from klappt.cases.models import (
    CaseConference,
    CasePattern,
    Finding,
    FollowUp,
    PatternMissing,
    PatternTrait,
    Present,
)

BACK = 36


def conferences() -> QuerySet[CaseConference]:
    """The newest first, with who met and how much was entered."""
    present = Present.objects.select_related("institution").order_by("institution__position", "pk")
    rows: QuerySet[CaseConference] = (
        CaseConference.objects.select_related("alliance")
        .prefetch_related(Prefetch("present", queryset=present))
        .annotate(
            pattern_count=Count("patterns", distinct=True),
            finding_count=Count("findings", distinct=True),
        )
        .order_by("-month", "-number", "-pk")
    )
    return rows


def patterns_of(conference: CaseConference) -> QuerySet[CasePattern]:
    missing = PatternMissing.objects.order_by("what")
    traits = PatternTrait.objects.order_by("trait")
    rows: QuerySet[CasePattern] = (
        CasePattern.objects.filter(conference=conference)
        .prefetch_related(Prefetch("missing", queryset=missing), Prefetch("traits", queryset=traits))
        .order_by("pk")
    )
    return rows


def findings_of(conference: CaseConference) -> QuerySet[Finding]:
    rows: QuerySet[Finding] = (
        Finding.objects.filter(conference=conference)
        .select_related("pattern")
        .prefetch_related(Prefetch("follow_ups", queryset=follow_ups()))
        .order_by("pk")
    )
    return rows


def follow_ups() -> QuerySet[FollowUp]:
    rows: QuerySet[FollowUp] = FollowUp.objects.select_related(
        "need", "subgroup", "offer", "lever", "outcome"
    ).order_by("-on", "-pk")
    return rows


def waiting_findings() -> QuerySet[Finding]:
    """Findings from which nobody has said what follows."""
    rows: QuerySet[Finding] = Finding.objects.filter(follow_ups=None).order_by("conference__month", "pk")
    return rows


def usual_institutions() -> QuerySet[Institution]:
    """Whoever met most often comes first, then the others as they stand in the table of actors."""
    met = Present.objects.filter(institution=OuterRef("pk")).order_by().values("institution")
    times = Subquery(met.annotate(times=Count("pk")).values("times"))
    rows: QuerySet[Institution] = Institution.objects.annotate(times=Coalesce(times, 0)).order_by(
        "-times", "position", "pk"
    )
    return rows


def months(today: datetime.date) -> list[datetime.date]:
    """This month and those before it, the newest first."""
    found, month = [], today.replace(day=1)
    for _count in range(BACK):
        found.append(month)
        month = (month - datetime.timedelta(days=1)).replace(day=1)
    return found

"""What came from the council's system, for its page."""

from dataclasses import dataclass

from django.db.models import Count, Q

from klappt.bodies.models import Body
from klappt.councils.enums import Kind
from klappt.councils.models import FormerName, Origin, Paper


@dataclass(frozen=True)
class TakenBody:
    body: Body
    origin: Origin
    former_names: tuple[FormerName, ...]
    meetings: int


def taken_bodies() -> list[TakenBody]:
    """Bodies that came in, by name, with their former names and how many meetings came along."""
    came = Q(body__meetings__origins__isnull=False)
    origins = (
        Origin.objects.filter(kind=Kind.BODY, body__isnull=False)
        .select_related("body")
        .prefetch_related("body__former_names")
        .annotate(came=Count("body__meetings", filter=came, distinct=True))
        .order_by("body__name", "pk")
    )
    return [
        TakenBody(origin.body, origin, tuple(origin.body.former_names.all()), origin.came)
        for origin in origins
    ]


def papers() -> list[Paper]:
    """The latest papers that came along, with the meeting each belongs to."""
    return list(Paper.objects.select_related("meeting", "item").order_by("-day", "-pk")[:100])

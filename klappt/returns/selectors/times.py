"""How long it took the alliance. What research sees, medians of many, is in `burden`."""

from django.db.models import Sum

from klappt.returns.models import Return, SectionTime


def seconds_by_section(return_: Return) -> dict[str, int]:
    """Seconds of work at each section of a return; a section nobody worked at is missing."""
    rows = SectionTime.objects.filter(of_return=return_).order_by().values_list("section")
    return dict(rows.annotate(seconds=Sum("seconds")))

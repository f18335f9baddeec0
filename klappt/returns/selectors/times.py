"""How long it took. Only inside the scope of the alliance, or of a selector that gives medians of many."""

from collections import defaultdict

from django.db.models import Sum

from klappt.returns.models import Return, SectionTime, Wave


def seconds_by_section(return_: Return) -> dict[str, int]:
    """Seconds of work at each section of a return; a section nobody worked at is missing."""
    rows = SectionTime.objects.filter(of_return=return_).order_by().values_list("section")
    return dict(rows.annotate(seconds=Sum("seconds")))


def seconds_of_wave(wave: Wave) -> dict[str, list[int]]:
    """For each section the seconds of every return that worked at it, in no order: ready for a median."""
    rows = (
        SectionTime.objects.filter(of_return__wave=wave)
        .order_by("seconds")
        .values_list("section", "of_return")
    )
    found: defaultdict[str, list[int]] = defaultdict(list)
    for section, _return, seconds in rows.annotate(total=Sum("seconds")).order_by("section", "total"):
        found[section].append(seconds)
    return dict(found)

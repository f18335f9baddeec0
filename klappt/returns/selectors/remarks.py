"""What people of the alliance say to each other at the questions of a worksheet."""

from collections import Counter

from klappt.returns.models import Remark, Return


def open_remarks(return_: Return) -> dict[str, int]:
    """How many remarks wait at each question."""
    rows = Remark.objects.filter(of_return=return_, settled_at=None).order_by()
    return dict(Counter(rows.values_list("question", flat=True)))


def remarks_at(return_: Return, question: str) -> list[Remark]:
    """What still waits first, then what is settled; each the newest first."""
    rows = Remark.objects.filter(of_return=return_, question=question)
    found = list(rows.select_related("by", "to", "settled_by").order_by("-pk"))
    return sorted(found, key=lambda each: each.settled_at is not None)


def remarks_said(return_: Return) -> frozenset[tuple[str, str]]:
    """Question and text of each remark, settled ones too: what is brought once more is known again."""
    rows = Remark.objects.filter(of_return=return_).order_by()
    return frozenset(rows.values_list("question", "text"))

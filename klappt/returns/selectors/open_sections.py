"""Which sections of a return can be written in: after a question back only the one it is about."""

from klappt.returns.enums import ReturnState
from klappt.returns.models import Return, SectionQuestion


def open_sections(row: Return) -> frozenset[str] | None:
    """Keys of the sections that are open. None: all of them. One query, only after a question back."""
    if row.state != ReturnState.ASKED_BACK:
        return None if row.is_open else frozenset()
    found = SectionQuestion.objects.filter(of_return=row, answered_at=None, settled_at=None)
    return frozenset(found.order_by().values_list("section", flat=True))


def is_open_section(row: Return, key: str) -> bool:
    found = open_sections(row)
    return found is None or key in found

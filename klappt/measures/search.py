"""Goals, decisions and measures in the search over everything."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from klappt.alliances.extensions import Hit, add_search
from klappt.alliances.policies import Member
from klappt.measures.policies import SEE_MEASURES
from klappt.measures.selectors.table import matching, results
from klappt.meetings.enums import OutcomeKind

MOST = 20
GROUPS = {
    OutcomeKind.GOAL: _("Goals"),
    OutcomeKind.DECISION: _("Decisions"),
    OutcomeKind.MEASURE: _("Measures"),
}


def register() -> None:
    add_search(find_results)


def find_results(member: Member, text: str) -> Iterator[Hit]:
    if not member.may(SEE_MEASURES):
        return
    for row in matching(results(None), text)[:MOST]:
        url = reverse("measures:result", args=[member.alliance.key, row.pk])
        line = f"{row.get_state_display()} · {row.person}" if row.person else str(row.item.meeting)
        yield Hit(str(GROUPS.get(OutcomeKind(row.kind), row.get_kind_display())), row.text, line, url)

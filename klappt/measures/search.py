"""Goals, decisions and measures in the search over everything."""

from collections.abc import Iterator

from django.urls import reverse

from klappt.alliances.extensions import Hit, add_search
from klappt.alliances.policies import Member
from klappt.measures.policies import SEE_MEASURES
from klappt.measures.selectors.table import matching, results

MOST = 20


def register() -> None:
    add_search(find_results)


def find_results(member: Member, text: str) -> Iterator[Hit]:
    if not member.may(SEE_MEASURES):
        return
    for row in matching(results(None), text)[:MOST]:
        url = reverse("measures:result", args=[member.alliance.key, row.pk])
        line = f"{row.get_state_display()} · {row.person}" if row.person else str(row.item.meeting)
        yield Hit(row.get_kind_display(), row.text, line, url)

"""Priorities in the search over everything."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from klappt.alliances.extensions import Hit, add_search
from klappt.alliances.policies import Member
from klappt.core.names import search_form, search_words
from klappt.priorities.models import Priority
from klappt.priorities.policies import SEE_PRIORITIES

_MOST = 20


def register() -> None:
    add_search(find_priorities)


def find_priorities(member: Member, text: str) -> Iterator[Hit]:
    words = search_words(text)
    if not words or not member.may(SEE_PRIORITIES):
        return
    rows = Priority.objects.order_by("proposed_on", "pk")
    found = [row for row in rows if all(word in search_form(f"{row.title} {row.why}") for word in words)]
    for row in found[:_MOST]:
        url = reverse("priorities:priority", args=[member.alliance.key, row.pk])
        yield Hit(_("Priorities"), row.title, row.why[:100], url)

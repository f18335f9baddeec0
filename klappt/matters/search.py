from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from klappt.alliances.extensions import Hit, add_search
from klappt.alliances.policies import Member
from klappt.matters.policies import SEE_MATTERS
from klappt.matters.selectors.matters import visible_to

MOST = 5


def register() -> None:
    add_search(matters)


def matters(member: Member, text: str) -> Iterator[Hit]:
    """Only what this member may see anyway. Whoever is asked reads the text as it was sent: the text as it
    stands now is theirs neither to read nor to search."""
    wanted = Q(title__icontains=text)
    if member.may(SEE_MATTERS):
        wanted |= Q(text__icontains=text)
    for row in visible_to(member).filter(wanted).order_by("-created_at", "-pk")[:MOST]:
        url = reverse("matters:matter", args=[member.alliance.key, row.pk])
        yield Hit(_("Inside the administration"), row.title, str(row.get_state_display()), url)

"""The side navigation: five words for an alliance, five for the platform. Only what exists stands here."""

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from klappt.accounts.policies import Right
from klappt.actors import policies as actors
from klappt.alliances import policies as alliances
from klappt.alliances.policies import Member


@dataclass(frozen=True)
class Entry:
    label: str | Promise
    route: str
    right: Right
    icon: str = ""
    children: tuple["Entry", ...] = ()


@dataclass(frozen=True)
class Link:
    """An entry as the shell draws it."""

    label: str | Promise
    url: str
    icon: str
    is_open: bool
    is_here: bool
    children: list["Link"] = field(default_factory=list)


ALLIANCE = (
    Entry(_("Start"), "alliances:home", alliances.SEE_ALLIANCE, "home"),
    Entry(
        _("Alliance"),
        "actors:list",
        actors.SEE_ACTORS,
        "group",
        (Entry(_("Actors"), "actors:list", actors.SEE_ACTORS),),
    ),
)


def navigation(request: HttpRequest) -> dict[str, object]:
    member: Member | None = getattr(request, "member", None)
    if member is None:
        return {"navigation": [], "member": None}
    return {
        "navigation": [_link(e, request, member) for e in ALLIANCE if e.right.of(member.role)],
        "member": member,
    }


def _link(entry: Entry, request: HttpRequest, member: Member) -> Link:
    children = [_link(child, request, member) for child in entry.children if child.right.of(member.role)]
    url = reverse(entry.route, args=[member.alliance.key])
    is_here = request.path == url
    return Link(entry.label, url, entry.icon, is_here or any(c.is_open for c in children), is_here, children)

"""The side navigation: five words for an alliance, five for the platform. Only what exists stands here."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from klappt.accounts.policies import Right
from klappt.actors import policies as actors
from klappt.agreements import policies as agreements
from klappt.alliances import policies as alliances
from klappt.alliances.policies import Member
from klappt.bodies import policies as bodies
from klappt.cases import policies as cases
from klappt.chains import policies as chains
from klappt.consultations import policies as consultations
from klappt.evaluation import policies as evaluation
from klappt.matters import policies as matters
from klappt.measures import policies as measures
from klappt.meetings import policies as meetings
from klappt.needs import policies as needs
from klappt.offers import policies as offers
from klappt.priorities import policies as priorities
from klappt.profiles import policies as profiles
from klappt.returns import policies as returns
from klappt.worksheets import policies as worksheets


@dataclass(frozen=True)
class Entry:
    label: str | Promise
    route: str
    right: Right
    icon: str = ""
    children: tuple["Entry", ...] = ()
    beside: str = ""  # a second route whose pages belong here, too


@dataclass(frozen=True)
class Link:
    """An entry as the shell draws it."""

    label: str | Promise
    url: str
    icon: str
    is_open: bool
    depth: int  # how much of the address leads here; 0 where the page is none of this entry
    current: str  # "page" on the page itself, "true" below it, else empty: as aria-current has it
    children: list["Link"] = field(default_factory=list)


ALLIANCE = (
    Entry(
        _("Start"),
        "alliances:home",
        alliances.SEE_ALLIANCE,
        "home",
        (Entry(_("My week"), "alliances:week", alliances.SEE_ALLIANCE),),
    ),
    Entry(
        _("Alliance"),
        "actors:list",
        actors.SEE_ACTORS,
        "group",
        (
            Entry(_("Actors"), "actors:list", actors.SEE_ACTORS),
            Entry(_("Core group"), "bodies:core_group", bodies.SEE_BODIES, beside="actors:core_group"),
            Entry(_("Bodies"), "bodies:list", bodies.SEE_BODIES),
            Entry(_("Process plan"), "alliances:plan", alliances.SEE_ALLIANCE),
            Entry(_("Lead and office"), "alliances:settings", alliances.SEE_ALLIANCE),
            Entry(_("Team"), "alliances:team", alliances.SEE_ALLIANCE),
            Entry(_("History"), "alliances:trail", alliances.READ_TRAIL),
            Entry(_("Mails"), "alliances:post", alliances.READ_MAIL),
        ),
    ),
    Entry(
        _("Work"),
        "meetings:list",
        meetings.SEE_MEETINGS,
        "work",
        (
            Entry(_("Meetings"), "meetings:list", meetings.SEE_MEETINGS),
            Entry(_("Measures"), "measures:board", measures.SEE_MEASURES),
            Entry(_("Priorities"), "priorities:now", priorities.SEE_PRIORITIES),
            Entry(_("Agreements and formats"), "agreements:list", agreements.SEE_AGREEMENTS),
            Entry(_("Case conferences"), "cases:overview", cases.SEE_PATTERNS),
            Entry(_("Inside the administration"), "matters:list", matters.SEE_MATTERS),
        ),
    ),
    Entry(
        _("Needs and offers"),
        "needs:list",
        needs.SEE_NEEDS,
        "target",
        (
            Entry(_("Living situation"), "needs:situations", needs.SEE_NEEDS),
            Entry(_("Needs"), "needs:list", needs.SEE_NEEDS),
            Entry(_("Offers"), "offers:list", offers.SEE_OFFERS),
            Entry(_("Subgroups"), "profiles:list", profiles.SEE_SUBGROUPS),
            Entry(_("Gaps"), "chains:gaps", chains.SEE_CHAINS),
            Entry(_("Chains"), "chains:picture", chains.SEE_CHAINS),
            Entry(_("Find a chain"), "chains:find", chains.FIND_CHAINS),
            Entry(_("What levers bring"), "chains:effects", chains.SEE_CHAINS),
            Entry(_("Way"), "chains:ways", chains.SEE_CHAINS),
        ),
    ),
    Entry(
        _("Worksheets"),
        "returns:list",
        returns.SEE_RETURNS,
        "book",
        (
            Entry(_("Worksheets"), "returns:list", returns.SEE_RETURNS),
            Entry(_("Drafts"), "consultations:list", consultations.COMMENT),
            Entry(_("From other alliances"), "returns:others", returns.SEE_RETURNS),
        ),
    ),
)

PLATFORM = (
    Entry(_("Alliances"), "alliances:platform", alliances.SEE_PLATFORM, "map"),
    Entry(
        _("Worksheets"),
        "worksheets:list",
        worksheets.SEE_WORKSHEETS,
        "book",
        (
            Entry(_("Worksheets"), "worksheets:list", worksheets.SEE_WORKSHEETS),
            Entry(_("Drafts with alliances"), "drafts:list", consultations.CONSULT),
        ),
    ),
    Entry(_("Waves"), "waves:list", returns.SEE_WAVES, "send"),
    Entry(_("Evaluation"), "evaluation:overview", evaluation.SEE_FIGURES, "target"),
    Entry(_("Found an alliance"), "alliances:found", alliances.RUN_PLATFORM, "add"),
    Entry(_("People"), "alliances:platform_people", alliances.RUN_PLATFORM, "group"),
    Entry(_("History"), "alliances:platform_history", alliances.RUN_PLATFORM, "history"),
    Entry(_("Mail that came in"), "alliances:platform_post", alliances.RUN_PLATFORM, "inbox"),
)


def navigation(request: HttpRequest) -> dict[str, object]:
    member: Member | None = getattr(request, "member", None)
    if member is not None:
        place = Place(request.path, member.role, [member.alliance.key])
        return {
            "navigation": place.links(ALLIANCE),
            "member": member,
            "search_url": reverse("alliances:search", args=place.arguments),
        }
    role = getattr(getattr(request, "user", None), "platform_role", "")
    links = Place(request.path, role, []).links(PLATFORM) if role else []
    return {"navigation": links, "member": None, "search_url": ""}


@dataclass(frozen=True)
class Place:
    """Where somebody is, and as what."""

    path: str
    role: str
    arguments: list[str]

    def links(self, entries: tuple[Entry, ...]) -> list[Link]:
        return [self._link(entry) for entry in entries if entry.right.of(self.role)]

    def _link(self, entry: Entry) -> Link:
        children = nearest(self.links(entry.children))
        url = self._address(entry.route)
        is_here = self.path == url
        depth = max(len(above) for above in self._above(entry))
        current = "page" if is_here else "true" if depth else ""
        is_open = bool(current) or any(child.is_open for child in children)
        return Link(entry.label, url, entry.icon, is_open, depth, current, children)

    def _above(self, entry: Entry) -> Iterator[str]:
        """The addresses of an entry that lie above the page; everything lies below the start page."""
        yield ""
        if entry.route not in {"alliances:home", "alliances:platform"}:
            routes = (entry.route, entry.beside) if entry.beside else (entry.route,)
            yield from (found for found in map(self._address, routes) if self.path.startswith(found))

    def _address(self, route: str) -> str:
        return reverse(route, args=self.arguments)


def nearest(links: list[Link]) -> list[Link]:
    """Of several pages above the one that is open only the nearest stays marked."""
    marked = max(links, key=lambda link: link.depth, default=None)
    return [link if link is marked else replace(link, current="") for link in links]

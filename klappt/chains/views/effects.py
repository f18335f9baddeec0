"""What levers would bring: tried out by a link, so that looking never changes anything."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.chains.models import Lever
from klappt.chains.policies import EDIT_CHAINS, SEE_CHAINS
from klappt.chains.selectors.change_words import ChangeWords, change_words, offers_by_key
from klappt.chains.selectors.effects import (
    Effects,
    GroupReach,
    Looked,
    changes_of,
    code_of,
    effects,
    own_levers,
)
from klappt.chains.selectors.goals import goals
from klappt.chains.selectors.hints import Hinted, hinted
from klappt.chains.selectors.shares import shares
from klappt.core.catalogue import Catalogue
from klappt.core.chains import Change, LeverKind
from klappt.core.chains.changes import places_of
from klappt.core.gaps import Bottleneck, Choice
from klappt.profiles.words import spoken


@dataclass(frozen=True)
class Told:
    """A change in words, and the address with which it is tried out, or no longer."""

    told: ChangeWords
    try_query: str
    is_tried: bool = False
    lever: Lever | None = None


@dataclass(frozen=True)
class ToldChoice:
    """The best choice of so many levers, and the address to try all of it."""

    choice: Choice[Change]
    steps: list[ChangeWords]
    try_query: str


@dataclass(frozen=True)
class Row:
    """One subgroup; `stuck` is what holds it up, in words."""

    reach: GroupReach
    stuck_at: str
    stuck: list[ChangeWords]


@dataclass(frozen=True)
class Short:
    """An offer that limits how many get through."""

    name: str
    place: Bottleneck


@dataclass(frozen=True)
class ToldHint:
    """What practitioners said is missing; `told` names the part of a rule, where that is known."""

    hinted: Hinted
    told: ChangeWords | None


@require_safe
def effect(request: MemberRequest) -> HttpResponse:
    """How many get there, which levers would bring the most, and what limits the flow."""
    require(request.member.may(SEE_CHAINS))
    alliance, day = request.member.alliance, timezone.localdate()
    known = {each.key: each for each in goals(alliance)}
    goal = known.get(request.GET.get("ziel", "")) or next(iter(known.values()))
    looked = Looked(
        goal.key,
        conditional=request.GET.get("bedingt") != "nein",
        warm_only=request.GET.get("kalt") == "nein",
        codes=tuple(request.GET.getlist("mit")),
    )
    found = effects(alliance, looked, day)
    page, through = _Page(found, looked), found.through
    context = {
        "goals": list(known.values()),
        "goal": goal,
        "looked": looked,
        "is_filtered": bool(request.GET.keys() - {"ziel"}),
        "found": found,
        "rows": [page.row(each) for each in found.groups],
        "now": shares(found.groups),
        "then": shares(found.groups, tried=True) if found.tried else [],
        "choices": page.choices(),
        "own": page.own(own_levers(alliance)),
        "tried": [page.told(each) for each in found.tried],
        "untried": page.query(()),
        "hints": [page.hint(each) for each in hinted(goal.key, day)],
        "short": page.short(),
        "people": floor(through.known.people) if through else None,
        "people_at_most": floor(through.at_most.people) if through and through.at_most else None,
        "unknown_places": [page.name(key) for key in through.unknown_places] if through else [],
        "may_edit": bool(request.member.may(EDIT_CHAINS)),
        "day": day,
    }
    return render(request, "chains/effects.html", context)


class _Page:
    """Puts what core found into words and addresses."""

    def __init__(self, found: Effects, looked: Looked) -> None:
        self.found, self.looked = found, looked
        self.catalogue: Catalogue = found.catalogue
        self.offers = offers_by_key(found.catalogue)

    def query(self, tried: Iterable[Change]) -> str:
        asked = {"ziel": self.looked.goal}
        asked |= {} if self.looked.conditional else {"bedingt": "nein"}
        asked |= {"kalt": "nein"} if self.looked.warm_only else {}
        return "?" + urlencode([*asked.items(), *(("mit", code_of(each)) for each in tried)])

    def told(self, change: Change, lever: Lever | None = None) -> Told:
        tried = self.found.tried
        is_tried = change in tried
        then = [each for each in tried if each != change] if is_tried else [*tried, change]
        return Told(change_words(change, self.catalogue), self.query(then), is_tried, lever)

    def own(self, levers: Sequence[tuple[Lever, Change]]) -> list[Told]:
        """The alliance's own levers, as far as their offers are still there."""
        known = {
            code_of(each): each for each in changes_of((code_of(one) for _, one in levers), self.catalogue)
        }
        return [
            self.told(known[code_of(change)], lever) for lever, change in levers if code_of(change) in known
        ]

    def choices(self) -> list[ToldChoice]:
        """The best one, two, three; a choice that needs no further lever stands there once."""
        found = dict.fromkeys(each.levers for each in self.found.choices if each.levers)
        by_levers = {each.levers: each for each in reversed(self.found.choices)}
        return [self.choice(by_levers[levers]) for levers in found]

    def choice(self, choice: Choice[Change]) -> ToldChoice:
        steps = [change_words(each, self.catalogue) for each in choice.levers]
        return ToldChoice(choice, steps, self.query(choice.levers))

    def row(self, reach: GroupReach) -> Row:
        obstacle = reach.now.obstacle
        if obstacle is None:
            return Row(reach, "", [])
        told = [change_words(each, self.catalogue) for each in obstacle.changes]
        return Row(reach, self.name(obstacle.before), told)

    def hint(self, hint: Hinted) -> ToldHint:
        """In words, if the rule still has the place the hint is about."""
        offer = self.offers.get(hint.offer.key) if hint.offer else None
        if offer is None or not hint.leaf or hint.leaf not in places_of(offer):
            return ToldHint(hint, None)
        change = Change(LeverKind.OPENING, offer.key, leaf=hint.leaf)
        return ToldHint(hint, change_words(change, self.catalogue))

    def short(self) -> list[Short]:
        through = self.found.through
        places: Sequence[Bottleneck] = through.known.bottlenecks if through else ()
        return [Short(self.name(each.offer), each) for each in places]

    def name(self, key: str) -> str:
        return spoken(self.offers[key].names, key)

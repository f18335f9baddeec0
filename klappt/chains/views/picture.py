"""The alliance's chains as a picture, with the table behind it (B5)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.chains.forms.goals import PictureForm
from klappt.chains.policies import EDIT_CHAINS, SEE_CHAINS
from klappt.chains.selectors.change_words import ChangeWords, proposed
from klappt.chains.selectors.course import READABLE, Course, Passage, Result, Stop, course
from klappt.chains.selectors.goals import goals
from klappt.chains.selectors.picture import name_of, picture, who
from klappt.core.cells import People, people
from klappt.core.chains import Chain
from klappt.offers.models import Offer
from klappt.profiles.models import Subgroup
from klappt.profiles.selectors.subgroups import subgroups
from klappt.profiles.words import spoken

STYLES: dict[str, str | Promise] = {
    "linked": gettext_lazy("linked"),
    "transfer": gettext_lazy("handed over"),
    "rule": gettext_lazy("with an interface rule"),
    "cold": gettext_lazy("cold: nothing is arranged"),
    "planned": gettext_lazy("cold, a lever is being pulled"),
    "broken": gettext_lazy("broken: something blocks"),
}


@dataclass(frozen=True)
class ShownStep:
    """A step in words: a row of the table behind the picture."""

    passage: Passage
    source: str
    target: str
    for_whom: list[str]
    people: People


@dataclass(frozen=True)
class ShownResult:
    """A subgroup and a goal: the best chains, or what would unblock."""

    result: Result
    goal: str
    chains: list[tuple[Chain, list[str]]]
    proposals: list[list[ChangeWords]]


@require_safe
def show(request: MemberRequest) -> HttpResponse:
    require(request.member.may(SEE_CHAINS))
    alliance = request.member.alliance
    groups = list(subgroups(alliance))
    form = PictureForm(request.GET, goals=goals(alliance), subgroups=groups)
    chosen = form.wanted_subgroup()
    wanted = [group for group in groups if chosen in (None, group.pk)]
    found = course(alliance, form.wanted_goals(), wanted, timezone.localdate())
    context = {
        "form": form,
        "course": found,
        "picture": picture(found, len(wanted)) if found.stops else None,
        "title": _title(found),
        "steps": _steps(found, groups),
        "stops": _stops(found, len(wanted)),
        "results": [_result(each, found) for each in found.results],
        "styles": list(STYLES.items()),
        "subgroups": groups,
        "is_too_full": len(found.stops) > READABLE,
        "is_filtered": bool(request.GET),
        "may_edit": bool(request.member.may(EDIT_CHAINS)),
    }
    return render(request, "chains/picture/page.html", context)


def _title(found: Course) -> str:
    """What the picture says, in one sentence with numbers."""
    cold, blocked = len(found.cold), len(found.blocked)
    told = ngettext("%(n)d offer on the way", "%(n)d offers on the way", len(found.stops)) % {
        "n": len(found.stops)
    }
    parts = [told]
    parts.append(ngettext("%(n)d cold step", "%(n)d cold steps", cold) % {"n": cold} if cold else "")
    if blocked:
        parts.append(ngettext("%(n)d chain breaks", "%(n)d chains break", blocked) % {"n": blocked})
    return "; ".join(part for part in parts if part) + "."


def _stops(found: Course, total: int) -> list[tuple[Stop, str, str, int]]:
    """Each offer with its name, who may enter, and the key of its page."""
    keys = dict(Offer.objects.filter(key__in=found.stops).order_by().values_list("key", "pk"))
    return [(stop, name_of(stop), who(stop, total), keys[key]) for key, stop in found.stops.items()]


def _steps(found: Course, groups: list[Subgroup]) -> list[ShownStep]:
    """Cold ones first, those of the most people first among them."""
    by_key = {group.pk: group for group in groups}
    rows = [_step(each, found, by_key) for each in found.passages.values()]
    return sorted(rows, key=lambda row: (row.passage.is_agreed, -len(row.for_whom), row.source, row.target))


def _step(passage: Passage, found: Course, groups: Mapping[int, Subgroup]) -> ShownStep:
    passing = [groups[key] for key in sorted(passage.passes or passage.broken_for)]
    return ShownStep(
        passage,
        name_of(found.stops[passage.source]),
        name_of(found.stops[passage.target]),
        [str(group) for group in passing],
        people(group.head_count for group in passing),
    )


def _result(result: Result, found: Course) -> ShownResult:
    chains = [
        (chain, [name_of(found.stops[key]) for key in chain.offers]) for chain in result.found.front.chains
    ]
    goal = spoken(result.goal.labels, result.goal.key)
    return ShownResult(result, goal, chains, proposed(result.found.unblock, found.catalogue))

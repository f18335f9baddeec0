"""Kette finden: a situation is asked, answered and forgotten. All of it travels in the form."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from klappt.accounts.policies import require
from klappt.alliances.models import Alliance
from klappt.alliances.requests import MemberRequest
from klappt.chains.forms.finding import PROFILE, FindForm, of_subgroup, with_answer
from klappt.chains.policies import FIND_CHAINS
from klappt.chains.selectors.finding import Found, Wanted, find
from klappt.chains.selectors.goals import Shown, goals
from klappt.chains.selectors.handout import LANGUAGES, handout_texts
from klappt.chains.services.hints import give_hint
from klappt.core.conditions import Kind
from klappt.profiles.fields.situation import situation_of
from klappt.profiles.models import Subgroup
from klappt.profiles.selectors.vocabulary import Asked, vocabulary
from klappt.profiles.words import question, value_words

ANYWHERE = "|"


@dataclass
class Search:
    """One look for chains, as it stands in the form."""

    alliance: Alliance
    data: QueryDict | None = None
    skipped: frozenset[str] = frozenset()
    subgroup: Subgroup | None = None
    goals: Sequence[Shown] = field(init=False)
    asked: Sequence[Asked] = field(init=False)
    form: FindForm = field(init=False)

    def __post_init__(self) -> None:
        self.goals = goals(self.alliance)
        self.asked = vocabulary(self.alliance)
        if self.data is not None:
            self.data, self.skipped = with_answer(self.data, [each.attribute.key for each in self.asked])
        self.form = FindForm(self.data, goals=self.goals, asked=self.asked)

    def found(self, day: datetime.date) -> Found | None:
        if self.data is None or not self.form.is_valid():
            return None
        said = self.form.cleaned_data
        wanted = Wanted(
            goal=said["goal"],
            profile=said[PROFILE],
            horizon=int(said["horizon"]),
            conditional=said["conditional"],
            warm_only=said["warm_only"],
            skipped=self.skipped,
        )
        return find(self.alliance, wanted, day)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def finder(request: MemberRequest) -> HttpResponse:
    """The page of a practitioner: a few questions, and the chains that lead on."""
    require(request.member.may(FIND_CHAINS))
    alliance, day = request.member.alliance, timezone.localdate()
    subgroups = list(Subgroup.objects.filter(retired_on=None).order_by("position", "pk"))
    search = _search(request, subgroups)
    found = search.found(day)
    hinted = _hint(request, search, found)
    context = {
        "form": search.form,
        "found": found,
        "goals": search.goals,
        "subgroups": subgroups,
        "subgroup": search.subgroup,
        "asking": _asking(found, search.asked),
        "skipped": ",".join(sorted(search.skipped)),
        "known": len(search.form[PROFILE].value().texts),
        "carried": _carried(search),
        "hinted": hinted,
        "goes_on": request.method == "POST" and "hint" not in request.POST,
        "alliance": alliance,
        "day": day,
    }
    refused = search.form.is_bound and found is None
    return render(request, "chains/finder.html", context, status=422 if refused else 200)


@never_cache
@sensitive_post_parameters()
@require_POST
def handout(request: MemberRequest, language: str) -> HttpResponse:
    """One chain to print and take along, in the young person's language."""
    require(request.member.may(FIND_CHAINS))
    texts = handout_texts(language)
    if texts is None:
        raise Http404
    day = timezone.localdate()
    search = Search(request.member.alliance, request.POST)
    found = search.found(day)
    number = request.POST.get("chain", "0")
    # More digits than that are no chain of ours, and more than 4,300 would be an error.
    if found is None or not number.isdecimal() or len(number) > 4 or int(number) >= len(found.chains):
        raise Http404
    context = {
        "chain": found.chains[int(number)],
        "goal_words": _goal_words(search, texts["goals"]),
        "texts": texts,
        "languages": LANGUAGES,
        "carried": _carried(search),
        "number": number,
        "day": day,
    }
    return render(request, "chains/handout.html", context)


def _goal_words(search: Search, in_language: Mapping[str, str]) -> str:
    """The goal in the language of the handout; a goal of the alliance's own in the alliance's words."""
    goal = next(each for each in search.goals if each.key == search.form.cleaned_data["goal"])
    own_words = goal.row is not None or goal.key not in in_language
    return goal.label if own_words else in_language[goal.key]


def _search(request: MemberRequest, subgroups: Sequence[Subgroup]) -> Search:
    """What was posted; or a subgroup that was chosen, which is no person."""
    alliance = request.member.alliance
    if request.method == "POST":
        chosen = _subgroup(request.POST.get("subgroup", ""), subgroups)
        return Search(alliance, request.POST, subgroup=chosen)
    chosen = _subgroup(request.GET.get("teilgruppe", ""), subgroups)
    if chosen is None:
        return Search(alliance)
    known = goals(alliance)
    wished = request.GET.get("ziel", "")
    goal = wished if wished in {each.key for each in known} else next((each.key for each in known), "")
    texts = situation_of(chosen.profile, vocabulary(alliance)).texts
    return Search(alliance, of_subgroup(texts, goal), subgroup=chosen)


def _subgroup(text: str, subgroups: Sequence[Subgroup]) -> Subgroup | None:
    return next((each for each in subgroups if str(each.pk) == text), None)


@dataclass(frozen=True)
class Asking:
    """The next question as the page puts it."""

    key: str
    words: str
    kind: str
    choices: list[tuple[str, str]]


def _asking(found: Found | None, asked: Sequence[Asked]) -> Asking | None:
    if found is None or found.question.question is None:
        return None
    attribute = found.question.question.attribute
    if attribute.key not in {each.attribute.key for each in asked}:
        return None
    choices = [(value, value_words(attribute, value)) for value in attribute.values]
    if attribute.kind is Kind.BOOLEAN:
        choices = [("yes", _("yes")), ("no", _("no"))]
    kind = {Kind.NUMBER: "number", Kind.DATE: "date"}.get(attribute.kind, "choice")
    return Asking(attribute.key, question(attribute), kind, choices)


def _carried(search: Search) -> dict[str, str]:
    """Everything that was said, for a form that takes it along."""
    if search.data is None:
        return {}
    options = {key: search.data.get(key, "") for key in ("goal", "horizon") if key in search.data}
    ticked = {key: "on" for key in ("conditional", "warm_only") if search.data.get(key)}
    return {**options, **ticked, **search.form.known()}


def _hint(request: MemberRequest, search: Search, found: Found | None) -> frozenset[str]:
    """Counts "here something is missing" once for each look; the places said so far go along in the form."""
    said = frozenset(filter(None, request.POST.get("hinted", "").split(" ")))
    code = request.POST.get("hint", "")
    places = {change.code: change for one in found.unblocked_by for change in one} if found else {}
    if code in said or code not in {*places, ANYWHERE} or found is None:
        return said
    place = places.get(code)
    give_hint(
        alliance=request.member.alliance,
        goal_key=search.form.cleaned_data["goal"],
        offer=place.offer if place else None,
        leaf=place.change.leaf if place else "",
        subgroup=search.subgroup,
        signature=_("from practice"),
    )
    return said | {code}

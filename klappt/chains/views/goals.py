"""The goals chains lead to."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.chains.forms.goals import GoalForm
from klappt.chains.policies import EDIT_CHAINS, SEE_CHAINS
from klappt.chains.selectors.goals import Shown, goals, words_of
from klappt.chains.services.goals import retire_goal, set_goal
from klappt.profiles.fields import is_edit
from klappt.profiles.selectors.vocabulary import vocabulary
from klappt.ui.verbs import ask, carried_out, done


@require_safe
def goal_list(request: MemberRequest) -> HttpResponse:
    require(request.member.may(SEE_CHAINS))
    shown = goals(request.member.alliance)
    context = {
        "goals": words_of(request.member.alliance, shown),
        "may_edit": bool(request.member.may(EDIT_CHAINS)),
    }
    return render(request, "chains/goals/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: MemberRequest) -> HttpResponse:
    require(request.member.may(EDIT_CHAINS))
    return _edit(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, key: str) -> HttpResponse:
    require(request.member.may(EDIT_CHAINS))
    return _edit(request, _found(request, key))


def _edit(request: MemberRequest, goal: Shown | None) -> HttpResponse:
    asked = vocabulary(request.member.alliance)
    form = GoalForm(request.POST or None, asked=asked, goal=goal)
    is_building = request.method == "POST" and is_edit(request.POST, "condition")
    if request.method == "POST" and not is_building and form.is_valid():
        good = form.cleaned_data
        key = goal.key if goal else _free_key(request, good["label"])
        if carried_out(
            form,
            lambda: set_goal(
                alliance=request.member.alliance,
                key=key,
                label=good["label"],
                condition=good["condition"],
                by=request.member.user,
            ),
        ):
            return done(request, _("The goal is noted."), _list(request))
    return ask(
        request,
        form,
        title=_("Edit “%(name)s”") % {"name": goal.label} if goal else _("Add a goal"),
        intro=_("A goal is a state: what must hold for somebody at the end of the chain."),
        submit=_("Save"),
        icon="save",
        back=_list(request),
        trail=[(_list(request), _("Goals"))],
        template="chains/goals/edit.html",
    )


@require_POST
def retire(request: MemberRequest, key: str) -> HttpResponse:
    require(request.member.may(EDIT_CHAINS))
    goal = _found(request, key)
    retire_goal(alliance=request.member.alliance, key=key, by=request.member.user)
    return done(request, _("“%(name)s” is no longer in the list.") % {"name": goal.label}, _list(request))


def _found(request: MemberRequest, key: str) -> Shown:
    found = next((goal for goal in goals(request.member.alliance) if goal.key == key), None)
    if found is None:
        raise Http404
    return found


def _free_key(request: MemberRequest, label: str) -> str:
    """An abbreviation nobody has: from the words, with a number where it is taken."""
    wanted = slugify(label).replace("-", "_").lstrip("0123456789_")[:30] or "goal"
    taken = {goal.key for goal in goals(request.member.alliance, with_retired=True)}
    found, number = wanted, 2
    while found in taken:
        found, number = f"{wanted}_{number}", number + 1
    return found


def _list(request: MemberRequest) -> str:
    return reverse("chains:goals", args=[request.member.alliance.key])

"""The five levers as objects: the list, one lever, its steps (B5)."""

from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.chains.enums import LeverKind, LeverState
from klappt.chains.forms.levers import (
    DropForm,
    ForceForm,
    LeverFilter,
    NewLeverForm,
    OfferChoiceForm,
    PlanForm,
)
from klappt.chains.models import Lever
from klappt.chains.policies import EDIT_CHAINS, SEE_CHAINS
from klappt.chains.selectors.levers import board, leaf_choices, leaf_words
from klappt.chains.selectors.passages import passages
from klappt.chains.selectors.serves import serves
from klappt.chains.services.levers import NEXT_STATES, add_lever, change_lever, move_lever
from klappt.offers.models import Offer
from klappt.ui.verbs import ask, carried_out, done, made_with

MEANS: dict[LeverKind, str | Promise] = {
    LeverKind.OPENING: gettext_lazy("A regular offer lets in more people: one condition of its rule falls."),
    LeverKind.CREATION: gettext_lazy("An offer that is missing comes into being, out of one of your ideas."),
    LeverKind.LINK: gettext_lazy("Two offers know of each other, and one points the way to the next."),
    LeverKind.TRANSFER: gettext_lazy("One offer hands people over to the next and gets an answer in time."),
    LeverKind.INTERFACE_RULE: gettext_lazy("It is written down who hands what to whom by when."),
}
STEP_FORMS: dict[LeverState, type[Form]] = {
    LeverState.IN_FORCE: ForceForm,
    LeverState.DROPPED: DropForm,
}
# What the page proposes first from each state.
FORWARD = {
    LeverState.IDEA: LeverState.AGREED,
    LeverState.AGREED: LeverState.IN_PROGRESS,
    LeverState.IN_PROGRESS: LeverState.IN_FORCE,
    LeverState.DROPPED: LeverState.IDEA,
}
TOLD: dict[LeverState, str | Promise] = {
    LeverState.IDEA: gettext_lazy("“%(title)s” is an idea again."),
    LeverState.AGREED: gettext_lazy("“%(title)s” is agreed."),
    LeverState.IN_PROGRESS: gettext_lazy("“%(title)s” is in progress."),
    LeverState.IN_FORCE: gettext_lazy("“%(title)s” is in force."),
    LeverState.DROPPED: gettext_lazy("“%(title)s” is dropped."),
}


@dataclass(frozen=True)
class Way:
    """One of the five levers to begin with."""

    kind: LeverKind
    means: str | Promise
    url: str


@require_safe
def levers(request: MemberRequest) -> HttpResponse:
    require(request.member.may(SEE_CHAINS))
    filters = LeverFilter(request.GET)
    columns = board(filters.wanted())
    context = {
        "columns": columns,
        "total": sum(len(column.levers) for column in columns),
        "filters": filters,
        "is_filtered": bool(filters.wanted()),
        "today": timezone.localdate(),
        "may_edit": bool(request.member.may(EDIT_CHAINS)),
    }
    return render(request, "chains/levers/list.html", context)


@require_safe
def lever(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(SEE_CHAINS))
    row = _found(pk)
    return _page(request, row)


def _page(request: MemberRequest, row: Lever, bound: Form | None = None, status: int = 200) -> HttpResponse:
    state, today = LeverState(row.state), timezone.localdate()
    context = {
        "lever": row,
        "leaf": leaf_words(row, today),
        "rule_url": _rule_url(request, row) if row.kind == LeverKind.OPENING else "",
        "forward": FORWARD.get(state),
        "open_steps": NEXT_STATES[state],
        "drop_form": bound or DropForm(),
        "drop_is_open": bound is not None,
        "passages": passages(row),
        "serves": serves(row, today) if state != LeverState.DROPPED else None,
        "consequences": row.consequences.select_related("need", "subgroup").order_by("pk"),
        "way": _way(state),
        "is_overdue": row.is_overdue(today),
        "may_edit": bool(request.member.may(EDIT_CHAINS)),
    }
    return render(request, "chains/levers/lever.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: MemberRequest) -> HttpResponse:
    """Which lever, then about what, then the rest; a link from a gap or a cold step has chosen already."""
    require(request.member.may(EDIT_CHAINS))
    kind = request.GET.get("art", "")
    if kind not in LeverKind.values:
        return render(request, "chains/levers/which.html", {"ways": _ways(request)})
    if kind == LeverKind.OPENING and not request.GET.get("angebot"):
        return _ask_which_offer(request)
    return _ask_for_plan(request, LeverKind(kind))


def _ask_for_plan(request: MemberRequest, kind: LeverKind) -> HttpResponse:
    wanted = _wanted(request)
    leaves = leaf_choices(wanted["offer"], timezone.localdate()) if wanted["offer"] else []
    form = NewLeverForm(
        request.POST or None,
        kind=kind,
        leaves=leaves,
        initial={**wanted, "title": _suggested(kind, wanted, dict(leaves))},
    )
    made = made_with(
        form,
        lambda: add_lever(
            alliance=request.member.alliance,
            kind=kind,
            about=form.about(),
            plan=form.plan(),
            by=request.member.user,
        ),
    )
    if made is not None:
        return done(request, _("The lever stands in the list now, as an idea."), _url(request, made))
    return ask(
        request,
        form,
        title=_("New lever: %(kind)s") % {"kind": kind.label},
        intro=MEANS[kind],
        submit=_("Add the lever"),
        back=_list(request),
        trail=[(_list(request), _("Levers"))],
        template="chains/levers/plan.html",
    )


def _ask_which_offer(request: MemberRequest) -> HttpResponse:
    context = {"form": OfferChoiceForm(), "kind": LeverKind.OPENING, "means": MEANS[LeverKind.OPENING]}
    return render(request, "chains/levers/whose_rule.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_CHAINS))
    row = _found(pk)
    form = PlanForm.of(row, request.POST or None)
    if carried_out(form, lambda: change_lever(lever=row, plan=form.plan(), by=request.member.user)):
        return done(request, _("Saved."), _url(request, row))
    return ask(
        request,
        form,
        title=_("Edit “%(name)s”") % {"name": row},
        submit=_("Save"),
        icon="save",
        back=_url(request, row),
        trail=[(_list(request), _("Levers")), (_url(request, row), str(row))],
        template="chains/levers/plan.html",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: MemberRequest, pk: int, state: str) -> HttpResponse:
    """A step that asks for nothing is taken at once; one that changes something says first what."""
    require(request.member.may(EDIT_CHAINS))
    if state not in LeverState.values:
        raise Http404
    row, to = _found(pk), LeverState(state)
    form = STEP_FORMS.get(to, Form)(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        good = form.cleaned_data
        if carried_out(
            form,
            lambda: move_lever(
                lever=row, to=to, on=good.get("on"), reason=good.get("reason", ""), by=request.member.user
            ),
        ):
            return _moved(request, row, to)
    if to == LeverState.DROPPED and form.is_bound:
        return _page(request, row, form, status=422)
    return ask(
        request,
        form,
        title=_("“%(title)s”: %(state)s") % {"title": row, "state": to.label},
        submit=_("Note: %(state)s") % {"state": to.label},
        back=_url(request, row),
        trail=[(_list(request), _("Levers")), (_url(request, row), str(row))],
        template="chains/levers/step.html",
        lever=row,
        to=to,
        is_possible=to in NEXT_STATES[LeverState(row.state)],
        leaf=leaf_words(row, timezone.localdate()),
    )


def _moved(request: MemberRequest, row: Lever, to: LeverState) -> HttpResponse:
    """An opening in force leads on to the rule it is about."""
    url = _url(request, row)
    if to == LeverState.IN_FORCE and row.kind == LeverKind.OPENING:
        url = _rule_url(request, row)
    return done(request, str(TOLD[to]) % {"title": row}, url)


def _suggested(kind: LeverKind, wanted: dict[str, Any], leaves: dict[str, str]) -> str:
    """A title to begin with, out of what has been chosen already."""
    if wanted["source"] and wanted["target"]:
        return _("%(kind)s from %(source)s to %(target)s") % {**wanted, "kind": kind.label}
    if wanted["offer"] and kind == LeverKind.OPENING:
        dropped = leaves.get(wanted["leaf"])
        if dropped:
            return (_("Open %(offer)s: without “%(leaf)s”") % {**wanted, "leaf": dropped})[:200]
        return _("Open %(offer)s") % wanted
    if wanted["offer"]:
        return _("Create %(offer)s") % wanted
    return ""


def _wanted(request: MemberRequest) -> dict[str, Any]:
    """What the address has chosen already, by the keys of offers; what is not there counts as not chosen."""
    keys = {name: request.GET.get(said, "") for name, said in ASKED.items()}
    known = {offer.key: offer for offer in Offer.objects.filter(key__in=[k for k in keys.values() if k])}
    return {**{name: known.get(key) for name, key in keys.items()}, "leaf": request.GET.get("stelle", "")}


ASKED = {"offer": "angebot", "source": "von", "target": "zu"}


def _ways(request: MemberRequest) -> list[Way]:
    asked = request.GET.urlencode()
    url = reverse("chains:lever_add", args=[request.member.alliance.key])
    return [
        Way(kind, MEANS[kind], f"{url}?art={kind.value}{'&' if asked else ''}{asked}") for kind in LeverKind
    ]


def _way(state: LeverState) -> list[tuple[str, str]]:
    """The stages of a lever with how each stands; one that was dropped has left the way."""
    stages = [each for each in LeverState if each != LeverState.DROPPED]
    if state not in stages:
        return []
    reached = stages.index(state)
    is_over = state == LeverState.IN_FORCE
    return [
        (str(each.label), "done" if n < reached or is_over else "current" if n == reached else "coming")
        for n, each in enumerate(stages)
    ]


def _found(pk: int) -> Lever:
    rows = (
        Lever.objects.all()
        .with_target()
        .select_related("alliance", "offer", "source", "target", "responsible", "link", "agreement")
    )
    row: Lever = get_object_or_404(rows.prefetch_related("parties__institution"), pk=pk)
    return row


def _url(request: MemberRequest, row: Lever) -> str:
    return reverse("chains:lever", args=[request.member.alliance.key, row.pk])


def _rule_url(request: MemberRequest, row: Lever) -> str:
    """The editor of the rule, where it says which part is to fall."""
    url = reverse("offers:rule", args=[request.member.alliance.key, row.offer_id])
    return f"{url}?{urlencode({'stelle': row.leaf})}" if row.leaf else url


def _list(request: MemberRequest) -> str:
    return reverse("chains:levers", args=[request.member.alliance.key])

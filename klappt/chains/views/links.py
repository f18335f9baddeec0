"""How steps are arranged: the list, one step with its interface rule and its handovers (B5)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.chains.forms.links import CountForm, EndForm, LinkForm, RuleForm
from klappt.chains.models import InterfaceRule, Link, TransferMonth
from klappt.chains.policies import COUNT_TRANSFERS, EDIT_CHAINS, SEE_CHAINS
from klappt.chains.selectors.links import arranged
from klappt.chains.selectors.passages import passages
from klappt.chains.selectors.transfers import counted
from klappt.chains.services.links import end_link, remove_rule, set_link, set_rule
from klappt.chains.services.transfers import count_transfers
from klappt.core.keys import key_in
from klappt.offers.models import Offer
from klappt.ui.verbs import Trail, ask, carried_out, done, made_with


@require_safe
def links(request: MemberRequest) -> HttpResponse:
    require(request.member.may(SEE_CHAINS))
    context = {
        "links": arranged(timezone.localdate()),
        "may_edit": bool(request.member.may(EDIT_CHAINS)),
    }
    return render(request, "chains/links/list.html", context)


@require_safe
def link(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(SEE_CHAINS))
    row = _found(pk)
    months = list(row.months.order_by("-month"))
    found = counted(months)
    context = {
        "link": row,
        "holds": row.holds_on(timezone.localdate()),
        "rules": row.rules.select_related("giver", "receiver"),
        "months": months,
        "counted": found,
        "in_time": found.in_time(row.deadline_days) if row.deadline_days else None,
        "levers": row.levers.order_by("pk"),
        "passages": passages(row),
        "may_edit": bool(request.member.may(EDIT_CHAINS)),
        "may_count": bool(request.member.may(COUNT_TRANSFERS)),
    }
    return render(request, "chains/links/link.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: MemberRequest) -> HttpResponse:
    require(request.member.may(EDIT_CHAINS))
    keys = {"source": request.GET.get("von", ""), "target": request.GET.get("zu", "")}
    known = {offer.key: offer for offer in Offer.objects.filter(key__in=keys.values())}
    form = LinkForm(request.POST or None, initial={name: known.get(key) for name, key in keys.items()})
    if form.is_bound and form.is_valid():
        good = form.cleaned_data
        made = made_with(
            form,
            lambda: set_link(
                source=good["source"], target=good["target"], by=request.member.user, **_said(good)
            ),
            {"valid_from": "since"},
        )
        if made is not None:
            return done(request, _("The step is noted."), _url(request, made))
    return ask(
        request,
        form,
        title=_("Link two offers"),
        intro=_("Who is through with the first offer comes to the second without starting from scratch."),
        submit=_("Note the step"),
        back=_list(request),
        trail=[(_list(request), _("Links"))],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_CHAINS))
    row = _found(pk)
    form = LinkForm(request.POST or None, link=row)
    if carried_out(
        form,
        lambda: set_link(
            source=row.source, target=row.target, by=request.member.user, **_said(form.cleaned_data)
        ),
        {"valid_from": "since"},
    ):
        return done(request, _("Saved."), _url(request, row))
    return ask(
        request,
        form,
        title=_("How is the step arranged?"),
        intro=str(row),
        submit=_("Save"),
        icon="save",
        back=_url(request, row),
        trail=_trail(request, row),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_CHAINS))
    row = _found(pk)
    form = EndForm(request.POST or None)
    if carried_out(
        form,
        lambda: end_link(link=row, on=form.cleaned_data["on"], by=request.member.user),
        {"valid_until": "on"},
    ):
        return done(
            request, _("The end is noted. From the next day on the step is cold."), _url(request, row)
        )
    return ask(
        request,
        form,
        title=_("End of the link"),
        intro=str(row),
        submit=_("Note the end"),
        back=_url(request, row),
        trail=_trail(request, row),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def add_rule(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_CHAINS))
    return _rule(request, _found(pk), None)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_rule(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_CHAINS))
    row = _found_rule(pk)
    return _rule(request, row.link, row)


def _rule(request: MemberRequest, row: Link, rule: InterfaceRule | None) -> HttpResponse:
    form = RuleForm(request.POST or None, rule=rule)
    if form.is_bound and form.is_valid():
        good = {name: value for name, value in form.cleaned_data.items() if name != "opened"}
        if carried_out(form, lambda: set_rule(link=row, rule=rule, by=request.member.user, **good)):
            return done(request, _("The line is noted."), _url(request, row))
    return ask(
        request,
        form,
        title=_("A line of the interface rule"),
        intro=_("Who hands what to whom by when at the step %(step)s?") % {"step": row},
        submit=_("Note the line"),
        back=_url(request, row),
        trail=_trail(request, row),
    )


@require_POST
def drop_rule(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_CHAINS))
    row = _found_rule(pk)
    url = _url(request, row.link)
    remove_rule(rule=row, by=request.member.user)
    return done(request, _("The line is removed; the history keeps it."), url)


@require_http_methods(["GET", "HEAD", "POST"])
def count(request: MemberRequest, pk: int) -> HttpResponse:
    """The handovers of one month; the month in the address is corrected, without one it is the last."""
    require(request.member.may(COUNT_TRANSFERS))
    row = _found(pk)
    known = _month(request, row)
    form = CountForm(
        request.POST or None,
        row=known,
        initial={"month": timezone.localdate().replace(day=1), "lapsed": 0},
    )
    if form.is_bound and form.is_valid():
        good = form.cleaned_data
        if carried_out(
            form,
            lambda: count_transfers(
                link=row,
                month=good["month"],
                asked=good["asked"],
                accepted=good["accepted"],
                lapsed=good["lapsed"],
                refusals=form.counts("reason"),
                answer_times=form.counts("time"),
                by=request.member.user,
            ),
        ):
            return done(request, _("Counted."), _url(request, row))
    return ask(
        request,
        form,
        title=_("Count handovers"),
        intro=_("Numbers only, for the step %(step)s. Nobody's name, nobody's situation.") % {"step": row},
        submit=_("Note the numbers"),
        back=_url(request, row),
        trail=_trail(request, row),
        template="chains/links/count.html",
    )


def _month(request: MemberRequest, row: Link) -> TransferMonth | None:
    asked = key_in(request.GET.get("monat", ""))
    return None if asked is None else row.months.filter(pk=asked).first()


def _said(good: dict[str, Any]) -> dict[str, Any]:
    return {name: good[name] for name in ("kind", "agreed", "since", "basis", "deadline_days", "note")}


def _found(pk: int) -> Link:
    row: Link = get_object_or_404(Link.objects.select_related("source", "target", "alliance"), pk=pk)
    return row


def _found_rule(pk: int) -> InterfaceRule:
    rows = InterfaceRule.objects.select_related("link__source", "link__target", "alliance")
    row: InterfaceRule = get_object_or_404(rows, pk=pk)
    return row


def _url(request: MemberRequest, row: Link) -> str:
    return reverse("chains:link", args=[request.member.alliance.key, row.pk])


def _list(request: MemberRequest) -> str:
    return reverse("chains:links", args=[request.member.alliance.key])


def _trail(request: MemberRequest, row: Link) -> Trail:
    return [(_list(request), _("Links")), (_url(request, row), str(row))]

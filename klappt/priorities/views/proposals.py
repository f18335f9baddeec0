"""What could come first: proposed by those at the table, or taken over from a worksheet."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klappt.accounts.policies import require
from klappt.actors.models import ImportedNote
from klappt.alliances.requests import MemberRequest
from klappt.needs.selectors.weighing import at_the_table, by_weight
from klappt.priorities.forms.proposals import BecauseForm, ProposalForm
from klappt.priorities.models import Priority, Rank
from klappt.priorities.policies import PROPOSE, RUN_PRIORITIES, SEE_PRIORITIES
from klappt.priorities.selectors.priorities import priorities, waiting_notes
from klappt.priorities.selectors.rankings import holds_on, rankings, steps
from klappt.priorities.selectors.weighing import round_to_show, rounds, weighed
from klappt.priorities.services.proposals import change_proposal, propose, take_over, take_up, withdraw
from klappt.priorities.views.pages import tabs
from klappt.ui.verbs import ask, carried_out, done, made_with


@require_safe
def proposals(request: MemberRequest) -> HttpResponse:
    """All that could come first, in the order the last round gave it, with the place it has now."""
    require(request.member.may(SEE_PRIORITIES))
    today, known = timezone.localdate(), rounds()
    shown = round_to_show(known)
    found = weighed(shown, at_the_table(request.member.alliance, today)) if shown else {}
    rows = list(priorities())
    current = holds_on(today, rankings())
    places = {rank.priority_id: rank.place for rank in current.ranks.all()} if current else {}
    context = {
        **tabs(request, "proposals"),
        "rows": [
            (row, found.get(row.pk), places.get(row.pk))
            for row in by_weight([row for row in rows if row.withdrawn_on is None], found)
        ],
        "withdrawn": [row for row in rows if row.withdrawn_on is not None],
        "round": shown,
        "notes": list(waiting_notes()) if request.member.may(RUN_PRIORITIES) else [],
    }
    return render(request, "priorities/proposals.html", context)


@require_safe
def priority(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(SEE_PRIORITIES))
    row = get_object_or_404(priorities(), pk=pk)
    people = at_the_table(request.member.alliance, timezone.localdate())
    ranks = Rank.objects.filter(priority=row).select_related("ranking__outcome__item__meeting")
    context = {
        **tabs(request, "proposals"),
        "priority": row,
        "by_round": [(each, weighed(each, people).get(pk)) for each in rounds()],
        "ranks": ranks.order_by("-ranking__valid_from", "-pk"),
        "steps": steps().filter(priority=row),
        "today": timezone.localdate(),
    }
    return render(request, "priorities/priority.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: MemberRequest) -> HttpResponse:
    require(request.member.may(PROPOSE))
    alliance, by = request.member.alliance, request.member.user
    initial = {name: request.GET.get(word, "") for name, word in FROM_ADDRESS.items()}
    form = ProposalForm(
        request.POST if request.method == "POST" else None, alliance=alliance, initial=initial
    )
    if form.is_bound and form.is_valid():
        day = timezone.localdate()
        made = made_with(form, lambda: propose(alliance=alliance, by=by, day=day, **form.values()))
        if made is not None:
            return done(
                request, _("Proposed. The group can weigh it in the next round."), url_of(request, made)
            )
    return ask(
        request,
        form,
        title=_("Propose a priority"),
        intro=_("What should come first, and why? Everybody at the table may propose."),
        submit=_("Propose it"),
        icon="add",
        back=reverse("priorities:proposals", args=[alliance.key]),
        trail=_trail(request),
    )


FROM_ADDRESS = {"need": "bedarf", "subgroup": "teilgruppe", "lever": "hebel", "goal": "ziel"}


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    """The coordination, and whoever proposed it."""
    row = _find(pk)
    may = PROPOSE if row.proposed_by == request.member.user else RUN_PRIORITIES
    require(request.member.may(may))
    data = request.POST if request.method == "POST" else None
    form, by = ProposalForm.of(row, request.member.alliance, data), request.member.user
    if carried_out(form, lambda: change_proposal(priority=row, by=by, **form.values())):
        return done(request, _("Changed."), url_of(request, row))
    return ask(
        request,
        form,
        title=_("Change the priority"),
        submit=_("Save"),
        icon="save",
        back=url_of(request, row),
        trail=[*_trail(request), (url_of(request, row), str(row))],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(RUN_PRIORITIES))
    row, form = _find(pk), BecauseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        because, by = form.cleaned_data["because"], request.member.user
        if carried_out(
            form, lambda: withdraw(priority=row, because=because, by=by, day=timezone.localdate())
        ):
            return done(request, _("Withdrawn. It can be taken up again at any time."), url_of(request, row))
    return ask(
        request,
        form,
        title=_("Withdraw “%(what)s”") % {"what": row},
        intro=_("It leaves the next round and the next decision. Earlier orders keep it."),
        submit=_("Withdraw it"),
        icon="archive",
        back=url_of(request, row),
        trail=_trail(request),
    )


@require_POST
def take_up_again(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(RUN_PRIORITIES))
    row = take_up(priority=_find(pk), by=request.member.user)
    return done(request, _("Back among the proposals."), url_of(request, row))


@require_POST
def note_over(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(RUN_PRIORITIES))
    note: ImportedNote = get_object_or_404(ImportedNote.objects.select_related("alliance"), pk=pk)
    try:
        row = take_over(note=note, by=request.member.user, day=timezone.localdate())
    except ValidationError as wrong:
        messages.warning(request, " ".join(wrong.messages))
        return redirect("priorities:proposals", request.member.alliance.key)
    return done(
        request,
        _("“%(what)s” is among the proposals now.") % {"what": row},
        reverse("priorities:proposals", args=[request.member.alliance.key]),
    )


def url_of(request: MemberRequest, row: Priority) -> str:
    return reverse("priorities:priority", args=[request.member.alliance.key, row.pk])


def _trail(request: MemberRequest) -> list[tuple[str, str]]:
    return [(reverse("priorities:proposals", args=[request.member.alliance.key]), _("Proposals"))]


def _find(pk: int) -> Priority:
    found: Priority = get_object_or_404(priorities(), pk=pk)
    return found

"""One goal, decision or measure: what, who, by when, where it came from, and all that happened to it."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.measures.forms.changing import AgreeForm, ChangeForm
from klappt.measures.forms.moving import MoveForm, TakeBackForm
from klappt.measures.policies import SEE_MEASURES, SEE_REMINDERS
from klappt.measures.selectors.board import cards
from klappt.measures.selectors.history import history
from klappt.measures.selectors.letters import letters_about
from klappt.measures.selectors.table import results
from klappt.measures.views.board import tabs
from klappt.meetings.enums import NEEDS_REASON, Channel, OutcomeKind, OutcomeState
from klappt.meetings.models import Outcome, OutcomeChange
from klappt.meetings.policies import RUN_MEASURES, WRITE_MINUTES, may_move
from klappt.meetings.selectors.people import people
from klappt.meetings.services.outcomes import Overtaken, agree, change, last_step, move, take_back
from klappt.ui.verbs import Trail, ask, carried_out, done, made_with


@require_safe
def result(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(SEE_MEASURES))
    outcome, day = _found(pk), timezone.localdate()
    served = cards(results(None).filter(goal=outcome), member=request.member, day=day)
    context = {
        **tabs(request, ""),
        "outcome": outcome,
        "card": cards([outcome], member=request.member, day=day)[0],
        "has_state": outcome.kind != OutcomeKind.INFORMATION,
        "served": served,
        "history": history(outcome),
        "letters": letters_about(outcome) if request.member.may(SEE_REMINDERS) else [],
        "carried": outcome.carried.select_related("institution", "by"),
        "may_change": bool(request.member.may(RUN_MEASURES)),
    }
    return render(request, "measures/result.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def moved(request: MemberRequest, pk: int, state: str) -> HttpResponse:
    """Where there must be a reason it is asked for here; the other states need one click."""
    outcome = _found(pk)
    require(may_move(request.member, outcome))
    if state not in OutcomeState.values or outcome.kind == OutcomeKind.INFORMATION:
        raise Http404
    to = OutcomeState(state)
    last = last_step(outcome)
    form = MoveForm(request.POST if request.method == "POST" else None, to=to, seen=last.pk if last else None)
    if request.method == "POST" and form.is_valid() and _move(request, outcome, form):
        told = _("“%(text)s”: %(state)s.") % {"text": outcome.text, "state": to.label}
        return done(request, told, _back(request, outcome))
    return ask(
        request,
        form,
        title=_("%(state)s: “%(text)s”") % {"state": str(to.label).capitalize(), "text": outcome.text},
        intro=_("The coordination and the lead see it.") if to in NEEDS_REASON else "",
        submit=_("Save"),
        icon="save",
        back=_back(request, outcome),
        trail=_trail(request, outcome),
    )


def _move(request: MemberRequest, outcome: Outcome, form: MoveForm) -> bool:
    try:
        move(
            outcome=outcome,
            to=form.to,
            by=request.member.user,
            channel=Channel.PAGE,
            reason=form.cleaned_data["reason"],
            seen=form.cleaned_data["seen"],
        )
    except Overtaken as quicker:
        told = _("Meanwhile %(who)s has noted: %(state)s. Save again if yours is to hold.")
        state = quicker.step.get_state_display()
        form.add_error(None, told % {"who": quicker.step.by or quicker.step.signature, "state": state})
        form.look_again(quicker.step.pk)
        return False
    except ValidationError as wrong:
        form.add_error(None, wrong.messages)
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def changed(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(RUN_MEASURES))
    outcome = _found(pk)
    everybody = people(request.member.alliance, timezone.localdate())
    form = ChangeForm(request.POST if request.method == "POST" else None, outcome=outcome, people=everybody)
    if carried_out(
        form,
        lambda: change(
            outcome=outcome,
            by=request.member.user,
            note=form.cleaned_data["note"],
            **form.wanted(),
        ),
    ):
        return done(request, _("Saved. The history keeps how it was."), _url(request, outcome))
    return ask(
        request,
        form,
        title=_("Change: “%(text)s”") % {"text": outcome.text},
        intro=_("Day, person, wording, goal. What stood there stays readable in the history."),
        submit=_("Save"),
        icon="save",
        back=_url(request, outcome),
        trail=_trail(request, outcome),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def taken_back(request: MemberRequest, pk: int) -> HttpResponse:
    """Take back the last step: it stays in the history, and so does taking it back."""
    steps = OutcomeChange.objects.select_related("outcome__alliance", "by", "alliance")
    step: OutcomeChange = get_object_or_404(steps, pk=pk)
    require(request.member.may(RUN_MEASURES))
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    if carried_out(
        form, lambda: take_back(step=step, by=request.member.user, note=form.cleaned_data["note"])
    ):
        return done(request, _("Taken back. Both steps stay in the history."), _url(request, step.outcome))
    return ask(
        request,
        form,
        title=_("Take back the last change?"),
        intro=_("“%(text)s” stands again as it did before. Nothing disappears from the history.")
        % {"text": step.outcome.text},
        submit=_("Take back"),
        icon="undo",
        back=_url(request, step.outcome),
        trail=_trail(request, step.outcome),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: MemberRequest) -> HttpResponse:
    """A result that was not written down in the meeting: it still has one it came from."""
    require(request.member.may(WRITE_MINUTES))
    everybody = people(request.member.alliance, timezone.localdate())
    form = AgreeForm(
        request.POST if request.method == "POST" else None, people=everybody, item=request.GET.get("top", "")
    )
    made = made_with(form, lambda: agree(by=request.member.user, **form.agreed()))
    if made is not None:
        return done(request, _("Agreed and noted."), _url(request, made))
    trail = [(reverse("measures:board", args=[request.member.alliance.key]), _("Measures"))]
    return ask(
        request,
        form,
        title=_("Write down what was agreed"),
        intro=_("Who does what by when, and in which meeting it was agreed."),
        submit=_("Save"),
        icon="save",
        back=trail[0][0],
        trail=trail,
    )


def _found(pk: int) -> Outcome:
    rows = results(None).select_related("item__meeting__body", "goal", "institution", "user", "alliance")
    found: Outcome = get_object_or_404(rows, pk=pk)
    return found


def _url(request: MemberRequest, outcome: Outcome) -> str:
    return reverse("measures:result", args=[request.member.alliance.key, outcome.pk])


def _back(request: MemberRequest, outcome: Outcome) -> str:
    """Back to where one came from: the board as it was filtered, or the page of the result."""
    wanted = request.POST.get("next", "") or request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/"):
        return wanted
    return _url(request, outcome)


def _trail(request: MemberRequest, outcome: Outcome) -> Trail:
    board = reverse("measures:board", args=[request.member.alliance.key])
    return [(board, _("Measures")), (_url(request, outcome), outcome.text)]

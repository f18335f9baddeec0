"""Writing in a running meeting and in its minutes: notes, results, two texts (A6)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.core.keys import key_in
from klappt.meetings.enums import MeetingState, OutcomeKind
from klappt.meetings.forms.results import ChangeForm, ResultForm
from klappt.meetings.models import AgendaItem, Outcome, SecondText
from klappt.meetings.policies import WRITE_MINUTES
from klappt.meetings.selectors.people import Responsible
from klappt.meetings.selectors.room import present_and_others
from klappt.meetings.services import session
from klappt.meetings.services.notes import Written, settle, write_notes
from klappt.meetings.services.results import mend_result, note_result, remove_result
from klappt.meetings.views.found import address, found_item, found_outcome, refusals_told
from klappt.meetings.views.live import back_from, result_form, show
from klappt.ui.verbs import ask, carried_out, done


@require_POST
def write(request: MemberRequest, pk: int) -> HttpResponse:
    """Save the notes to an item; the buttons of the bar take them along and lead on."""
    require(request.member.may(WRITE_MINUTES))
    item = found_item(pk)
    try:
        written = write_notes(
            item=item,
            text=request.POST.get("text", ""),
            opened_with=request.POST.get("opened", ""),
            by=request.member.user,
        )
    except ValidationError as wrong:
        messages.warning(request, " ".join(wrong.messages))
        return back_from(request, item)
    if request.htmx:
        return _said(request, written)
    if written.second:
        messages.warning(
            request, _("Somebody else has written here at the same time. Both texts are kept; please decide.")
        )
    return _lead_on(request, item)


@require_http_methods(["GET", "HEAD", "POST"])
def result_add(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(WRITE_MINUTES))
    item = found_item(pk)
    form = result_form(item.meeting, request.POST or None)
    if request.method != "POST":
        return _result_page(request, item, form)
    names = {"person": "who", "due_on": "when"}
    if carried_out(form, lambda: note_result(item=item, by=request.member.user, **form.result()), names):
        messages.success(request, _("Written down."))
        return back_from(request, item)
    if item.meeting.state == MeetingState.UNDER_WAY and request.POST.get("page") != "minutes":
        return show(request, item.meeting, item.pk, form)
    return _result_page(request, item, form)


@require_http_methods(["GET", "HEAD", "POST"])
def result_edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Mend a result while the minutes are a draft."""
    require(request.member.may(WRITE_MINUTES))
    outcome = found_outcome(pk)
    present, others = present_and_others(outcome.item.meeting)
    standing = {"text": outcome.text, "other_name": outcome.person, "due_on": outcome.due_on}
    form = ChangeForm(request.POST or None, present=present, others=others, now=standing)
    if outcome.kind == OutcomeKind.INFORMATION:
        for name in ("who", "other_name", "due_on"):
            del form.fields[name]
    back = back_from(request, outcome.item)["Location"]
    is_good = request.method == "POST" and form.is_valid()
    if is_good and carried_out(form, lambda: _change(request, outcome, form), {"person": "who"}):
        return done(request, _("Saved."), back)
    return ask(
        request,
        form,
        title=_("Change a result"),
        intro=outcome.item.title,
        submit=_("Save"),
        icon="save",
        back=back,
        outcome=outcome,
        template="meetings/live/result.html",
    )


@require_POST
def result_remove(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(WRITE_MINUTES))
    outcome = found_outcome(pk)
    with refusals_told(request):
        remove_result(outcome=outcome, by=request.member.user)
        messages.success(request, _("Removed. The history keeps it."))
    return back_from(request, outcome.item)


@require_http_methods(["GET", "HEAD", "POST"])
def second_text(request: MemberRequest, pk: int) -> HttpResponse:
    """Two people wrote at once: take one of the two, or put both together."""
    require(request.member.may(WRITE_MINUTES))
    rows = SecondText.objects.filter(settled_at=None)
    second: SecondText = get_object_or_404(
        rows.select_related("item__meeting__body", "item__alliance", "by", "alliance"), pk=pk
    )
    if request.method == "POST":
        with refusals_told(request):
            settled = settle(
                second=second,
                text=request.POST.get("text", ""),
                opened_with=request.POST.get("opened", ""),
                by=request.member.user,
            )
            if settled:
                messages.success(request, _("Decided."))
            else:
                messages.warning(request, _("It has changed once more meanwhile. Please look again."))
        return back_from(request, second.item)
    stored = second.item.notes
    context = {
        "second": second,
        "stored": stored,
        "joined": f"{stored}\n{second.text}".strip(),
        "home": back_from(request, second.item)["Location"],
        "page": request.GET.get("seite", ""),
    }
    return render(request, "meetings/live/second_text.html", context)


def _said(request: MemberRequest, written: Written) -> HttpResponse:
    context = {
        "item": written.item,
        "stored": written.item.notes,
        "second": written.second,
        "saved": timezone.now(),
    }
    return render(request, "meetings/live/said.html", context, status=409 if written.second else 200)


def _lead_on(request: MemberRequest, item: AgendaItem) -> HttpResponse:
    """Where the pressed button leads: another item is called or shown, or the meeting ends."""
    key, now, by = request.member.alliance.key, timezone.now(), request.member.user
    called, shown = key_in(request.POST.get("call", "")), request.POST.get("show", "")
    with refusals_told(request):
        if "end" in request.POST:
            session.end(meeting=item.meeting, by=by, now=now)
            return redirect("meetings:minutes_edit", key, item.meeting_id)
        if called is not None:
            session.call(item=_sibling(item, called), by=by, now=now)
            return redirect("meetings:live", key, item.meeting_id)
    if shown == "now":
        return redirect("meetings:live", key, item.meeting_id)
    other = key_in(shown)
    return back_from(request, _sibling(item, other) if other else item)


def _sibling(item: AgendaItem, pk: int) -> AgendaItem:
    found: AgendaItem = get_object_or_404(
        AgendaItem.objects.select_related("meeting__body", "alliance"), pk=pk, meeting=item.meeting_id
    )
    return found


def _change(request: MemberRequest, outcome: Outcome, form: ChangeForm) -> None:
    good = form.cleaned_data
    if outcome.kind == OutcomeKind.INFORMATION:
        mend_result(outcome=outcome, by=request.member.user, text=good["text"])
        return
    chosen = form.responsible()
    same = good["other_name"] == outcome.person and not good["who"]
    who = Responsible(outcome.person, outcome.email, outcome.institution, outcome.user) if same else chosen
    mend_result(
        outcome=outcome,
        by=request.member.user,
        text=good["text"],
        responsible=who,
        due_on=good["due_on"],
    )


def _result_page(request: MemberRequest, item: AgendaItem, form: ResultForm) -> HttpResponse:
    context = {"item": item, "form": form, "back": address(request, "minutes_edit", item.meeting_id)}
    return render(request, "meetings/minutes/result.html", context, status=422 if form.is_bound else 200)

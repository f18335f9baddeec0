"""Saying which days suit, by the link from the mail, without signing in. Looking changes nothing."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from klappt.alliances.scope import scope
from klappt.meetings.forms.poll import DatesForm
from klappt.meetings.models import PollVoter
from klappt.meetings.selectors.coordination import coordination
from klappt.meetings.services.polling import answer_dates, find_voter
from klappt.ui.verbs import carried_out


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def poll(request: HttpRequest, secret: str) -> HttpResponse:
    voter = find_voter(secret)
    if voter is None:
        context = {"why": "unknown", "call": None, "meeting": None}
        response = render(request, "meetings/answering/closed.html", context, status=404)
    else:
        with scope(voter.alliance):
            response = _answer(request, voter, secret)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _answer(request: HttpRequest, voter: PollVoter, secret: str) -> HttpResponse:
    meeting, now, call = voter.poll.meeting, timezone.now(), coordination()
    if meeting.state == "cancelled" or not voter.is_open(now):
        why = "cancelled" if meeting.state == "cancelled" else "closed"
        context = {"why": why, "call": call, "meeting": meeting}
        return render(request, "meetings/answering/closed.html", context, status=410)
    dates = list(voter.poll.dates.all())
    said = {row.date_id: row.answer for row in voter.answers.order_by("pk")}
    data = request.POST if request.method == "POST" else None
    form = DatesForm(data, voter=voter, dates=dates, said=said)
    if carried_out(
        form,
        lambda: answer_dates(voter=voter, answers=form.answers(), note=form.cleaned_data["note"], now=now),
    ):
        return redirect("answering:poll", secret)
    context = {"meeting": meeting, "voter": voter, "form": form, "call": call, "poll": voter.poll}
    return render(request, "meetings/answering/poll.html", context, status=422 if form.is_bound else 200)

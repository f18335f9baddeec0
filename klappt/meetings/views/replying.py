"""Answering an invitation by the link from the mail, without signing in. Looking changes nothing."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from klappt.alliances.scope import scope
from klappt.meetings.forms.invitation import BY_WORD, ReplyForm
from klappt.meetings.models import ReplyLink
from klappt.meetings.selectors.coordination import coordination
from klappt.meetings.services.letters import when
from klappt.meetings.services.replying import find_reply_link, is_of_deputy, reply_by_link
from klappt.ui.verbs import carried_out


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, secret: str) -> HttpResponse:
    """Programs that follow every link in a mail must not answer for anybody."""
    link = find_reply_link(secret)
    if link is None:
        context = {"why": "unknown", "call": None, "meeting": None}
        response = render(request, "meetings/answering/closed.html", context, status=404)
    else:
        with scope(link.alliance):
            response = _answer(request, link, secret)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _answer(request: HttpRequest, link: ReplyLink, secret: str) -> HttpResponse:
    place, now, call = link.attendance, timezone.now(), coordination()
    meeting = place.meeting
    if not link.is_open(now):
        why = "cancelled" if meeting.state == "cancelled" else "over"
        context = {"why": why, "call": call, "meeting": meeting}
        return render(request, "meetings/answering/closed.html", context, status=410)
    by_deputy = is_of_deputy(link)
    chosen = BY_WORD.get(request.GET.get("antwort", ""), "")
    data = request.POST if request.method == "POST" else None
    form = ReplyForm(data, place=place, by_deputy=by_deputy, chosen=chosen)
    if carried_out(
        form,
        lambda: reply_by_link(link=link, reply=form.answer(), note=form.cleaned_data["note"], now=now),
    ):
        return redirect("answering:reply", secret)
    context = {
        "meeting": meeting,
        "place": place,
        "form": form,
        "call": call,
        "when": when(meeting),
        "items": meeting.items.order_by("position", "pk"),
        "standing": place.deputy_reply if by_deputy else place.reply,
        "by_deputy": by_deputy,
    }
    return render(request, "meetings/answering/reply.html", context, status=422 if form.is_bound else 200)

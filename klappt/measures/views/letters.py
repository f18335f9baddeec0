"""Who is reminded, how often and with what success; and how often I want to be."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.measures.enums import Rhythm
from klappt.measures.forms.rhythm import RhythmForm
from klappt.measures.policies import SEE_MEASURES, SEE_REMINDERS
from klappt.measures.selectors.due import rhythms
from klappt.measures.selectors.letters import recipients
from klappt.measures.services.letters import choose_rhythm
from klappt.measures.views.board import tabs
from klappt.ui.verbs import ask, done


@require_safe
def reminders(request: MemberRequest) -> HttpResponse:
    require(request.member.may(SEE_REMINDERS))
    context = {**tabs(request, "reminders"), "recipients": recipients()}
    return render(request, "measures/reminders.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def own_rhythm(request: MemberRequest) -> HttpResponse:
    """How often klappt writes to the person who is signed in."""
    require(request.member.may(SEE_MEASURES))
    user = request.member.user
    board = reverse("measures:board", args=[request.member.alliance.key])
    form = RhythmForm(
        request.POST if request.method == "POST" else None, now=rhythms().get(user.email.casefold())
    )
    if form.is_valid():
        choose_rhythm(alliance=request.member.alliance, email=user.email, rhythm=form.rhythm(), by=user)
        told = (
            _("Saved. The coordination sees that you want no mails.")
            if form.rhythm() is Rhythm.NEVER
            else _("Saved.")
        )
        return done(request, told, board)
    return ask(
        request,
        form,
        title=_("How often may we write to you?"),
        intro=_("This is about reminders of your measures to %(email)s.") % {"email": user.email},
        submit=_("Save"),
        icon="save",
        back=board,
        trail=[(board, _("Measures"))],
    )

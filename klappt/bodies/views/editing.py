"""Found, change and end bodies, and say who is wanted there."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from klappt.accounts.policies import require
from klappt.alliances.enums import Part
from klappt.alliances.requests import MemberRequest
from klappt.bodies.enums import BodyKind
from klappt.bodies.forms.bodies import AimsForm, BodyForm, EndForm
from klappt.bodies.models import Body
from klappt.bodies.policies import EDIT_BODIES
from klappt.bodies.selectors.composition import aims_of
from klappt.bodies.services.aims import set_aims
from klappt.bodies.services.bodies import change_body, end_body, found_body
from klappt.ui.verbs import Trail, ask, carried_out, done, made_with


def url_of(request: MemberRequest, body: Body) -> str:
    return reverse("bodies:body", args=[request.member.alliance.key, body.pk])


def trail_to(request: MemberRequest, body: Body | None = None) -> Trail:
    bodies = (reverse("bodies:list", args=[request.member.alliance.key]), _("Bodies"))
    return [bodies, (url_of(request, body), str(body))] if body else [bodies]


def found_or_404(pk: int) -> Body:
    body: Body = get_object_or_404(Body.objects.select_related("alliance"), pk=pk)
    return body


@require_http_methods(["GET", "HEAD", "POST"])
def found(request: MemberRequest) -> HttpResponse:
    require(request.member.may(EDIT_BODIES))
    alliance = request.member.alliance
    form = BodyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.values()
        if values["kind"] == BodyKind.CORE_GROUP:
            values["name"] = alliance.name_of(Part.CORE_GROUP)
        made = made_with(form, lambda: found_body(alliance=alliance, by=request.member.user, **values))
        if made is not None:
            words = _("“%(name)s” is founded. Next: give the seats.") % {"name": made}
            return done(request, words, url_of(request, made))
    return ask(
        request,
        form,
        title=_("Found a body"),
        intro=_("Forum, committee, working group: a body has seats, somebody who chairs it, and meetings."),
        submit=_("Found the body"),
        back=reverse("bodies:list", args=[alliance.key]),
        trail=trail_to(request),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_BODIES))
    body = found_or_404(pk)
    form = BodyForm(request.POST or None, body=body)
    if carried_out(form, lambda: change_body(body=body, by=request.member.user, **form.values())):
        return done(request, _("Saved."), url_of(request, body))
    return ask(
        request,
        form,
        title=_("Change “%(name)s”") % {"name": body},
        submit=_("Save"),
        icon="save",
        back=url_of(request, body),
        trail=trail_to(request, body),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_BODIES))
    body = found_or_404(pk)
    form = EndForm(request.POST or None, until=body.valid_until)
    if carried_out(
        form,
        lambda: end_body(body=body, on=form.cleaned_data["on"], by=request.member.user),
        {"valid_until": "on"},
    ):
        return done(request, _("Noted. What was stays readable."), url_of(request, body))
    return ask(
        request,
        form,
        title=_("End of “%(name)s”") % {"name": body},
        intro=_("Its seats, people and chairs end on the same day. Everything stays to be read."),
        submit=_("Note the end"),
        back=url_of(request, body),
        trail=trail_to(request, body),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def aims(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_BODIES))
    body = found_or_404(pk)
    form = AimsForm(request.POST or None, wanted=aims_of(body))
    if carried_out(form, lambda: set_aims(body=body, at_least=form.at_least(), by=request.member.user)):
        return done(request, _("Saved. What is missing is now said on the page."), url_of(request, body))
    return ask(
        request,
        form,
        title=_("Who is wanted in “%(name)s”") % {"name": body},
        intro=_("At least so many seats of each field. Left empty, nothing is asked of a field."),
        submit=_("Save"),
        icon="save",
        back=url_of(request, body),
        trail=trail_to(request, body),
    )

"""What follows from a finding: a gap, a lever, a measure, or nothing for a reason."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.cases.forms.follow_ups import GapForm, KnownMeasureForm, LeverForm, NewMeasureForm, NothingForm
from klappt.cases.models import Finding, FollowUp
from klappt.cases.policies import FOLLOW_UP
from klappt.cases.services import findings as services
from klappt.cases.views.conferences import conference_url, trail_to
from klappt.cases.views.findings import find_finding
from klappt.ui.verbs import ask, carried_out, done

# Key in the address: words of the tab.
WAYS: dict[str, str | Promise] = {
    "massnahme": gettext_lazy("New measure"),
    "vereinbart": gettext_lazy("Measure that was agreed"),
    "hebel": gettext_lazy("Lever"),
    "luecke": gettext_lazy("Gap"),
    "nichts": gettext_lazy("Nothing follows"),
}
FORMS: dict[str, type[forms.Form]] = {
    "massnahme": NewMeasureForm,
    "vereinbart": KnownMeasureForm,
    "hebel": LeverForm,
    "luecke": GapForm,
    "nichts": NothingForm,
}


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: MemberRequest, pk: int, way: str) -> HttpResponse:
    require(request.member.may(FOLLOW_UP))
    if way not in WAYS:
        raise Http404
    finding = find_finding(pk)
    data = request.POST if request.method == "POST" else None
    form = FORMS[way](data, alliance=request.member.alliance, today=timezone.localdate())  # type: ignore[call-arg] # each of them takes these two
    back = conference_url(request, finding.conference)
    if carried_out(form, lambda: _carry_out(way, form, finding, request)):
        return done(request, _("Noted what follows."), back)
    return ask(
        request,
        form,
        title=_("What follows from it"),
        submit=_("Note it"),
        icon="check",
        back=back,
        trail=trail_to(request, finding.conference),
        template="cases/follow_up.html",
        finding=finding,
        ways=WAYS.items(),
        way=way,
    )


def _carry_out(way: str, form: Any, finding: Finding, request: MemberRequest) -> FollowUp:
    by, good = request.member.user, form.cleaned_data
    if way == "massnahme":
        return services.agree_measure(
            finding=finding,
            item=good["item"],
            text=good["text"],
            responsible=form.responsible(),
            due_on=good["due_on"],
            looked_through=good["looked_through"],
            by=by,
        )
    if way == "vereinbart":
        return services.follow_measure(finding=finding, outcome=form.chosen(), by=by)
    if way == "hebel":
        return services.follow_lever(finding=finding, lever=good["lever"], by=by)
    if way == "luecke":
        return services.follow_gap(finding=finding, by=by, **good)
    return services.follow_nothing(finding=finding, because=good["because"], by=by)


@require_POST
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(FOLLOW_UP))
    rows = FollowUp.objects.select_related("finding__conference", "alliance")
    row: FollowUp = get_object_or_404(rows, pk=pk)
    services.remove_follow_up(follow_up=row, by=request.member.user)
    return done(request, _("Taken back."), conference_url(request, row.finding.conference))

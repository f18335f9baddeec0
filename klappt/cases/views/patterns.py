from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.cases.forms.conferences import PatternForm
from klappt.cases.models import CasePattern
from klappt.cases.policies import ENTER_CASES
from klappt.cases.services.patterns import note_pattern, remove_pattern
from klappt.cases.views.conferences import conference_url, find, trail_to
from klappt.ui.verbs import ask, carried_out, done

FIELDS = {"ends": "second"}


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(ENTER_CASES))
    row, form = find(pk), PatternForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        shape, by = form.shape(), request.member.user
        if carried_out(form, lambda: note_pattern(conference=row, shape=shape, by=by), FIELDS):
            return done(request, _("The pattern is noted."), conference_url(request, row))
    return ask(
        request,
        form,
        title=_("Note a pattern"),
        intro=_("What the case showed, not whose case it was. Everything comes from lists."),
        submit=_("Note the pattern"),
        icon="check",
        back=conference_url(request, row),
        trail=trail_to(request, row),
        template="cases/pattern.html",
    )


@require_POST
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(ENTER_CASES))
    rows = CasePattern.objects.select_related("conference", "alliance")
    row: CasePattern = get_object_or_404(rows, pk=pk)
    remove_pattern(pattern=row, by=request.member.user)
    return done(request, _("The pattern is removed for good."), conference_url(request, row.conference))

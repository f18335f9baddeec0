from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.cases.forms.conferences import FindingForm
from klappt.cases.models import Finding
from klappt.cases.policies import ENTER_CASES
from klappt.cases.services.findings import note_finding, remove_finding
from klappt.cases.views.conferences import conference_url, find, trail_to
from klappt.ui.verbs import ask, carried_out, done


# A report of an error must not hold what was typed.
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(ENTER_CASES))
    row = find(pk)
    form = FindingForm(request.POST if request.method == "POST" else None, conference=row)
    if form.is_bound and form.is_valid():
        good, by = form.cleaned_data, request.member.user
        if carried_out(form, lambda: note_finding(conference=row, by=by, **good)):
            return done(request, _("The finding is noted."), conference_url(request, row))
    return ask(
        request,
        form,
        title=_("Note a finding"),
        intro=_("What the conference found about structures: who does what, where it hitches."),
        submit=_("Note the finding"),
        icon="check",
        back=conference_url(request, row),
        trail=trail_to(request, row),
        template="cases/finding.html",
    )


@require_POST
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(ENTER_CASES))
    row = find_finding(pk)
    remove_finding(finding=row, by=request.member.user)
    return done(request, _("The finding is removed for good."), conference_url(request, row.conference))


def find_finding(pk: int) -> Finding:
    found: Finding = get_object_or_404(Finding.objects.select_related("conference", "alliance"), pk=pk)
    return found

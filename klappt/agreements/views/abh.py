from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from klappt.accounts.policies import require
from klappt.actors.policies import SEE_ASSESSMENTS
from klappt.agreements.policies import EDIT_AGREEMENTS, SEE_AGREEMENTS
from klappt.agreements.selectors.abh import Lacks, Office, offices
from klappt.agreements.views.pages import day_asked, frame, url
from klappt.alliances.requests import MemberRequest

SAYS: dict[Lacks, str | Promise] = {
    Lacks.CONTACT: _("No fixed contact is named."),
    Lacks.EXCHANGE: _("There is no regular exchange."),
    Lacks.FORMAT: _("It takes part in no central format."),
    Lacks.PROSPECT: _("Nothing is agreed for a prospect of staying."),
    Lacks.AGREEMENT: _("There is no agreement in force."),
    Lacks.CONTINUATION: _("Nobody has said how far the formats are made permanent."),
    Lacks.ASSESSMENT: _("Nobody has said how cooperation goes."),
}
DO: dict[Lacks, str | Promise] = {
    Lacks.CONTACT: _("Name a fixed contact"),
    Lacks.EXCHANGE: _("Enter a regular exchange"),
    Lacks.FORMAT: _("Enter a format"),
    Lacks.PROSPECT: _("Note what was agreed"),
    Lacks.AGREEMENT: _("Enter an agreement"),
    Lacks.CONTINUATION: _("Note how far it is"),
    Lacks.ASSESSMENT: _("Say how it goes"),
}


@require_safe
def abh(request: MemberRequest) -> HttpResponse:
    """Fixed contacts, formats, exchange, what was agreed, how permanent it is, and what is missing (A19)."""
    require(request.member.may(SEE_AGREEMENTS))
    day = day_asked(request)
    sees = bool(request.member.may(SEE_ASSESSMENTS))
    may_edit = bool(request.member.may(EDIT_AGREEMENTS))
    found = offices(day, sees_assessments=sees)
    context = {
        **frame(request, "abh", day),
        "offices": [(each, _steps(request, each, may_edit=may_edit)) for each in found],
        "sees_assessments": sees,
    }
    return render(request, "agreements/abh.html", context)


def _steps(
    request: MemberRequest, office: Office, *, may_edit: bool
) -> list[tuple[str | Promise, str, str | Promise]]:
    """What is missing, each with the way to change it: sentence, address (empty: may not), verb."""
    return [(SAYS[each], _way(request, office, each) if may_edit else "", DO[each]) for each in office.lacks]


def _way(request: MemberRequest, office: Office, lacks: Lacks) -> str:
    first = office.formats[0].format.pk if office.formats else None
    if lacks is Lacks.CONTACT:
        return url(request, "contact_add", office.institution.pk)
    if lacks is Lacks.EXCHANGE:
        return f"{url(request, 'format_add')}?art=exchange"
    if lacks is Lacks.AGREEMENT:
        return url(request, "add")
    if lacks is Lacks.ASSESSMENT:
        return reverse("actors:assess", args=[request.member.alliance.key, office.institution.pk])
    if first is None:
        return url(request, "format_add")
    return url(request, "prospect" if lacks is Lacks.PROSPECT else "continuation", first)

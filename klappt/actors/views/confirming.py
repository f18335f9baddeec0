"""Asking institutions to look at their entry."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from klappt.accounts.policies import require
from klappt.actors.models import ConfirmationRequest, Institution
from klappt.actors.policies import EDIT_ACTORS
from klappt.actors.services.confirming import ask_for_confirmation, withdraw
from klappt.actors.views.acting import chosen
from klappt.alliances.requests import MemberRequest


class AddressForm(forms.Form):
    """Where the question goes; empty means: this institution is not asked."""

    def __init__(self, data: object, *, institution: Institution) -> None:
        super().__init__(data, prefix=f"to-{institution.pk}")  # type: ignore[arg-type] # request.POST or None
        self.institution = institution
        known = [each.email for each in institution.contacts.all() if each.email]
        self.fields["email"] = forms.EmailField(
            label=str(institution), required=False, initial=known[0] if known else ""
        )


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: MemberRequest) -> HttpResponse:
    """One mail to each of the chosen institutions, after a look at the addresses."""
    require(request.member.may(EDIT_ACTORS))
    data = request.POST if request.method == "POST" else None
    rows = [AddressForm(data, institution=each) for each in chosen(request)]
    if data is not None and all(row.is_valid() for row in rows):
        return _asked(request, rows)
    context = {"rows": rows}
    return render(request, "actors/ask.html", context, status=422 if data is not None else 200)


def _asked(request: MemberRequest, rows: list[AddressForm]) -> HttpResponse:
    wanted = [(row.institution, row.cleaned_data["email"]) for row in rows if row.cleaned_data["email"]]
    for institution, email in wanted:
        ask_for_confirmation(institution=institution, email=email, by=request.member.user)
    count = len(wanted)
    words = ngettext("%(count)d mail is on its way.", "%(count)d mails are on their way.", count)
    messages.success(request, words % {"count": count})
    if len(rows) == 1:
        return redirect("actors:institution", request.member.alliance.key, rows[0].institution.pk)
    return redirect("actors:list", request.member.alliance.key)


@require_POST
def withdraw_question(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_ACTORS))
    still_open = ConfirmationRequest.objects.filter(used_at=None, withdrawn_at=None)
    question = get_object_or_404(still_open, pk=pk)
    withdraw(question=question, by=request.member.user)
    messages.success(request, _("The link no longer works."))
    return redirect("actors:institution", request.member.alliance.key, question.institution_id)

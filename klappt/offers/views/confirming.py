"""Asking providers whether their offers are right."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from klappt.accounts.policies import require
from klappt.actors.models import Institution
from klappt.alliances.requests import MemberRequest
from klappt.alliances.services.links import unanswered
from klappt.offers.models import Offer, OfferQuestion
from klappt.offers.policies import EDIT_OFFERS
from klappt.offers.selectors.providers import provider_of
from klappt.offers.services.confirming import ask_provider, withdraw_question
from klappt.offers.views.table import chosen


class AddressForm(forms.Form):
    """Where the question goes; empty means: nobody is asked about this offer."""

    def __init__(self, data: object, *, offer: Offer) -> None:
        super().__init__(data, prefix=f"to-{offer.pk}")  # type: ignore[arg-type] # request.POST or None
        self.offer = offer
        self.provider: Institution | None
        self.provider, known = provider_of(offer)
        label = f"{offer.name} ({self.provider})" if self.provider else offer.name
        self.fields["email"] = forms.EmailField(label=label, required=False, initial=known)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: MemberRequest) -> HttpResponse:
    """One mail for each of the chosen offers, after a look at the addresses."""
    require(request.member.may(EDIT_OFFERS))
    data = request.POST if request.method == "POST" else None
    rows = [AddressForm(data, offer=each) for each in chosen(request)]
    if data is not None and all(row.is_valid() for row in rows):
        return _asked(request, rows)
    context = {"rows": rows}
    return render(request, "offers/ask.html", context, status=422 if data is not None else 200)


def _asked(request: MemberRequest, rows: list[AddressForm]) -> HttpResponse:
    wanted = [row for row in rows if row.cleaned_data["email"]]
    for row in wanted:
        ask_provider(
            offer=row.offer,
            institution=row.provider,
            email=row.cleaned_data["email"],
            by=request.member.user,
        )
    words = ngettext("%(count)d mail is on its way.", "%(count)d mails are on their way.", len(wanted))
    messages.success(request, words % {"count": len(wanted)})
    if len(rows) == 1:
        return redirect("offers:offer", request.member.alliance.key, rows[0].offer.pk)
    return redirect("offers:list", request.member.alliance.key)


@require_POST
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_OFFERS))
    question = get_object_or_404(unanswered(OfferQuestion.objects.all()), pk=pk)
    withdraw_question(question=question, by=request.member.user)
    messages.success(request, _("The link no longer works."))
    return redirect("offers:offer", request.member.alliance.key, question.offer_id)

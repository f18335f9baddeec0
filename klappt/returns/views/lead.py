"""The lead agrees before a worksheet is handed in, where the alliance wants that."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from klappt.accounts.policies import require
from klappt.alliances.models import Lead
from klappt.alliances.requests import MemberRequest
from klappt.returns.forms.lead import LeadForm
from klappt.returns.models import LeadInquiry, Return
from klappt.returns.policies import AGREE, HAND_IN, SEE_RETURNS
from klappt.returns.selectors.agreement import LeadWord, newest_answer, stands
from klappt.returns.selectors.overview import overview_of
from klappt.returns.selectors.returns import return_of
from klappt.returns.services.lead import answer_as_lead, ask_lead, want_agreement
from klappt.ui.verbs import carried_out, done


@require_http_methods(["GET", "HEAD", "POST"])
def lead(request: MemberRequest, wave: int) -> HttpResponse:
    """Answered by the lead; or by the coordination, for a lead who said it by word of mouth."""
    require(request.member.may(SEE_RETURNS))
    row = return_of(request.member, wave)
    word = stands(row)
    form = LeadForm(
        request.POST if request.method == "POST" else None, initial={"seen": newest_answer(row) or 0}
    )
    if request.method == "POST":
        answered = _answered(request, word, form)
        if answered:
            return answered
    return _page(request, row, word, form)


def _answered(request: MemberRequest, word: LeadWord, form: LeadForm) -> HttpResponse | None:
    is_lead = request.member.may(AGREE)
    require(is_lead if not request.member.may(HAND_IN) else request.member.may(HAND_IN))
    if not word.is_asked or word.inquiry is None:
        messages.warning(request, _("Nobody has asked for your answer here."))
        return redirect(request.path)
    inquiry: LeadInquiry = word.inquiry
    agrees = form.is_valid() and form.cleaned_data["agrees"] == "yes"
    if carried_out(
        form,
        lambda: answer_as_lead(
            inquiry=inquiry,
            agrees=agrees,
            missing="" if agrees else form.cleaned_data["missing"],
            by=request.member.user,
            told_by="" if is_lead else _name_of_the_lead(),
            seen=form.cleaned_data["seen"] or 0,
        ),
    ):
        return done(request, _("Thank you. The coordination sees your answer."), request.path)
    return None


def _page(request: MemberRequest, row: Return, word: LeadWord, form: LeadForm) -> HttpResponse:
    context = {
        "return": row,
        "word": word,
        "form": form,
        "overview": overview_of(row),
        "lead_name": _name_of_the_lead(),
        "is_lead": bool(request.member.may(AGREE)),
        "may_hand_in": bool(request.member.may(HAND_IN)),
    }
    return render(request, "returns/lead.html", context, status=422 if form.is_bound else 200)


def _name_of_the_lead() -> str:
    found = Lead.objects.active_on(timezone.localdate()).order_by("-pk").first()
    return found.name if found else _("the lead")


@require_POST
def wanted(request: MemberRequest, wave: int) -> HttpResponse:
    """Switched by the coordination."""
    require(request.member.may(HAND_IN))
    row = return_of(request.member, wave)
    is_wanted = request.POST.get("wanted") == "yes"
    want_agreement(return_=row, wanted=is_wanted, by=request.member.user)
    words = _("The lead agrees first.") if is_wanted else _("It can be handed in without the lead.")
    return done(request, words, _lead_url(request, row))


@require_POST
def ask_for_it(request: MemberRequest, wave: int) -> HttpResponse:
    require(request.member.may(HAND_IN))
    row = return_of(request.member, wave)
    try:
        asked = ask_lead(return_=row, by=request.member.user)
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
        return redirect(_lead_url(request, row))
    words = _("The lead is asked, by mail and on the start page.")
    if asked.sent_link is None:
        words = _("Noted. No mail went out: the lead has no e-mail address here.")
    return done(request, words, _lead_url(request, row))


def _lead_url(request: MemberRequest, row: Return) -> str:
    return reverse("returns:lead", args=[request.member.alliance.key, row.wave.number])

"""What stands around one question: all that was ever written there, and remarks inside the alliance."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.alliances.selectors import team_on
from klappt.core.questionnaire.model import Question, Section
from klappt.returns.forms.remarks import RemarkForm
from klappt.returns.models import Remark, Return
from klappt.returns.policies import SEE_RETURNS
from klappt.returns.selectors.answers import history as history_of
from klappt.returns.selectors.remarks import remarks_at
from klappt.returns.selectors.returns import question_of, return_of, section_of
from klappt.returns.services.remarks import remark, settle_remark
from klappt.ui.verbs import done, put_into


@require_safe
def history(request: MemberRequest, wave: int, section: str, question: str) -> HttpResponse:
    row, part, asked = _place(request, wave, section, question)
    context = {"return": row, "section": part, "question": asked, "rows": history_of(row, asked.key)}
    return render(request, "returns/history.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def remarks(request: MemberRequest, wave: int, section: str, question: str) -> HttpResponse:
    row, part, asked = _place(request, wave, section, question)
    team = [each.user for each in team_on(timezone.localdate()) if each.user != request.member.user]
    form = RemarkForm(request.POST if request.method == "POST" else None, team=team)
    if form.is_valid() and _written(request, row, asked, form):
        return done(request, _("Written. It stays inside the alliance."), request.path)
    context = {
        "return": row,
        "section": part,
        "question": asked,
        "remarks": remarks_at(row, asked.key),
        "form": form,
        "back": f"{section_url(request, row, part)}#frage-{asked.key}",
    }
    return render(request, "returns/remarks.html", context, status=422 if form.is_bound else 200)


def _written(request: MemberRequest, row: Return, asked: Question, form: RemarkForm) -> bool:
    try:
        remark(
            return_=row,
            question=asked.key,
            text=form.cleaned_data["text"],
            to=form.addressee(),
            by=request.member.user,
        )
    except ValidationError as wrong:
        put_into(form, wrong, {})
        return False
    return True


@require_POST
def settle_one(request: MemberRequest, wave: int, pk: int) -> HttpResponse:
    require(request.member.may(SEE_RETURNS))
    row = return_of(request.member, wave)
    found = get_object_or_404(Remark.objects.filter(of_return=row).select_related("alliance"), pk=pk)
    settle_remark(row=found, by=request.member.user)
    part = row.edition.questionnaire.section_of(found.question)
    return redirect("returns:remarks", request.member.alliance.key, wave, part.key, found.question)


def section_url(request: MemberRequest, row: Return, part: Section) -> str:
    return reverse("returns:section", args=[request.member.alliance.key, row.wave.number, part.key])


def _place(
    request: MemberRequest, wave: int, section: str, question: str
) -> tuple[Return, Section, Question]:
    require(request.member.may(SEE_RETURNS))
    row = return_of(request.member, wave)
    part = section_of(row, section)
    return row, part, question_of(part, question)

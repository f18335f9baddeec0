"""Research sends a draft to alliances, reads what they say, and answers each comment."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import PlatformRequest
from klappt.consultations.forms.asking import AskForm, ProlongForm
from klappt.consultations.forms.comments import AnswerForm
from klappt.consultations.models import Comment, Consultation
from klappt.consultations.policies import CONSULT
from klappt.consultations.selectors.consultations import (
    comment_in,
    consultation,
    consultations,
    read,
    standings,
)
from klappt.consultations.selectors.drafts import At
from klappt.consultations.services.answering import answer_comment, send_answers
from klappt.consultations.services.asking import consult, prolong
from klappt.core.working_hours import first_working_day
from klappt.ui.verbs import ask as ask_for
from klappt.ui.verbs import carried_out, done, made_with
from klappt.worksheets.models import Edition

TIME_TO_SAY = datetime.timedelta(weeks=3)
A_WEEK = datetime.timedelta(days=7)


@require_safe
def consultation_list(request: PlatformRequest) -> HttpResponse:
    require(CONSULT.of(request.user.platform_role))
    drafts = (
        Edition.objects.filter(state="draft")
        .select_related("worksheet")
        .order_by("worksheet__position", "pk")
    )
    context = {"rounds": consultations(), "drafts": drafts}
    return render(request, "consultations/research/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: PlatformRequest, key: str, number: int) -> HttpResponse:
    """Who is asked about this draft, with which words, until when."""
    require(CONSULT.of(request.user.platform_role))
    edition = get_object_or_404(
        Edition.objects.select_related("worksheet").filter(state="draft"), worksheet__key=key, number=number
    )
    before = edition.consultations.order_by("-number").first()
    initial = {
        "alliances": list(before.asked.values_list("alliance", flat=True)) if before else [],
        "until": first_working_day(timezone.localdate() + TIME_TO_SAY),
    }
    form = AskForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        good = form.cleaned_data
        made = made_with(form, lambda: consult(edition=edition, by=request.user, **good))
        if made is not None:
            return done(request, _("The draft is on its way to the alliances."), _url(made))
    return ask_for(
        request,
        form,
        title=_("Ask alliances about the draft"),
        intro=edition,
        submit=_("Send the draft to the alliances"),
        icon="send",
        back=reverse("worksheets:edition", args=[key, number]),
        template="consultations/research/ask.html",
    )


@require_safe
def one(request: PlatformRequest, pk: int) -> HttpResponse:
    require(CONSULT.of(request.user.platform_role))
    return _page(request, consultation(pk))


@require_http_methods(["GET", "HEAD", "POST"])
def more_time(request: PlatformRequest, pk: int) -> HttpResponse:
    """The round goes on longer; everybody who was asked is told."""
    require(CONSULT.of(request.user.platform_role))
    row = consultation(pk)
    start = first_working_day(max(row.until, timezone.localdate()) + A_WEEK)
    form = ProlongForm(request.POST if request.method == "POST" else None, initial={"until": start})
    if form.is_bound and form.is_valid():
        good = form.cleaned_data
        if carried_out(form, lambda: prolong(consultation=row, by=request.user, **good)):
            return done(request, _("There is more time. Everybody who was asked gets a mail."), _url(row))
    return ask_for(
        request,
        form,
        title=_("Prolong the round"),
        intro=_("So far comments are asked for until %(day)s.")
        % {"day": date_format(row.until, "SHORT_DATE_FORMAT")},
        submit=_("Prolong"),
        icon="clock",
        back=_url(row),
        trail=[(reverse("drafts:list"), _("Drafts with alliances")), (_url(row), str(row))],
    )


@require_POST
def answer(request: PlatformRequest, pk: int, comment: int) -> HttpResponse:
    require(CONSULT.of(request.user.platform_role))
    row = consultation(pk)
    said = comment_in(row, comment)
    form = AnswerForm(request.POST, prefix=str(said.pk))
    if form.is_valid():
        good = form.cleaned_data
        if carried_out(form, lambda: answer_comment(comment=said, by=request.user, **good)):
            words = _("The answer is kept. It goes out when you send the answers.")
            return done(request, words, f"{_url(row)}#bemerkung-{said.pk}")
    return _page(request, row, wrong=(said, form))


Wrong = tuple[Comment, AnswerForm] | None
"""An answer that could not be kept, as it was typed."""


@dataclass(frozen=True)
class Said:
    """A comment with the form to answer it. `is_reworded`: since then the question reads differently."""

    comment: Comment
    form: AnswerForm
    is_reworded: bool


@dataclass(frozen=True)
class Group:
    """All comments on one question, section, or on the whole."""

    at: At
    said: tuple[Said, ...]


def _page(request: PlatformRequest, row: Consultation, wrong: Wrong = None) -> HttpResponse:
    found = read(row)
    groups = [_group(at, wrong) for at in found.places if at.comments]
    gone = [_said(each, each.wording, wrong) for each in found.gone]
    said = [*(each for group in groups for each in group.said), *gone]
    comments = [each.comment for each in said]
    context = {
        "consultation": row,
        "edition": row.edition,
        "standings": standings(row),
        "groups": groups,
        "gone": gone,
        "count": len(comments),
        "waiting": sum(1 for each in comments if not each.is_answered),
        "to_send": sum(1 for each in comments if each.is_answered and each.sent_at is None),
        "is_open": row.is_open(),
        "may_prolong": row.edition.is_draft and not vars(row)["has_newer"],
        "prolonged": row.prolonged.select_related("by"),
        "wrong": wrong[0].pk if wrong else 0,
    }
    return render(request, "consultations/research/consultation.html", context, status=422 if wrong else 200)


def _group(at: At, wrong: Wrong) -> Group:
    return Group(at, tuple(_said(each, at.label, wrong) for each in at.comments))


def _said(comment: Comment, label: str, wrong: Wrong) -> Said:
    initial = {"outcome": comment.outcome, "answer": comment.answer} if comment.is_answered else None
    form = AnswerForm(prefix=str(comment.pk), initial=initial)
    if wrong and wrong[0].pk == comment.pk:
        form = wrong[1]
    return Said(comment, form, is_reworded=comment.wording != label)


@require_POST
def send(request: PlatformRequest, pk: int) -> HttpResponse:
    require(CONSULT.of(request.user.platform_role))
    row = consultation(pk)
    try:
        count = send_answers(consultation=row, by=request.user)
    except ValidationError as wrong:
        return done(request, " ".join(wrong.messages), _url(row))
    words = ngettext(
        "The answers go to %(count)d alliance.", "The answers go to %(count)d alliances.", count
    ) % {"count": count}
    return done(request, words, _url(row))


def _url(row: Consultation) -> str:
    return reverse("drafts:consultation", args=[row.pk])

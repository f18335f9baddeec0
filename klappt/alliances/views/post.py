"""Mail in the alliance's name: did it arrive, and what has to be done."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from klappt.accounts.policies import require
from klappt.alliances.extensions import unwritten
from klappt.alliances.policies import READ_MAIL, RUN_MAIL, RUN_PLATFORM
from klappt.alliances.requests import MemberRequest, PlatformRequest
from klappt.alliances.selectors.post import (
    answers_for,
    mail_line,
    mails_of,
    not_arrived,
    stray_mail,
    waiting,
)
from klappt.alliances.services.post import send_mail_again, settle_answer, settle_mail
from klappt.jobs.enums import MailState
from klappt.jobs.models import Mailbox, OutgoingMail

_PER_PAGE = 50


@require_safe
def post(request: MemberRequest) -> HttpResponse:
    require(request.member.may(READ_MAIL))
    mails = mails_of(request.member.alliance)
    counts = {
        "problems": not_arrived(mails).count(),
        "waiting": waiting(mails).count(),
        "answers": answers_for(request.member).count(),
        "all": mails.count(),
    }
    shown = request.GET.get("zeige", "")
    if shown not in {"problems", "waiting", "answers", "all"}:
        shown = "problems" if counts["problems"] else "all"
    page = Paginator(_wanted(shown, mails), _PER_PAGE).get_page(request.GET.get("page"))
    lines = [mail_line(each, request.member) for each in page.object_list]
    context = {
        "counts": counts,
        "shown": shown,
        "page": page,
        "lines": lines,
        "some_stay_here": any(line.mail.state == MailState.KEPT for line in lines),
        "answers": list(answers_for(request.member)[:_PER_PAGE]) if shown == "answers" else [],
        "may_run": bool(request.member.may(RUN_MAIL)),
        "unwritten": unwritten(request.member),
    }
    return render(request, "alliances/post/post.html", context)


def _wanted(shown: str, mails: QuerySet[OutgoingMail]) -> QuerySet[OutgoingMail]:
    """Which mails a tab shows; the answers' tab shows none."""
    if shown == "problems":
        return not_arrived(mails)
    if shown == "waiting":
        return waiting(mails)
    return mails.none() if shown == "answers" else mails


@require_POST
def send_again(request: MemberRequest, number: uuid.UUID) -> HttpResponse:
    require(request.member.may(RUN_MAIL))
    mail = _mail(request, number)
    try:
        send_mail_again(mail=mail, alliance=request.member.alliance, by=request.member.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("The mail is on its way again."))
    return redirect("alliances:post", request.member.alliance.key)


@require_POST
def settle(request: MemberRequest, number: uuid.UUID) -> HttpResponse:
    require(request.member.may(RUN_MAIL))
    settle_mail(mail=_mail(request, number), alliance=request.member.alliance, by=request.member.user)
    messages.success(request, _("Settled. The mail stays in the list."))
    return redirect("alliances:post", request.member.alliance.key)


@require_POST
def settle_an_answer(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(RUN_MAIL))
    answer = get_object_or_404(answers_for(request.member), pk=pk)
    settle_answer(answer=answer, alliance=request.member.alliance, by=request.member.user)
    messages.success(request, _("Settled."))
    return redirect("alliances:post", request.member.alliance.key)


def _mail(request: MemberRequest, number: uuid.UUID) -> OutgoingMail:
    return get_object_or_404(mails_of(request.member.alliance), number=number)


@require_safe
def platform_post(request: PlatformRequest) -> HttpResponse:
    """For operators: the mailbox itself, and what came in that belongs to no alliance."""
    require(RUN_PLATFORM.of(request.user.platform_role))
    page = Paginator(stray_mail(), _PER_PAGE).get_page(request.GET.get("page"))
    context = {"mailboxes": Mailbox.objects.order_by("name"), "page": page}
    return render(request, "alliances/platform/post.html", context)

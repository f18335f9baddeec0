"""One field saved as it is left; two texts settled; last time's answer taken over."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.core.questionnaire.model import Question, QuestionKind, Section
from klappt.core.questionnaire.progress import visible
from klappt.core.questionnaire.replies import RefusedReply
from klappt.core.questionnaire.values import Reply
from klappt.fields.forms import reply_from
from klappt.returns.enums import Origin, Settling
from klappt.returns.forms.answers import order_of, seen
from klappt.returns.models import Clash, Return
from klappt.returns.policies import SEE_RETURNS
from klappt.returns.selectors.answers import current_answer
from klappt.returns.selectors.earlier import earlier_answer
from klappt.returns.selectors.filling import Asked, page_of
from klappt.returns.selectors.overview import part_of
from klappt.returns.selectors.returns import question_of, return_of, section_of
from klappt.returns.services.answers import Saved, save_answer
from klappt.returns.services.clashes import settle_clash
from klappt.returns.services.files import keep_file
from klappt.returns.views.section import keep_section, shown
from klappt.returns.words import refusal_lines


@require_POST
def save(request: MemberRequest, wave: int, section: str, question: str) -> HttpResponse:
    """Answers 200 with what stands there now, also when two wrote at once; 422 with what is the matter.

    `X-Stored` says that the text is in the database: only then the browser lets go of its copy.
    """
    require(request.member.may(SEE_RETURNS))
    if request.headers.get("X-Written-By", str(request.member.user.pk)) != str(request.member.user.pk):
        # Typed before somebody else signed in in the same browser: nobody signs what another has written.
        return HttpResponse(status=409, headers={"X-Written-By": "another"})
    row = return_of(request.member, wave)
    part = section_of(row, section)
    asked = question_of(part, question)
    try:
        saved = _saved(request, row, asked)
    except RefusedReply as error:
        return _refused(request, asked, refusal_lines(asked, error.refusals))
    except ValidationError as wrong:
        return _refused(request, asked, wrong.messages)
    response = _answered(request, row, part, asked, saved)
    response.headers["X-Stored"] = "yes"
    return response


def _answered(
    request: MemberRequest, row: Return, part: Section, asked: Question, saved: Saved
) -> HttpResponse:
    if _wants_json(request):
        # Whose text was kept beside another one has not seen the other: the next text is not written over it.
        over = seen(asked, request.POST) if saved.other else saved.stands
        return JsonResponse({"saved": True, "answer": over, "clash": bool(saved.other)})
    if not request.htmx:
        return redirect(_section_url(request, row, part))
    if saved.other or asked.kind is QuestionKind.FILE:
        return _whole(request, row, part, asked)
    return _said(request, row, part, asked, saved)


@require_POST
def settle(request: MemberRequest, wave: int, section: str, question: str, pk: int) -> HttpResponse:
    """One text, the other, or both together."""

    def decide(row: Return, asked: Question) -> None:
        clash = get_object_or_404(Clash.objects.filter(of_return=row, question=asked.key), pk=pk)
        if request.POST.get("how") not in Settling.values:
            raise Http404
        how = Settling(request.POST["how"])
        settle_clash(clash=clash, how=how, by=request.member.user, seen=seen(asked, request.POST))

    return _done_at(request, wave, section, question, decide)


@require_POST
def unchanged(request: MemberRequest, wave: int, section: str, question: str) -> HttpResponse:
    """Last time's answer holds still."""

    def take_over(row: Return, asked: Question) -> None:
        before = earlier_answer(row, asked.key)
        if before is None or not before.fits:
            raise Http404
        save_answer(
            return_=row,
            question=asked.key,
            reply=before.reply,
            by=request.member.user,
            over=seen(asked, request.POST),
            origin=Origin.UNCHANGED,
        )

    return _done_at(request, wave, section, question, take_over)


def _done_at(
    request: MemberRequest, wave: int, section: str, question: str, verb: Callable[[Return, Question], None]
) -> HttpResponse:
    """A button at a question. Without JavaScript the whole section comes along, and is kept first."""
    require(request.member.may(SEE_RETURNS))
    row = return_of(request.member, wave)
    part = section_of(row, section)
    asked = question_of(part, question)
    if not request.htmx:
        typed = keep_section(request, row, part)
        if typed is None or typed.wrong:
            return shown(request, row, part, typed, status=422)
    try:
        verb(row, asked)
    except RefusedReply as error:
        messages.error(request, " ".join(refusal_lines(asked, error.refusals)))
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
    if request.htmx:
        return _whole(request, row, part, asked)
    return redirect(f"{_section_url(request, row, part)}#frage-{asked.key}")


def _saved(request: MemberRequest, row: Return, asked: Question) -> Saved:
    over = seen(asked, request.POST)
    by, order = request.member.user, order_of(request.headers.get("X-Typed", ""))
    upload = request.FILES.get(f"q-{asked.key}")
    if asked.kind is QuestionKind.FILE and upload is not None:
        return keep_file(
            return_=row,
            question=asked.key,
            name=upload.name or "",
            content=upload.read(),
            by=by,
            over=over,
            order=order,
        )
    before = current_answer(row, asked.key) if asked.kind is QuestionKind.FILE else None
    reply = reply_from(asked, request.POST, before.reply if before else None)
    return save_answer(return_=row, question=asked.key, reply=reply, by=by, over=over, order=order)


def _wants_json(request: MemberRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _refused(request: MemberRequest, asked: Question, lines: list[str]) -> HttpResponse:
    """What was typed stays in the field; below it stands what is the matter."""
    if _wants_json(request):
        return JsonResponse({"saved": False, "refusals": lines}, status=422)
    context = {"question": asked, "refusals": lines, "over": seen(asked, request.POST)}
    return render(request, "returns/parts/refused.html", context, status=422)


def _said(request: MemberRequest, row: Return, part: Section, asked: Question, saved: Saved) -> HttpResponse:
    """Quietly below the field: kept, by whom, when. The field itself is left alone."""
    answer = saved.answer or current_answer(row, asked.key)
    context = {
        **_around(request, row, part, asked, saved.replies),
        "each": Asked(asked, 0, is_shown=True, answer=answer),
        "is_new": saved.answer is not None,
    }
    return render(request, "returns/parts/said.html", context)


def _whole(request: MemberRequest, row: Return, part: Section, asked: Question) -> HttpResponse:
    """The question drawn anew: something else stands there than what was typed."""
    page = page_of(row, part)
    (each,) = page.asked(part, only={asked.key})
    context = {**_around(request, row, part, asked, page.replies), "each": each}
    response = render(request, "returns/parts/whole.html", context)
    response.headers["HX-Retarget"] = f"#ask-{asked.key}"
    response.headers["HX-Reswap"] = "outerHTML"
    return response


def _around(
    request: MemberRequest, row: Return, part: Section, asked: Question, given: Mapping[str, Reply]
) -> dict[str, Any]:
    """How far the section is, and the questions that come or go because of this answer."""
    return {
        "return": row,
        "section": part,
        "part": part_of(row, part, given),
        "turned": [each for each in _turned(request, row, part, given) if each.question.key != asked.key],
    }


def _turned(request: MemberRequest, row: Return, part: Section, given: Mapping[str, Reply]) -> list[Asked]:
    """The page says which questions with a condition it shows; whatever differs is drawn anew."""
    conditional = {question.key for question in part.questions if question.when}
    if not conditional or "shown" not in request.POST:
        return []
    should = visible(row.edition.questionnaire, given) & conditional
    turned = should ^ (set(request.POST.getlist("shown")) & conditional)
    return page_of(row, part).asked(part, only=turned) if turned else []


def _section_url(request: MemberRequest, row: Return, part: Section) -> str:
    return reverse("returns:section", args=[request.member.alliance.key, row.wave.number, part.key])

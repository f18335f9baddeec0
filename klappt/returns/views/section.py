"""One section of a worksheet: to be filled in while it is open, to be read afterwards."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.core.questionnaire.model import QuestionKind, Section
from klappt.fields.forms import entered, is_act, mentions
from klappt.returns.forms.answers import Typed, seen, typed_in
from klappt.returns.models import Return
from klappt.returns.policies import SEE_RETURNS
from klappt.returns.selectors.answers import replies
from klappt.returns.selectors.closed import closed_section
from klappt.returns.selectors.filling import Page, page_of
from klappt.returns.selectors.open_sections import is_open_section
from klappt.returns.selectors.overview import part_of
from klappt.returns.selectors.returns import return_of, section_of
from klappt.returns.services.answers import save_section
from klappt.returns.services.files import keep_file


@require_http_methods(["GET", "HEAD", "POST"])
def section(request: MemberRequest, wave: int, section: str) -> HttpResponse:
    """Posted as a whole where there is no JavaScript: one button saves every field."""
    require(request.member.may(SEE_RETURNS))
    row = return_of(request.member, wave)
    part = section_of(row, section)
    if request.method != "POST":
        return shown(request, row, part)
    if is_act(request.POST):
        return _redrawn(request, row, part)
    typed = keep_section(request, row, part)
    if typed is None or typed.wrong:
        return shown(request, row, part, typed, status=422)
    messages.success(request, _("Saved."))
    return redirect(request.path)


def _redrawn(request: MemberRequest, row: Return, part: Section) -> HttpResponse:
    """A button inside a question (one more line, one place up): what is typed is kept, and drawn as it is."""
    kept = keep_section(request, row, part)
    if kept is None:
        return shown(request, row, part, status=422)
    drawn = {
        question.key: entered(question, request.POST)
        for question in part.questions
        if question.kind is not QuestionKind.LIVING
        and mentions(question, request.POST)
        # Both texts are shown: what stands there in the field, what was typed below it.
        and question.key not in kept.beside
    }
    return shown(request, row, part, Typed(wrong=drawn, seen=kept.seen))


def keep_section(request: MemberRequest, row: Return, part: Section) -> Typed | None:
    """Keep whatever can be kept of what was posted. None: nothing can be kept any more, and it was said."""
    typed = typed_in(part, request.POST, replies(row))
    try:
        for key, saved in save_section(return_=row, wanted=typed.written, by=request.member.user).items():
            if saved.other:
                typed.beside.add(key)
                label = part.questions[[each.key for each in part.questions].index(key)].label
                messages.warning(
                    request,
                    _("“%(question)s”: somebody was quicker, both texts are there.") % {"question": label},
                )
    except ValidationError as wrong:
        for text in wrong.messages:
            messages.error(request, text)
        return None
    _keep_files(request, row, part)
    return typed


def _keep_files(request: MemberRequest, row: Return, part: Section) -> None:
    for question in part.questions:
        upload = request.FILES.get(f"q-{question.key}")
        if upload is None or question.kind is not QuestionKind.FILE:
            continue
        try:
            keep_file(
                return_=row,
                question=question.key,
                name=upload.name or "",
                content=upload.read(),
                by=request.member.user,
                over=seen(question, request.POST),
            )
        except ValidationError as wrong:
            for text in wrong.messages:
                messages.error(request, text)


def shown(
    request: MemberRequest, row: Return, part: Section, typed: Typed | None = None, status: int = 200
) -> HttpResponse:
    page = page_of(row, part)
    may_write = row.is_open and is_open_section(row, part.key)
    context = {
        **frame(row, part, page),
        "may_write": may_write,
        "asked": page.asked(part, typed.wrong if typed else None, seen=typed.seen if typed else None)
        if may_write
        else [],
        "closed": [] if may_write else closed_section(row, part, page),
        "typed": typed,
    }
    return render(request, "returns/section.html", context, status=status)


def frame(row: Return, part: Section, page: Page) -> dict[str, Any]:
    """What stands around the questions."""
    sections = row.edition.questionnaire.sections
    here = sections.index(part)
    return {
        "return": row,
        "section": part,
        "part": part_of(row, part, page.replies),
        "before": sections[here - 1] if here else None,
        "after": sections[here + 1] if here + 1 < len(sections) else None,
        "place": here + 1,
        "places": len(sections),
    }

"""The lead reads what is to be handed in and answers by the link of the mail, without signing in."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from klappt.alliances.scope import scope
from klappt.core.questionnaire.model import Sharing
from klappt.returns.enums import Sharing as SharingWords
from klappt.returns.forms.lead import LeadForm
from klappt.returns.models import LeadLink
from klappt.returns.selectors.agreement import newest_answer, why_closed
from klappt.returns.selectors.filling import file_of
from klappt.returns.selectors.handing_in import lines_of
from klappt.returns.selectors.whole import Whole, whole
from klappt.returns.services.lead import answer_by_link, find_lead_link
from klappt.ui.downloads import download
from klappt.ui.verbs import carried_out


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, secret: str) -> HttpResponse:
    """Looking changes nothing: programs that follow every link in a mail must not answer for the lead."""
    link = find_lead_link(secret)
    if link is None:
        response = render(request, "returns/lead_closed.html", {"why": "unknown", "link": None}, status=404)
    else:
        with scope(link.alliance):
            response = _answer(request, link, secret)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _answer(request: HttpRequest, link: LeadLink, secret: str) -> HttpResponse:
    why = why_closed(link)
    if why:
        status = 200 if why == "used" else 410
        return render(request, "returns/lead_closed.html", {"why": why, "link": link}, status=status)
    row = link.inquiry.of_return
    form = LeadForm(
        request.POST if request.method == "POST" else None, initial={"seen": newest_answer(row) or 0}
    )
    if form.is_valid() and carried_out(form, lambda: answer_by_link(link=link, **_said(form))):
        return redirect("return_links:lead", secret)
    now = whole(row, timezone.localdate())
    context = {"link": link, "return": row, "secret": secret, "form": form, **_content(now)}
    return render(request, "returns/lead_link.html", context, status=422 if form.is_bound else 200)


def _said(form: LeadForm) -> dict[str, Any]:
    good = form.cleaned_data
    agrees = good["agrees"] == "yes"
    missing = "" if agrees else good["missing"]
    return {"agrees": agrees, "missing": missing, "seen": good["seen"] or 0}


def _content(now: Whole) -> dict[str, Any]:
    """Word for word what would go out today; of what stays in the alliance only that it does."""
    return {
        "parts": [
            {"section": each, "sharing": SharingWords(each.sharing), "lines": lines_of(now, each)}
            for each in now.goes_out()
        ],
        "local": [each for each in now.questionnaire.sections if each.sharing is Sharing.HERE],
        "missing": [
            {"question": each, "section": now.questionnaire.section_of(each.key)} for each in now.missing
        ],
    }


@login_not_required
@never_cache
@require_safe
def file(_request: HttpRequest, secret: str, pk: int) -> HttpResponse:
    """A file that would go out, and no other of the alliance."""
    link = find_lead_link(secret)
    if link is None:
        raise Http404
    with scope(link.alliance):
        row = link.inquiry.of_return
        now = None if why_closed(link) else whole(row, timezone.localdate())
        found = file_of(row, pk) if now is not None and pk in _files(now) else None
        if found is None:
            raise Http404
        response = download(bytes(found.content), found.name, found.media_type)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _files(now: Whole) -> set[int]:
    lines = [line for section in now.goes_out() for line in lines_of(now, section)]
    return {
        line.reply.value["file"]
        for line in lines
        if line.question.kind == "file" and line.reply is not None and line.reply.value
    }

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from klappt.alliances.scope import scope
from klappt.matters.forms.matters import AnswerForm
from klappt.matters.models import Inquiry
from klappt.matters.services.asking import answer_by_link, find_inquiry


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, secret: str) -> HttpResponse:
    """An office or the lead answers from the mail. Looking changes nothing."""
    inquiry = find_inquiry(secret)
    if inquiry is None:
        response = render(request, "matters/closed.html", {"why": "unknown", "inquiry": None}, status=404)
    else:
        with scope(inquiry.alliance):
            response = _answer(request, inquiry, secret)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _answer(request: HttpRequest, inquiry: Inquiry, secret: str) -> HttpResponse:
    if not inquiry.is_open(timezone.now()):
        context = {"why": inquiry.why_closed, "inquiry": inquiry}
        return render(request, "matters/closed.html", context, status=200 if inquiry.used_at else 410)
    chosen = {"answer": request.GET.get("antwort", "")}
    form = AnswerForm(request.POST if request.method == "POST" else None, initial=chosen)
    if form.is_bound and form.is_valid():
        try:
            answer_by_link(inquiry=inquiry, answer=form.said(), text=form.cleaned_data["text"])
        except ValidationError as wrong:
            form.add_error("text" if hasattr(wrong, "error_dict") else None, wrong.messages)
        else:
            return redirect("matter_links:answer", secret)
    context = {"inquiry": inquiry, "form": form}
    return render(request, "matters/answer.html", context, status=422 if form.is_bound else 200)

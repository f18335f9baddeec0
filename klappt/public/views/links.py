from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from klappt.actors.models import AgreementRequest, Approach, ConfirmationRequest
from klappt.actors.services.agreement import (
    agree_by_link,
    find_request,
    talk_by_link,
    waiting_in,
)
from klappt.actors.services.confirming import confirm_entry, find_question
from klappt.alliances.enums import Part
from klappt.alliances.scope import scope
from klappt.public.forms.links import AgreementForm, OwnDataForm, PersonFormSet
from klappt.public.selectors import whom_to_call


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, secret: str) -> HttpResponse:
    """The institution sees its own entry, corrects it, says that it is right. Looking changes nothing:
    programs that follow every link in a mail must not confirm anything."""
    question = find_question(secret)
    if question is None:
        response = render(request, "public/closed.html", {"why": "unknown", "call": None}, status=404)
    else:
        with scope(question.alliance):
            response = _answer(request, question, secret)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _answer(request: HttpRequest, question: ConfirmationRequest, secret: str) -> HttpResponse:
    call = whom_to_call(question)
    if not question.is_open(timezone.now()):
        context = {"why": question.why_closed, "question": question, "call": call}
        return render(request, "public/closed.html", context, status=200 if question.used_at else 410)
    people = list(question.institution.contacts.all())
    form = OwnDataForm(request.POST or None, instance=question.institution)
    contacts = PersonFormSet(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid() and contacts.is_valid():
        try:
            confirm_entry(
                question=question, contacts=contacts.contacts(), day=timezone.localdate(), **form.values()
            )
        except ValidationError as wrong:
            form.add_error(None, wrong)
        else:
            return redirect("public:confirm", secret)
    context = {"question": question, "form": form, "contacts": contacts, "call": call}
    return render(request, "public/confirm.html", context, status=422 if form.is_bound else 200)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def agree(request: HttpRequest, secret: str) -> HttpResponse:
    """The lead agrees to who is approached, or asks to be spoken to. Looking changes nothing."""
    asked = find_request(secret)
    if asked is None:
        response = render(request, "public/agree_closed.html", {"why": "unknown"}, status=404)
    else:
        with scope(asked.alliance):
            response = _decide(request, asked, secret)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _decide(request: HttpRequest, asked: AgreementRequest, secret: str) -> HttpResponse:
    core_group = asked.alliance.name_of(Part.CORE_GROUP)
    waiting = waiting_in(asked)
    if not asked.is_open(timezone.now()) or not waiting:
        context = {"why": _why_closed(asked), "asked": asked, "core_group": core_group}
        return render(request, "public/agree_closed.html", context, status=200 if asked.used_at else 410)
    form = AgreementForm(request.POST if request.method == "POST" else None, approaches=waiting)
    if form.is_valid() and _decided(asked, form, waiting):
        return redirect("public:agree", secret)
    context = {"asked": asked, "form": form, "waiting": waiting, "core_group": core_group}
    return render(request, "public/agree.html", context, status=422 if form.is_bound else 200)


def _decided(asked: AgreementRequest, form: AgreementForm, waiting: list[Approach]) -> bool:
    good = form.cleaned_data
    try:
        if good["decision"] == AgreementForm.TALK:
            talk_by_link(request=asked, comment=good["comment"])
        else:
            chosen = [row for row in waiting if str(row.pk) in good["approach"]]
            agree_by_link(request=asked, approaches=chosen, comment=good["comment"])
    except ValidationError as wrong:
        form.add_error(None, wrong.messages)
        return False
    return True


def _why_closed(asked: AgreementRequest) -> str:
    return "decided" if asked.is_open(timezone.now()) else asked.why_closed

"""Steps of a matter: send, bring to the lead, answer, note what came of it."""

from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.alliances.selectors.running import running_on
from klappt.matters.enums import MatterState
from klappt.matters.forms.matters import AnswerForm, StepForm, ToLeadForm, ToOfficeForm, WithdrawForm
from klappt.matters.models import Inquiry, InternalMatter
from klappt.matters.policies import RUN_MATTERS, may_answer, may_see
from klappt.matters.services.asking import answer_on_page, ask_lead, send_submission
from klappt.matters.services.matters import move
from klappt.matters.views.found import found, list_url, matter_url
from klappt.matters.views.matters import WITHOUT_OTHERS
from klappt.ui.verbs import ask, carried_out, done


@require_http_methods(["GET", "HEAD", "POST"])
def send(request: MemberRequest, pk: int) -> HttpResponse:
    """A submission goes to an office by mail, with a link to answer."""
    require(request.member.may(RUN_MATTERS))
    row = found(request, pk)
    if not row.is_submission:
        raise Http404
    form = ToOfficeForm(request.POST or None, initial=_first_contact(row))
    if form.is_bound and form.is_valid():
        good = form.cleaned_data
        if carried_out(
            form,
            lambda: send_submission(
                matter=row, name=good["name"], email=good["email"], by=request.member.user
            ),
        ):
            words = _("The mail to %(email)s is on its way.") % {"email": good["email"]}
            return done(request, words, matter_url(request, row))
    return _ask(
        request,
        row,
        form,
        _("Send “%(title)s”"),
        _("Send"),
        "send",
        _("The mail says what it is about and leads to the text; it is answered without signing in."),
        preview=row.text,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def to_lead(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(RUN_MATTERS))
    row, lead = found(request, pk), running_on(timezone.localdate()).lead
    if lead is None or not lead.email:
        words = _("Please note the lead with an e-mail address first; then it can be asked.")
        return done(request, words, _settings_url(request))
    form: Form = ToLeadForm(request.POST or None)
    form.fields["text"].required = not row.is_submission
    if form.is_bound and form.is_valid():
        text = form.cleaned_data["text"]
        if carried_out(form, lambda: ask_lead(matter=row, lead=lead, by=request.member.user, text=text)):
            words = _("The mail to %(name)s is on its way.") % {"name": lead.name}
            return done(request, words, matter_url(request, row))
    intro = _("%(name)s gets a mail with your question and answers by its link or here.") % {
        "name": lead.name
    }
    return _ask(
        request,
        row,
        form,
        _("Bring “%(title)s” to the lead"),
        _("Ask the lead"),
        "send",
        intro,
        preview=row.text,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: MemberRequest, pk: int, state: str) -> HttpResponse:
    require(request.member.may(RUN_MATTERS))
    if state not in WITHOUT_OTHERS:
        raise Http404
    row, to = found(request, pk), MatterState(state)
    form_class = WithdrawForm if to == MatterState.WITHDRAWN else StepForm
    form: Form = form_class(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        text = form.cleaned_data["text"]
        if carried_out(form, lambda: move(matter=row, to=to, text=text, by=request.member.user)):
            return done(request, _("Noted: %(state)s.") % {"state": to.label}, matter_url(request, row))
    title = _("“%(title)s”: %(state)s") % {"title": "%(title)s", "state": to.label}
    return _ask(request, row, form, title, _("Note: %(state)s") % {"state": to.label}, "save", "")


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    """The person asked answers here, or the coordination notes what was said."""
    inquiry: Inquiry | None = (
        Inquiry.objects.select_related("matter", "alliance", "user").filter(pk=pk).first()
    )
    require(may_see(request.member, inquiry.matter if inquiry else None))
    inquiry = get_object_or_404(Inquiry.objects.select_related("matter", "alliance"), pk=pk)
    require(may_answer(request.member, inquiry))
    row = inquiry.matter
    if not inquiry.is_open(timezone.now()):
        return redirect(matter_url(request, row))
    form = AnswerForm(request.POST or None, initial={"answer": request.GET.get("antwort", "")})
    if carried_out(
        form,
        lambda: answer_on_page(
            inquiry=inquiry,
            answer=form.said(),
            text=form.cleaned_data["text"],
            by=request.member.user,
        ),
    ):
        return done(request, _("The answer is noted."), matter_url(request, row))
    return _ask(
        request,
        row,
        form,
        _("Answer to “%(title)s”"),
        _("Note the answer"),
        "save",
        _("Asked: %(name)s") % {"name": inquiry.name},
        preview=inquiry.text,
    )


def _ask(
    request: MemberRequest,
    row: InternalMatter,
    form: Form,
    title: str,
    submit: str,
    icon: str,
    intro: str,
    **more: Any,
) -> HttpResponse:
    return ask(
        request,
        form,
        title=title % {"title": row},
        submit=submit,
        icon=icon,
        intro=intro,
        back=matter_url(request, row),
        trail=[(list_url(request), _("Inside the administration")), (matter_url(request, row), str(row))],
        template="matters/step.html",
        **{"preview": "", **more},
    )


def _first_contact(row: InternalMatter) -> dict[str, str]:
    """Whoever stands first in the office's entry is a good first guess."""
    contact = row.institution.contacts.exclude(email="").first() if row.institution else None
    if contact is None:
        return {"name": str(row.institution) if row.institution else ""}
    return {"name": str(contact.name or row.institution), "email": contact.email}


def _settings_url(request: MemberRequest) -> str:
    return reverse("alliances:settings", args=[request.member.alliance.key])

"""Questions of a draft: moved, copied, taken out, brought back."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from klappt.accounts.policies import require
from klappt.alliances.requests import PlatformRequest
from klappt.core.questionnaire import editing
from klappt.core.questionnaire.conditions import asked_about
from klappt.core.questionnaire.model import Questionnaire
from klappt.ui.verbs import ask, done
from klappt.worksheets.forms.questions import WhyForm
from klappt.worksheets.models import Edition
from klappt.worksheets.policies import EDIT_WORKSHEETS
from klappt.worksheets.selectors.editions import ever_asked, last_published
from klappt.worksheets.services.writing import bring_back, write
from klappt.worksheets.views.pages import on_a_draft, open_draft, page_of, trail_to_draft
from klappt.worksheets.views.questions import open_question


@require_POST
@on_a_draft
def move(request: PlatformRequest, key: str, number: int, question: str) -> HttpResponse:
    """One place up or down; at the edge of a section into the next one."""
    require(EDIT_WORKSHEETS.of(request.user.platform_role))
    draft = open_draft(key, number)
    by = -1 if request.POST.get("way") == "up" else 1
    write(
        edition=draft,
        by=request.user,
        what=f"moved:{question}",
        operation=lambda newest: editing.move_question(newest, question, by),
    )
    return redirect(f"{page_of(draft, 'edit')}#{question}")


@require_POST
@on_a_draft
def put(request: PlatformRequest, key: str, number: int, question: str) -> HttpResponse:
    """Into another section, at its end."""
    require(EDIT_WORKSHEETS.of(request.user.platform_role))
    draft = open_draft(key, number)
    section = request.POST.get("section", "")
    write(
        edition=draft,
        by=request.user,
        what=f"moved:{question}",
        operation=lambda newest: editing.put_question(newest, question, section),
    )
    return done(
        request, _("The question stands in the other section now."), f"{page_of(draft, 'edit')}#{question}"
    )


@require_POST
@on_a_draft
def copy(request: PlatformRequest, key: str, number: int, question: str) -> HttpResponse:
    require(EDIT_WORKSHEETS.of(request.user.platform_role))
    draft = open_draft(key, number)
    ever = ever_asked(draft.worksheet)
    made: list[str] = []

    def operation(newest: Questionnaire) -> Questionnaire:
        changed, copied = editing.copy_question(newest, question, ever)
        made[:] = [copied]
        return changed

    write(edition=draft, by=request.user, what=f"copied:{question}", operation=operation)
    return done(
        request, _("A copy stands behind it. Now change what it asks."), page_of(draft, "question", made[0])
    )


@require_http_methods(["GET", "HEAD", "POST"])
@on_a_draft
def remove(request: PlatformRequest, key: str, number: int, question: str) -> HttpResponse:
    """Where the edition before asks it, why it goes has to be said."""
    require(EDIT_WORKSHEETS.of(request.user.platform_role))
    draft = open_draft(key, number)
    now = open_question(draft, question)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if not _stood_before(draft, question):
        del form.fields["why"]
    if form.is_valid():
        why = form.cleaned_data.get("why", "")
        write(
            edition=draft,
            by=request.user,
            what=f"removed:{question}",
            operation=lambda newest: editing.remove_question(newest, question, why),
        )
        return done(request, _("The question is taken out of the draft."), page_of(draft, "edit"))
    looking = _looking_at(draft.questionnaire, question)
    intro = _("Editions that are published keep it, and so do their answers.")
    if looking:
        intro += " " + _("Conditions look at it: %(questions)s. They will have to be changed.") % {
            "questions": ", ".join(looking)
        }
    return ask(
        request,
        form,
        title=_("Take “%(label)s” out of the draft?") % {"label": now.label or question},
        intro=intro,
        submit=_("Take the question out"),
        back=page_of(draft, "edit"),
        trail=trail_to_draft(draft),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@on_a_draft
def gone(request: PlatformRequest, key: str, number: int, question: str) -> HttpResponse:
    """Why a question of the edition before is asked no longer."""
    require(EDIT_WORKSHEETS.of(request.user.platform_role))
    draft = open_draft(key, number)
    if question in {each.key for each in draft.questionnaire.questions} or not _stood_before(draft, question):
        raise editing.NotThere(question)
    said = {each.key: each.why for each in draft.questionnaire.gone}
    form = WhyForm(request.POST or None, now={"why": said.get(question, "")})
    if form.is_valid():
        write(
            edition=draft,
            by=request.user,
            what=f"gone:{question}",
            operation=lambda newest: editing.say_gone(newest, question, form.cleaned_data["why"]),
        )
        return done(request, _("That is noted."), page_of(draft, "edit"))
    return ask(
        request,
        form,
        title=_("Asked no longer: why?"),
        intro=_label_before(draft, question),
        submit=_("Save the reason"),
        back=page_of(draft, "edit"),
        trail=trail_to_draft(draft),
    )


@require_POST
@on_a_draft
def back(request: PlatformRequest, key: str, number: int, question: str) -> HttpResponse:
    require(EDIT_WORKSHEETS.of(request.user.platform_role))
    draft = open_draft(key, number)
    try:
        bring_back(edition=draft, key=question, by=request.user)
    except editing.KeyTaken:
        return redirect(f"{page_of(draft, 'edit')}#{question}")
    return done(request, _("The question is back in the draft."), f"{page_of(draft, 'edit')}#{question}")


def _stood_before(draft: Edition, key: str) -> bool:
    before = last_published(draft.worksheet)
    return before is not None and key in {each.key for each in before.questionnaire.questions}


def _label_before(draft: Edition, key: str) -> str:
    before = last_published(draft.worksheet)
    return before.questionnaire.question(key).label if before else ""


def _looking_at(questionnaire: Questionnaire, key: str) -> list[str]:
    return [
        f"„{each.label}“"
        for each in questionnaire.questions
        if each.when and key in {one.question for one in asked_about(each.when)}
    ]

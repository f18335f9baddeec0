"""Questions of a draft: which kind, what they say, and what changed since the edition before."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from klappt.accounts.policies import require
from klappt.alliances.requests import PlatformRequest
from klappt.core.questionnaire import editing
from klappt.core.questionnaire.comparing import differing, marked
from klappt.core.questionnaire.model import Lineage, Origin, Question, QuestionKind
from klappt.ui.verbs import done
from klappt.worksheets.forms.questions import CHOOSING, NAME_TAKEN, QuestionForm, RewordedForm
from klappt.worksheets.models import Edition
from klappt.worksheets.policies import EDIT_WORKSHEETS
from klappt.worksheets.selectors.editions import ever_asked, last_published
from klappt.worksheets.services.editions import ChangedMeanwhile
from klappt.worksheets.services.writing import taken_keys, write, write_question
from klappt.worksheets.views.pages import on_a_draft, open_draft, page_of, trail_to_draft
from klappt.worksheets.views.sections import open_section
from klappt.worksheets.words.kinds import KINDS
from klappt.worksheets.words.shown import ASPECTS, aspect_text, shown_question


def open_question(draft: Edition, key: str) -> Question:
    try:
        return draft.questionnaire.question(key)
    except KeyError:
        raise editing.NotThere(key) from None


def kind_of(word: str) -> QuestionKind:
    """The kind from an address (in which "_" would be ugly but is kept). NotThere for any other word."""
    try:
        return QuestionKind(word)
    except ValueError:
        raise editing.NotThere(word) from None


@require_http_methods(["GET", "HEAD"])
@on_a_draft
def choose_kind(request: PlatformRequest, key: str, number: int, section: str) -> HttpResponse:
    require(EDIT_WORKSHEETS.of(request.user.platform_role))
    draft = open_draft(key, number)
    found = open_section(draft, section)
    kinds = [(words, page_of(draft, "question_add", section, kind.value)) for kind, words in KINDS.items()]
    context = {"edition": draft, "section": found, "kinds": kinds, "trail": trail_to_draft(draft)}
    return render(request, "worksheets/writing/kinds.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@on_a_draft
def add(request: PlatformRequest, key: str, number: int, section: str, kind: str) -> HttpResponse:
    require(EDIT_WORKSHEETS.of(request.user.platform_role))
    draft = open_draft(key, number)
    open_section(draft, section)
    blank = Question("", kind_of(kind), "")
    form = _form(request, blank, draft, is_lasting=False)
    if form.is_bound and not form.is_redrawn and form.is_valid():
        try:
            made = _added(draft, section, form, request)
        except editing.KeyTaken:
            form.add_error("key", NAME_TAKEN)
        else:
            return done(request, _("The question is there."), f"{page_of(draft, 'edit')}#{made}")
    return _page(request, form, draft, title=_("Add a question"), submit=_("Add the question"))


def _added(draft: Edition, section: str, form: QuestionForm, request: PlatformRequest) -> str:
    question = form.to_question()
    if not form.cleaned_data.get("key"):
        # Somebody else may have taken the proposed name since the page was made.
        newest = Edition.objects.get(pk=draft.pk)
        question = replace(question, key=editing.proposed_key(question.label, taken_keys(newest)))
    write(
        edition=draft,
        by=request.user,
        what=f"added:{question.key}",
        operation=lambda newest: editing.add_question(newest, section, question),
    )
    return question.key


@require_http_methods(["GET", "HEAD", "POST"])
@on_a_draft
def edit(request: PlatformRequest, key: str, number: int, question: str) -> HttpResponse:
    require(EDIT_WORKSHEETS.of(request.user.platform_role))
    draft = open_draft(key, number)
    if request.method == "POST" and question not in {each.key for each in draft.questionnaire.questions}:
        return _taken_out(request, draft)
    now = open_question(draft, question)
    is_lasting = question in ever_asked(draft.worksheet)
    form = _form(request, now, draft, is_lasting=is_lasting)
    if form.is_bound and not form.is_redrawn and form.is_valid():
        to = form.to_question()
        try:
            row = write_question(
                edition=draft, key=question, seen=now, to=to, by=request.user, what=f"question:{question}"
            )
        except ChangedMeanwhile:
            # Between looking and saving; looking once more shows both texts at the field.
            return edit(request, key, number, question=question)
        except editing.KeyTaken:
            form.add_error("key", NAME_TAKEN)
        else:
            return _saved(request, row, to.key)
    return _page(
        request,
        form,
        draft,
        title=_("Change the question"),
        submit=_("Save the question"),
        question=now,
        is_lasting=is_lasting,
    )


def _saved(request: PlatformRequest, row: Edition, key: str) -> HttpResponse:
    lineage = row.questionnaire.question(key).lineage
    if lineage.origin is Origin.REWORDED and lineage.comparable is None:
        words = _("Saved. The question was asked before in other words: please say what that means.")
        return done(request, words, page_of(row, "reworded", key))
    return done(request, _("The question is saved."), f"{page_of(row, 'edit')}#{key}")


def _taken_out(request: PlatformRequest, draft: Edition) -> HttpResponse:
    """Somebody else has taken the question out meanwhile: what was typed can become a new one."""
    if not draft.questionnaire.sections:
        raise editing.NotThere(request.path)
    data = request.POST.copy()
    data["key"] = ""
    blank = Question("", kind_of(data.get("kind", "")), "")
    form = QuestionForm(blank, data, taken=taken_keys(draft), is_redrawn=True)
    last = draft.questionnaire.sections[-1]
    note = _("What you typed still stands here. You can add it as a new question to the section “%(title)s”.")
    return _page(
        request,
        form,
        draft,
        title=_("Somebody else has taken this question out meanwhile"),
        submit=_("Add the question"),
        note=note % {"title": last.title},
        action=page_of(draft, "question_add", last.key, form.question.kind.value),
        status=409,
    )


def _form(request: PlatformRequest, question: Question, draft: Edition, *, is_lasting: bool) -> QuestionForm:
    return QuestionForm(
        question,
        request.POST if request.method == "POST" else None,
        taken=taken_keys(draft),
        is_lasting=is_lasting,
        is_redrawn="do" in request.POST,
    )


def _page(
    request: PlatformRequest,
    form: QuestionForm,
    draft: Edition,
    question: Question | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    condition = shown_question(question, draft.questionnaire).condition if question else ""
    context = {
        "edition": draft,
        "form": form,
        "kind": KINDS[form.question.kind],
        "question": question,
        "condition": condition,
        "is_lasting": False,
        "note": "",
        "action": "",
        "back": page_of(draft, "edit"),
        "trail": trail_to_draft(draft),
        **more,
    }
    is_refused = form.is_bound and not form.is_redrawn
    return render(request, "worksheets/writing/question.html", context, status=422 if is_refused else status)


@require_http_methods(["GET", "HEAD", "POST"])
@on_a_draft
def change_kind(request: PlatformRequest, key: str, number: int, question: str) -> HttpResponse:
    """Another kind; answers to choose from stay where the new kind has some, too."""
    require(EDIT_WORKSHEETS.of(request.user.platform_role))
    draft = open_draft(key, number)
    now = open_question(draft, question)
    if request.method == "POST":
        kind = kind_of(request.POST.get("kind", ""))
        write(
            edition=draft,
            by=request.user,
            what=f"kind:{question}",
            operation=lambda newest: editing.replace_question(
                newest, question, of_kind(newest.question(question), kind)
            ),
        )
        return redirect(page_of(draft, "question", question))
    context = {"edition": draft, "question": now, "kinds": KINDS.items(), "trail": trail_to_draft(draft)}
    return render(request, "worksheets/writing/change_kind.html", context)


def of_kind(question: Question, kind: QuestionKind) -> Question:
    """The question as one of another kind, without what that kind does not know."""
    if question.kind is kind:
        return question
    kept = Question(
        question.key,
        kind,
        question.label,
        hint=question.hint,
        when=question.when,
        lineage=question.lineage,
        options=question.options if kind in CHOOSING else (),
    )
    if kind is QuestionKind.LIVING:
        return kept
    return replace(kept, required=question.required, may_not_apply=question.may_not_apply)


@require_http_methods(["GET", "HEAD", "POST"])
@on_a_draft
def reworded(request: PlatformRequest, key: str, number: int, question: str) -> HttpResponse:
    """What a change of wording means for the answers: comparable or not, and why it was made."""
    require(EDIT_WORKSHEETS.of(request.user.platform_role))
    draft = open_draft(key, number)
    now = open_question(draft, question)
    before = last_published(draft.worksheet)
    if before is None or now.lineage.origin is not Origin.REWORDED:
        return redirect(page_of(draft, "question", question))
    said = {True: "yes", False: "no", None: ""}[now.lineage.comparable]
    form = RewordedForm(request.POST or None, now={"comparable": said, "why": now.lineage.why})
    if form.is_valid():
        lineage = Lineage(
            Origin.REWORDED, form.cleaned_data["comparable"] == "yes", form.cleaned_data["why"].strip()
        )
        write(
            edition=draft,
            by=request.user,
            what=f"reworded:{question}",
            operation=lambda newest: editing.replace_question(
                newest, question, replace(newest.question(question), lineage=lineage)
            ),
        )
        return done(request, _("That is noted."), f"{page_of(draft, 'edit')}#{question}")
    context = {
        "edition": draft,
        "before": before,
        "question": now,
        "form": form,
        "respects": _respects(before, draft, question),
        "back": page_of(draft, "edit"),
        "trail": trail_to_draft(draft),
    }
    return render(request, "worksheets/writing/reworded.html", context, status=422 if form.is_bound else 200)


def _respects(before: Edition, draft: Edition, key: str) -> list[Any]:
    """In what the two wordings differ, with what differs marked."""
    then, now = before.questionnaire, draft.questionnaire
    old, new = then.question(key), now.question(key)
    return [
        (ASPECTS[aspect], *marked(aspect_text(aspect, old, then), aspect_text(aspect, new, now)))
        for aspect in differing(old, new)
    ]

"""Under which answers a question is asked: put together line by line from the questions before it."""

from collections.abc import Callable
from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from klappt.accounts.policies import require
from klappt.alliances.requests import PlatformRequest
from klappt.core.questionnaire import editing
from klappt.core.questionnaire.conditions import Comparison, When
from klappt.core.questionnaire.model import Question, Questionnaire
from klappt.core.questionnaire.simple_conditions import Simple, earlier, simple
from klappt.fields.words import condition_words
from klappt.ui.verbs import done
from klappt.worksheets.forms.conditions import JoinedForm, LineForm
from klappt.worksheets.models import Edition
from klappt.worksheets.policies import EDIT_WORKSHEETS
from klappt.worksheets.services.writing import write
from klappt.worksheets.views.pages import on_a_draft, open_draft, page_of, trail_to_draft
from klappt.worksheets.views.questions import open_question

Change = Callable[[Simple], Simple]


@require_http_methods(["GET", "HEAD", "POST"])
@on_a_draft
def condition(request: PlatformRequest, key: str, number: int, question: str) -> HttpResponse:
    require(EDIT_WORKSHEETS.of(request.user.platform_role))
    draft = open_draft(key, number)
    now = open_question(draft, question)
    candidates = earlier(draft.questionnaire, question)
    chosen = request.POST.get("frage") or request.GET.get("frage", "")
    asked = next((each for each in candidates if each.key == chosen), None)
    do = request.POST.get("do", "")
    form = LineForm(asked, request.POST if do == "add" else None) if asked else None
    if request.method == "POST":
        change = _change(request, form, now, do)
        if change is not None:
            _store(request, draft, question, change)
            return done(request, _("The condition is saved."), page_of(draft, "condition", question))
    known = simple(now.when)
    context = {
        "edition": draft,
        "question": now,
        "candidates": candidates,
        "asked": asked,
        "form": form,
        "sentence": condition_words(now.when, draft.questionnaire) if now.when else "",
        "lines": _lines(known, draft.questionnaire),
        "is_nested": known is None,
        "joined": JoinedForm(initial={"joined": known.joined}) if known and known.lines else None,
        "trail": [*trail_to_draft(draft), (page_of(draft, "question", question), now.label)],
    }
    is_refused = form is not None and form.is_bound
    return render(request, "worksheets/writing/condition.html", context, status=422 if is_refused else 200)


def _change(request: PlatformRequest, form: LineForm | None, now: Question, do: str) -> Change | None:
    if do == "clear":
        return _cleared
    if do == "add" and form is not None and form.is_valid():
        line = form.line
        return lambda known: known.with_line(line)
    if do == "join":
        joined = JoinedForm(request.POST)
        return (lambda known: Simple(known.lines, joined.said)) if joined.is_valid() else None
    verb, _colon, place = do.partition(":")
    known = simple(now.when)
    if verb == "out" and known is not None and place.isdecimal() and int(place) < len(known.lines):
        out = known.lines[int(place)]
        return lambda newest: newest.without(out)
    return None


def _cleared(_now: Simple) -> Simple:
    return Simple()


def _store(request: PlatformRequest, draft: Edition, key: str, change: Change) -> None:
    def operation(newest: Questionnaire) -> Questionnaire:
        try:
            question = newest.question(key)
        except KeyError:
            raise editing.NotThere(key) from None
        known = simple(question.when)
        # What is nested deeper can only be taken away as a whole.
        when: When | None = change(known or Simple()).when if known or change is _cleared else question.when
        return editing.replace_question(newest, key, replace(question, when=when))

    write(edition=draft, by=request.user, what=f"condition:{key}", operation=operation)


def _lines(known: Simple | None, questionnaire: Questionnaire) -> list[tuple[int, Comparison, str]]:
    return [
        (place, line, condition_words(line, questionnaire))
        for place, line in enumerate(known.lines if known else ())
    ]

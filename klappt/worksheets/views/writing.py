"""A draft being written: all sections and questions in short, and what is still in the way."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import PlatformRequest
from klappt.core.questionnaire.editing import with_head
from klappt.core.questionnaire.model import Gone, Questionnaire
from klappt.ui.verbs import ask, done
from klappt.worksheets import extensions
from klappt.worksheets.forms.sections import HeadForm
from klappt.worksheets.models import Edition
from klappt.worksheets.policies import EDIT_WORKSHEETS
from klappt.worksheets.selectors.editions import last_published
from klappt.worksheets.services.editions import in_the_way
from klappt.worksheets.services.writing import write
from klappt.worksheets.views.pages import on_a_draft, open_draft, page_of, trail_to_draft
from klappt.worksheets.words.flaws import FlawWords, flaw_words
from klappt.worksheets.words.kinds import KINDS
from klappt.worksheets.words.shown import shown


@require_safe
@on_a_draft
def write_page(request: PlatformRequest, key: str, number: int) -> HttpResponse:
    require(EDIT_WORKSHEETS.of(request.user.platform_role))
    draft = open_draft(key, number)
    before = last_published(draft.worksheet)
    questionnaire = draft.questionnaire
    found = to_settle(draft, before)
    context = {
        "edition": draft,
        "before": before,
        "questionnaire": questionnaire,
        "sections": shown(questionnaire),
        "findings": found,
        "flawed": {each.key for each in found},
        "gone": _gone(questionnaire, before),
        "parts": extensions.draft_parts(draft),
        "kinds": KINDS,
    }
    return render(request, "worksheets/writing/write.html", context)


@dataclass(frozen=True)
class SettleRow:
    """Something in the way, and the page on which it is settled."""

    said: FlawWords
    url: str
    key: str


def to_settle(draft: Edition, before: Edition | None) -> list[SettleRow]:
    questionnaire = draft.questionnaire
    said = (
        flaw_words(each, questionnaire, before.questionnaire if before else None)
        for each in in_the_way(draft)
    )
    return [SettleRow(each, _where(draft, each), each.key) for each in said]


def _where(draft: Edition, said: FlawWords) -> str:
    if said.about == "gone":
        return page_of(draft, "gone", said.key)
    if said.about == "section":
        return page_of(draft, "section", said.key)
    if said.about == "question":
        return page_of(draft, "question", said.key)
    return page_of(draft, "head") if not draft.questionnaire.title.strip() else page_of(draft, "edit")


def _gone(questionnaire: Questionnaire, before: Edition | None) -> list[tuple[Gone, str]]:
    labels = {each.key: each.label for each in before.questionnaire.questions} if before else {}
    return [(each, labels[each.key]) for each in questionnaire.gone if each.key in labels]


@require_http_methods(["GET", "HEAD", "POST"])
@on_a_draft
def head(request: PlatformRequest, key: str, number: int) -> HttpResponse:
    require(EDIT_WORKSHEETS.of(request.user.platform_role))
    draft = open_draft(key, number)
    now = draft.questionnaire
    form = HeadForm(request.POST or None, now={"title": now.title, "intro": now.intro})
    if form.is_valid():
        said = form.cleaned_data
        write(
            edition=draft,
            by=request.user,
            what="head",
            operation=lambda newest: with_head(newest, title=said["title"], intro=said["intro"]),
        )
        return done(request, _("Title and introduction are saved."), page_of(draft, "edit"))
    return ask(
        request,
        form,
        title=_("Title and introduction"),
        submit=_("Save"),
        back=page_of(draft, "edit"),
        trail=trail_to_draft(draft),
    )

"""An edition as an alliance will see it, with working conditions. Nothing that is typed here is stored."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from klappt.accounts.policies import require
from klappt.alliances.requests import PlatformRequest
from klappt.core.questionnaire.model import Question, Questionnaire, Section
from klappt.core.questionnaire.progress import visible
from klappt.core.questionnaire.values import Reply
from klappt.fields.forms import Entered, entered, mentions
from klappt.worksheets.policies import EDIT_WORKSHEETS, SEE_WORKSHEETS
from klappt.worksheets.views.pages import open_edition
from klappt.worksheets.words.kinds import SHARINGS, SharingWords


@dataclass(frozen=True)
class Seen:
    number: int
    question: Question
    entered: Entered | None


@dataclass(frozen=True)
class SeenSection:
    section: Section
    sharing: SharingWords
    questions: tuple[Seen, ...]
    hidden: int


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: PlatformRequest, key: str, number: int) -> HttpResponse:
    require(SEE_WORKSHEETS.of(request.user.platform_role))
    row = open_edition(key, number)
    questionnaire = row.questionnaire
    typed = {
        each.key: entered(each, request.POST)
        for each in questionnaire.questions
        if request.method == "POST" and mentions(each, request.POST)
    }
    is_phone = request.GET.get("breite") == "telefon"
    context = {
        "edition": row,
        "questionnaire": questionnaire,
        "sections": seen_sections(questionnaire, typed),
        "is_phone": is_phone,
        "not_phone": not is_phone,
        "may_edit": bool(EDIT_WORKSHEETS.of(request.user.platform_role)),
    }
    return render(request, "worksheets/preview.html", context)


def seen_sections(questionnaire: Questionnaire, typed: Mapping[str, Entered]) -> list[SeenSection]:
    """What is asked with these answers, and how much is not."""
    replies: dict[str, Reply] = {key: each.reply for key, each in typed.items() if each.reply is not None}
    shown = visible(questionnaire, replies)
    numbers = {each.key: n for n, each in enumerate(questionnaire.questions, 1)}
    return [
        SeenSection(
            section,
            SHARINGS[section.sharing],
            tuple(
                Seen(numbers[each.key], each, typed.get(each.key))
                for each in section.questions
                if each.key in shown
            ),
            sum(1 for each in section.questions if each.key not in shown),
        )
        for section in questionnaire.sections
    ]

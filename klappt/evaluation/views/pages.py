"""Pages of evaluation. They read what was sent, and open no alliance."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import PlatformRequest
from klappt.core.questionnaire.model import Section, Sharing
from klappt.evaluation.forms.choosing import FiguresForm, TextsForm
from klappt.evaluation.policies import SEE_FIGURES, TAKE_DATA
from klappt.evaluation.selectors.change import change_of
from klappt.evaluation.selectors.counting import counting
from klappt.evaluation.selectors.data_table import data_table
from klappt.evaluation.selectors.figures import figures
from klappt.evaluation.selectors.overview import rows
from klappt.evaluation.selectors.sent import Sent, sent
from klappt.evaluation.selectors.stage import Choice, Stage
from klappt.evaluation.services.codebooks import codebook as codebook_of
from klappt.evaluation.services.exporting import Format, content_type, export, file_name
from klappt.evaluation.services.open_answers import OpenAnswer, open_answers
from klappt.returns.selectors.waves import standings
from klappt.ui.downloads import download
from klappt.worksheets.models import Worksheet

_PER_PAGE = 30


def may_take(request: PlatformRequest) -> bool:
    return bool(TAKE_DATA.of(request.user.platform_role))


@require_safe
def overview(request: PlatformRequest) -> HttpResponse:
    require(SEE_FIGURES.of(request.user.platform_role))
    found = rows()
    context = {
        "rows": found,
        "returns": sum(row.returns for row in found),
        "standings": standings(timezone.localdate()) if found else [],
        "may_take": may_take(request),
    }
    return render(request, "evaluation/overview.html", context)


@require_safe
def worksheet(request: PlatformRequest, key: str) -> HttpResponse:
    require(SEE_FIGURES.of(request.user.platform_role))
    found = _found(key, as_it_ended=True)
    sections = _sections(found)
    if not sections:
        return render(request, "evaluation/nothing_sent.html", {"worksheet": found.worksheet})
    waves = counting(found, timezone.localdate())
    stage = Stage(found, data_table(found), waves, Choice())
    form = FiguresForm(request.GET, sections, sorted(set(stage.groups.values()) - {"alle"}))
    none: dict[str, Any] = {"abschnitt": "", "art": "", "immer": False}
    said = form.cleaned_data if form.is_valid() else none
    section = next((each for each in sections if each.key == said["abschnitt"]), sections[0])
    stage.choice = Choice(said["art"], said["immer"])
    over = [wave for wave in waves if wave.is_over]
    drawn = figures(stage, [one.key for one in section.questions]) if over else []
    context: dict[str, Any] = {
        "worksheet": found.worksheet,
        "form": form,
        "section": section,
        "waves": waves,
        "over": over,
        "figures": [(each, change_of(each)) for each in drawn],
        "is_told": any(each.is_told for each in drawn),
        "minimum": settings.MINIMUM_N,
        "may_take": may_take(request),
        "is_narrowed": bool(said["art"] or said["immer"]),
    }
    return render(request, "evaluation/worksheet.html", context)


def _sections(found: Sent) -> list[Section]:
    """Of the newest edition; behind them, as one, what only earlier ones asked. Local ones never."""
    newest = [each for each in found.editions[-1][1].sections if each.sharing is not Sharing.HERE]
    still = {question.key for section in newest for question in section.questions}
    past = {
        question.key: question
        for _number, questionnaire in found.editions
        for section in questionnaire.sections
        if section.sharing is not Sharing.HERE
        for question in section.questions
        if question.key not in still
    }
    return (
        [*newest, Section("frueher", _("No longer asked"), questions=tuple(past.values()))]
        if past
        else newest
    )


@require_safe
def codebook(request: PlatformRequest, key: str) -> HttpResponse:
    require(SEE_FIGURES.of(request.user.platform_role))
    found = _found(key)
    entries = codebook_of(data_table(found))
    context = {"worksheet": found.worksheet, "entries": entries, "may_take": may_take(request)}
    return render(request, "evaluation/codebook.html", context)


@require_safe
def texts(request: PlatformRequest, key: str) -> HttpResponse:
    require(TAKE_DATA.of(request.user.platform_role))
    found = _found(key)
    every = open_answers(found)
    asked = {each.question.key: each.question.label for each in every}
    form = TextsForm(request.GET, list(asked.items()), counting(found, timezone.localdate()))
    said = form.cleaned_data if form.is_valid() else {"q": "", "frage": "", "welle": ""}
    page = Paginator([each for each in every if _fits(each, said)], _PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "worksheet": found.worksheet,
        "form": form,
        "page": page,
        "every": len(every),
        "is_narrowed": any(said.values()),
    }
    return render(request, "evaluation/texts.html", context)


def _fits(each: OpenAnswer, said: dict[str, str]) -> bool:
    """All words, each also as a part of a longer one: German puts words together."""
    if said["frage"] not in {"", each.question.key} or said["welle"] not in {"", str(each.row.wave)}:
        return False
    text = each.text.casefold()
    return all(word in text for word in said["q"].casefold().split())


@require_safe
def files(request: PlatformRequest, key: str) -> HttpResponse:
    require(TAKE_DATA.of(request.user.platform_role))
    found = _found(key)
    waves = counting(found, timezone.localdate())
    context = {"worksheet": found.worksheet, "waves": waves, "returns": len(found.rows)}
    return render(request, "evaluation/files.html", context)


@require_safe
def file(request: PlatformRequest, key: str) -> HttpResponse:
    require(TAKE_DATA.of(request.user.platform_role))
    found = get_object_or_404(Worksheet, key=key)
    wanted = request.GET.get("datei", Format.XLSX)
    if wanted not in set(Format):
        raise Http404
    asked = [int(each) for each in request.GET.getlist("welle") if each.isdecimal() and len(each) < 6]
    waves = asked or None
    return download(export(found, wanted, waves), file_name(found, wanted, waves), content_type(wanted))


def _found(key: str, *, as_it_ended: bool = False) -> Sent:
    found = sent(get_object_or_404(Worksheet, key=key), as_it_ended=as_it_ended)
    if not found.rows:
        raise Http404
    return found

"""Bringing in a worksheet from a file: shown whole before anything is stored."""

from pathlib import PurePath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from klappt.accounts.policies import require
from klappt.alliances.requests import PlatformRequest
from klappt.core.questionnaire.lineage import flaws, proposed_lineage
from klappt.core.questionnaire.model import Questionnaire
from klappt.core.questionnaire.reading import (
    UnreadableQuestionnaire,
    read_questionnaire,
    write_questionnaire,
)
from klappt.sheets import limits
from klappt.ui.forms import show_instead
from klappt.ui.verbs import carried_out, done
from klappt.worksheets.extensions import Loss, ReadFile, RefusedFile, readers
from klappt.worksheets.forms.bringing import TargetForm
from klappt.worksheets.models import Worksheet
from klappt.worksheets.policies import EDIT_WORKSHEETS
from klappt.worksheets.selectors.editions import ever_asked, last_published
from klappt.worksheets.services.writing import Broken, begin_worksheet, refuse_too_many
from klappt.worksheets.services.writing import bring_in as bring_in_worksheet
from klappt.worksheets.views.pages import page_of
from klappt.worksheets.words.flaws import flaw_words
from klappt.worksheets.words.shown import shown

_SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: PlatformRequest) -> HttpResponse:
    """Choose a file; see what is in it; confirm. What was read travels in the page, not in the database."""
    require(EDIT_WORKSHEETS.of(request.user.platform_role))
    if "wording" in request.POST:
        return _confirm(request)
    problems: tuple[Loss, ...] = ()
    if request.method == "POST":
        try:
            return _show(request, _read(request.FILES.get("file")))
        except RefusedFile as refused:
            problems = refused.problems
    context = {
        "problems": problems[:_SHOWN],
        "more": max(0, len(problems) - _SHOWN),
        "readers": readers(),
        "accept": ",".join(suffix for reader in readers() for suffix in reader.suffixes),
        "worksheet": request.GET.get("in", ""),
    }
    return render(request, "worksheets/bring_in.html", context, status=422 if problems else 200)


def _read(file: UploadedFile[Any] | None) -> ReadFile:
    if file is None:
        raise RefusedFile([Loss(_("Please choose a file first."))])
    if (file.size or 0) > limits.FILE_BYTES:
        raise RefusedFile([Loss(_("The file is larger than klappt takes."))])
    suffix = PurePath(str(file.name)).suffix.lower()
    reader = next((each for each in readers() if suffix in each.suffixes), None)
    if reader is None:
        known = ", ".join(suffix for each in readers() for suffix in each.suffixes)
        raise RefusedFile([Loss(_("klappt reads worksheets from these files: %(known)s") % {"known": known})])
    found = reader.read(file.read(), str(file.name))
    _refuse_too_many(found.questionnaire)
    return found


def _refuse_too_many(questionnaire: Questionnaire) -> None:
    try:
        refuse_too_many(questionnaire)
    except Broken as broken:
        raise RefusedFile([Loss(" ".join(broken.messages))]) from None


def _show(request: PlatformRequest, found: ReadFile) -> HttpResponse:
    title = found.questionnaire.title
    same = Worksheet.objects.filter(key=request.POST.get("worksheet", "")).first()
    same = same or Worksheet.objects.filter(title=title).order_by("pk").first()
    form = TargetForm(
        initial={
            "worksheet": same.key if same else None,
            "title": title,
            "wording": write_questionnaire(found.questionnaire),
            "shown": _open_draft(same),
        }
    )
    return _preview(request, form, found.questionnaire, same, found.losses)


def _preview(
    request: PlatformRequest,
    form: TargetForm,
    questionnaire: Questionnaire,
    target: Worksheet | None,
    losses: Any = (),
) -> HttpResponse:
    before = last_published(target) if target else None
    seen = proposed_lineage(questionnaire, before.questionnaire) if before else questionnaire
    ever = ever_asked(target) if target else set()
    context = {
        "form": form,
        "questionnaire": questionnaire,
        "sections": shown(seen),
        "losses": losses,
        "findings": [
            flaw_words(each, seen, before.questionnaire if before else None)
            for each in flaws(seen, before.questionnaire if before else None, ever)
        ],
        "target": target,
        "draft": target.editions.filter(state="draft").first() if target else None,
    }
    return render(request, "worksheets/bring_in_preview.html", context, status=422 if form.is_bound else 200)


def _confirm(request: PlatformRequest) -> HttpResponse:
    form = TargetForm(request.POST)
    try:
        questionnaire = read_questionnaire(request.POST["wording"])
        _refuse_too_many(questionnaire)
    except (UnreadableQuestionnaire, RefusedFile):
        problems = [Loss(_("What was read has been damaged on the way. Please choose the file again."))]
        context = {"problems": problems, "more": 0, "readers": readers(), "accept": "", "worksheet": ""}
        return render(request, "worksheets/bring_in.html", context, status=422)
    target = None
    if form.is_valid():
        said = form.cleaned_data
        target = said["worksheet"]
        revision = _revision(target, said["shown"])
        made: list[Any] = []

        def store() -> None:
            made.append(
                bring_in_worksheet(
                    worksheet=target, questionnaire=questionnaire, by=request.user, revision=revision
                )
                if target
                else begin_worksheet(
                    key=said["key"], title=said["title"], by=request.user, questionnaire=questionnaire
                )
            )

        if carried_out(form, store):
            return done(
                request,
                _("The worksheet is brought in as a draft. Nothing goes out before you publish it."),
                page_of(made[0], "edit"),
            )
    # The page now shows which draft would be replaced: confirming once more means that one.
    show_instead(form, "shown", _open_draft(target))
    return _preview(request, form, questionnaire, target)


def _open_draft(worksheet: Worksheet | None) -> str:
    draft = worksheet.editions.filter(state="draft").first() if worksheet else None
    return f"{worksheet.key}:{draft.revision}" if worksheet and draft else ""


def _revision(worksheet: Worksheet | None, said: str) -> int | None:
    key, _colon, revision = said.partition(":")
    return int(revision) if worksheet and key == worksheet.key and revision.isdecimal() else None

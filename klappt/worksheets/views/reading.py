"""An edition to read whole, for ever in its wording; two of them side by side; one to take along."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import PlatformRequest
from klappt.core.questionnaire.comparing import Aspect, Change, Compared, Piece, compared, marked
from klappt.ui.downloads import download as as_file
from klappt.worksheets import extensions
from klappt.worksheets.models import Edition
from klappt.worksheets.policies import EDIT_WORKSHEETS, SEE_WORKSHEETS
from klappt.worksheets.selectors.editions import edition_before, way_between
from klappt.worksheets.views.pages import open_edition, open_worksheet, page_of
from klappt.worksheets.words.kinds import SHARINGS, Words
from klappt.worksheets.words.shown import ASPECTS, aspect_text, shown


@require_safe
def edition(request: PlatformRequest, key: str, number: int) -> HttpResponse:
    require(SEE_WORKSHEETS.of(request.user.platform_role))
    row = open_edition(key, number)
    before = edition_before(row)
    may_edit = bool(EDIT_WORKSHEETS.of(request.user.platform_role))
    waves = row.waves.order_by("number")
    context = {
        "edition": row,
        "questionnaire": row.questionnaire,
        "sections": shown(row.questionnaire),
        "waves": waves,
        "before": before,
        "changes": count(differences(before, row)) if before else {},
        "gone": [each for each in differences(before, row) if each.change is Change.GONE] if before else [],
        "origins": extensions.origins(row),
        "parts": extensions.draft_parts(row) if row.is_draft else [],
        "writers": extensions.writers(),
        "may_edit": may_edit,
        "may_plan": may_edit and row.published_at is not None and not waves,
    }
    return render(request, "worksheets/edition.html", context)


@dataclass(frozen=True)
class Respect:
    """One respect in which two wordings differ, both in pieces with what differs marked."""

    label: Words
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]


@dataclass(frozen=True)
class ComparedRow:
    found: Compared
    respects: tuple[Respect, ...]


@require_safe
def compare(request: PlatformRequest, key: str, number: int) -> HttpResponse:
    """Against the edition before, or the one that `mit` names."""
    require(SEE_WORKSHEETS.of(request.user.platform_role))
    row = open_edition(key, number)
    standing = open_worksheet(key)
    others = [each for each in standing.editions if each.number < row.number and not each.is_draft]
    wanted = request.GET.get("mit", "")
    other = next((each for each in others if str(each.number) == wanted), edition_before(row))
    if other is None:
        return redirect(page_of(row))
    found = differences(other, row)
    chosen = request.GET.get("zeigen", "")
    kept = [each for each in found if chosen not in set(Change) or each.change == chosen]
    context = {
        "edition": row,
        "other": other,
        "others": others,
        "counts": count(found),
        "rows": [_row(each, other, row) for each in kept],
        "tabs": _tabs(found, chosen),
        "sharings": SHARINGS,
    }
    return render(request, "worksheets/compare.html", context)


_TABS = {
    "": gettext_lazy("All"),
    Change.REWORDED.value: gettext_lazy("in other words"),
    Change.NEW.value: pgettext_lazy("question", "new"),
    Change.GONE.value: pgettext_lazy("question", "gone"),
    Change.SAME.value: pgettext_lazy("question", "the same"),
}


def _tabs(found: tuple[Compared, ...], chosen: str) -> list[tuple[str, Words, bool, int]]:
    counts = {"": len(found), **count(found)}
    current = chosen if chosen in _TABS else ""
    return [(key, words, key == current, counts[key]) for key, words in _TABS.items()]


def differences(before: Edition, after: Edition) -> tuple[Compared, ...]:
    return compared(way_between(before, after))


def count(found: tuple[Compared, ...]) -> dict[str, int]:
    return {change.value: sum(1 for each in found if each.change is change) for change in Change}


def _row(found: Compared, before: Edition, after: Edition) -> ComparedRow:
    respects = [_respect(aspect, found, before, after) for aspect in found.aspects]
    return ComparedRow(found, tuple(respects))


def _respect(aspect: Aspect, found: Compared, before: Edition, after: Edition) -> Respect:
    if found.old is None or found.new is None:
        raise ValueError(f"{found.key} stands in one edition only")
    old = aspect_text(aspect, found.old, before.questionnaire)
    new = aspect_text(aspect, found.new, after.questionnaire)
    return Respect(ASPECTS[aspect], *marked(old, new))


@require_safe
def download(request: PlatformRequest, key: str, number: int, form: str) -> HttpResponse:
    """The file; where its format leaves something out, first a page that says what."""
    require(SEE_WORKSHEETS.of(request.user.platform_role))
    row = open_edition(key, number)
    writer = next((each for each in extensions.writers() if each.key == form), None)
    if writer is None:
        raise Http404
    written = writer.write(row)
    if written.losses and request.GET.get("mit") != "allem":
        context = {"edition": row, "writer": writer, "losses": written.losses}
        return render(request, "worksheets/take_along.html", context)
    name = _("%(worksheet)s edition %(number)d") % {"worksheet": row.worksheet.title, "number": row.number}
    return as_file(written.data, f"{name}{writer.suffix}", writer.content_type)

"""Where need meets no offer: the matrix, one cell with its evidence, the offers of a need (B4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.chains.enums import ConsequenceKind
from klappt.chains.forms.gaps import (
    GAPS,
    OPEN,
    WAITING,
    AnswersForm,
    LeaveForm,
    LeverConsequenceForm,
    MatrixFilter,
    MeasureForm,
)
from klappt.chains.models import Consequence
from klappt.chains.policies import EDIT_CHAINS, SEE_CHAINS
from klappt.chains.selectors.evidence import evidence
from klappt.chains.selectors.matrix import OPEN_STATES, Place, Row, matrix
from klappt.chains.selectors.words import cell_word
from klappt.chains.services.answers import draw_consequence, remove_consequence, set_answers
from klappt.core.cells import CellState
from klappt.needs.models import Need
from klappt.profiles.models import Subgroup
from klappt.ui.verbs import ask, carried_out, done


@require_safe
def gaps(request: MemberRequest) -> HttpResponse:
    require(request.member.may(SEE_CHAINS))
    found = matrix(request.member.alliance, timezone.localdate())
    themes = {row.need.theme_id: row.need.theme for row in found.rows}
    filters = MatrixFilter(request.GET, themes=themes.values())
    show, theme = filters.wanted()
    rows = [row for row in found.rows if _fits(row, show, theme)]
    waiting = found.first_waiting()
    context = {
        "matrix": found,
        "rows": _shown(rows, reverse("chains:gaps", args=[request.member.alliance.key])),
        "states": [(state, found.counts[state]) for state in CellState],
        "filters": filters,
        "is_filtered": bool(show or theme),
        "show": show,
        "next_gap": waiting,
        "unlinked": [row for row in found.rows if not row.looked_through],
        "may_edit": bool(request.member.may(EDIT_CHAINS)),
    }
    return render(request, "chains/gaps/matrix.html", context)


@dataclass(frozen=True)
class ShownPlace:
    """One cell as the page draws it; made here because there may be thousands of them."""

    place: Place
    url: str
    words: str
    regular: str
    specific: str
    best: str


def _shown(rows: list[Row], base: str) -> list[tuple[Row, list[ShownPlace]]]:
    said = {
        (regular, specific): _("Regular offers: %(regular)s. Specific measures: %(specific)s.")
        % {"regular": cell_word(regular), "specific": cell_word(specific)}
        for regular, specific in product(CellState, repeat=2)
    }
    return [(row, [_shown_place(row, place, base, said) for place in row.places]) for row in rows]


def _shown_place(
    row: Row, place: Place, base: str, said: Mapping[tuple[CellState, CellState], str]
) -> ShownPlace:
    if place.cell is None:
        return ShownPlace(place, "", "", "", "", "")
    regular, specific = place.cell.regular.state, place.cell.specific.state
    url = f"{base}{row.need.pk}/{place.subgroup.pk}/"
    return ShownPlace(
        place, url, said[regular, specific], regular.value, specific.value, place.cell.best.value
    )


def _fits(row: Row, show: str, theme: str) -> bool:
    if theme and str(row.need.theme_id) != theme:
        return False
    tests = {
        GAPS: lambda place: place.cell.best is CellState.GAP,
        OPEN: lambda place: place.cell.best in OPEN_STATES,
        WAITING: lambda place: place.cell.best is CellState.GAP and not place.consequences,
    }
    return show not in tests or any(_concerned(place) and tests[show](place) for place in row.places)


def _concerned(place: Place) -> bool:
    return place.cell is not None


@require_safe
def cell(request: MemberRequest, need: int, subgroup: int) -> HttpResponse:
    require(request.member.may(SEE_CHAINS))
    return _cell(request, *_found(need, subgroup))


def _cell(
    request: MemberRequest,
    need: Need,
    subgroup: Subgroup,
    bound: dict[str, forms.Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    shown = {"lever": LeverConsequenceForm(prefix="lever"), "measure": MeasureForm(prefix="measure")}
    context = {
        "need": need,
        "subgroup": subgroup,
        "evidence": evidence(need, subgroup, timezone.localdate()),
        "consequences": Consequence.objects.filter(need=need, subgroup=subgroup).select_related(
            "lever", "outcome", "by"
        ),
        "forms": {**shown, "leave": LeaveForm(prefix="leave"), **(bound or {})},
        "today": timezone.localdate(),
        "may_edit": bool(request.member.may(EDIT_CHAINS)),
    }
    return render(request, "chains/gaps/cell.html", context, status=status)


@require_POST
def consequence(request: MemberRequest, need: int, subgroup: int, kind: str) -> HttpResponse:
    """What follows from this cell; what is wrong is said on the cell's page, and what was typed stays."""
    require(request.member.may(EDIT_CHAINS))
    if kind not in ConsequenceKind.values:
        raise Http404
    row, group = _found(need, subgroup)
    form = _form(kind, request.POST)
    if carried_out(
        form,
        lambda: draw_consequence(
            need=row,
            subgroup=group,
            kind=ConsequenceKind(kind),
            by=request.member.user,
            **form.cleaned_data,
        ),
    ):
        return done(request, _("The consequence is noted."), _url(request, row, group))
    return _cell(request, row, group, {kind: form}, status=422)


def _form(kind: str, data: Any) -> forms.Form:
    if kind == ConsequenceKind.LEVER:
        return LeverConsequenceForm(data, prefix=kind)
    return (MeasureForm if kind == ConsequenceKind.MEASURE else LeaveForm)(data, prefix=kind)


@require_POST
def drop_consequence(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_CHAINS))
    rows = Consequence.objects.select_related("need", "subgroup", "alliance")
    row: Consequence = get_object_or_404(rows, pk=pk)
    remove_consequence(consequence=row, by=request.member.user)
    return done(
        request,
        _("The consequence is taken back; the history keeps it."),
        _url(request, row.need, row.subgroup),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: MemberRequest, pk: int) -> HttpResponse:
    """Which offers answer the need. Choosing none says that there is none."""
    require(request.member.may(EDIT_CHAINS))
    need: Need = get_object_or_404(Need.objects.select_related("alliance"), pk=pk)
    form = AnswersForm(request.POST if request.method == "POST" else None, need=need)
    matrix_url = reverse("chains:gaps", args=[request.member.alliance.key])
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["offers"]
        set_answers(need=need, offers=chosen, by=request.member.user)
        told = _("Noted.") if chosen else _("Noted: no offer answers this need. The gap shows in the matrix.")
        return done(request, told, matrix_url)
    return ask(
        request,
        form,
        title=_("Which offers answer “%(need)s”?") % {"need": need},
        intro=_("For whom each of them is open, its access rule says. Leave all empty if there is none."),
        submit=_("Save"),
        icon="save",
        back=matrix_url,
        trail=[(matrix_url, _("Gaps"))],
        template="chains/gaps/answers.html",
    )


def _found(need: int, subgroup: int) -> tuple[Need, Subgroup]:
    row: Need = get_object_or_404(Need.objects.select_related("theme", "alliance"), pk=need)
    group: Subgroup = get_object_or_404(Subgroup, pk=subgroup)
    return row, group


def _url(request: MemberRequest, need: Need, group: Subgroup) -> str:
    return reverse("chains:cell", args=[request.member.alliance.key, need.pk, group.pk])

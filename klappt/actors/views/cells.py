"""One cell of the table: opened, written, and decided where two people wrote at once."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from klappt.accounts.policies import require
from klappt.actors import tables
from klappt.actors.forms.institution import CellForm, base_column
from klappt.actors.models import Institution, SecondText
from klappt.actors.policies import EDIT_ACTORS
from klappt.actors.selectors.table import Wanted, rows, types, with_details
from klappt.actors.selectors.wording import words
from klappt.actors.services.cells import read_cell, settle, write_cell
from klappt.alliances.requests import MemberRequest


@require_http_methods(["GET", "HEAD", "POST"])
def cell(request: MemberRequest, pk: int, column: str) -> HttpResponse:
    require(request.member.may(EDIT_ACTORS))
    institution = get_object_or_404(Institution, pk=pk)
    if column not in tables.BY_KEY:
        raise Http404
    if not request.htmx and request.method != "POST":
        url = reverse("actors:edit", args=[request.member.alliance.key, pk])
        return HttpResponseRedirect(f"{url}#id_{column}")
    form = CellForm(
        request.POST or None,
        column=column,
        types=types(),
        text=read_cell(institution, column),
        prefix=f"cell-{pk}-{column}",
    )
    if request.method == "POST" and form.is_valid() and _written(request, institution, column, form):
        return answer(request, pk, column, saved=True)
    status = 422 if form.is_bound else 200
    context = {"form": form, "cell": _shown(request, pk, column)}
    return render(request, "actors/table.html#cell_form", context, status=status)


def _written(request: MemberRequest, institution: Institution, column: str, form: CellForm) -> bool:
    try:
        write_cell(
            institution=institution,
            column=column,
            text=form.text(),
            opened_with=form.cleaned_data["opened"],
            by=request.member.user,
        )
    except ValidationError as wrong:
        form.add_error("text", wrong.messages)
        return False
    return True


def answer(request: MemberRequest, pk: int, column: str, *, saved: bool) -> HttpResponse:
    """The cell as it stands now; for a browser without JavaScript the table it stands in."""
    if not request.htmx:
        return redirect("actors:list", request.member.alliance.key)
    shown = _shown(request, pk, column)
    context = {"cell": shown, "may_edit": True, "saved": saved and not shown.seconds}
    return render(request, "actors/table.html#cell", context)


def _shown(request: MemberRequest, pk: int, column: str) -> tables.Cell:
    found = with_details(rows(Wanted(), day=timezone.localdate(), known_types=()))
    url = reverse("actors:institution", args=[request.member.alliance.key, pk])
    return tables.cell(get_object_or_404(found, pk=pk), tables.BY_KEY[column], url)


@require_http_methods(["GET", "HEAD", "POST"])
def second_text(request: MemberRequest, pk: int) -> HttpResponse:
    """Two texts for one cell: take the one, the other, or put them together."""
    require(request.member.may(EDIT_ACTORS))
    open_texts = SecondText.objects.filter(settled_at=None).select_related("institution", "by")
    second: SecondText = get_object_or_404(open_texts, pk=pk)
    stored = read_cell(second.institution, second.column)
    form = CellForm(
        request.POST or None, column=base_column(second.column), types=types(), text=stored, prefix="settle"
    )
    if request.method == "POST" and form.is_valid() and _settled(request, second, form):
        if second.column in tables.BY_KEY:
            return answer(request, second.institution_id, second.column, saved=True)
        return redirect("actors:institution", request.member.alliance.key, second.institution_id)
    context = {
        "second": second,
        "label": form.fields["text"].label,
        "stored": stored,
        "stored_words": words(second.column, stored),
        "second_words": words(second.column, second.text),
        "can_join": second.column not in tables.CHOICES,
        "joined": f"{stored}\n{second.text}".strip(),
        "form": form,
    }
    return render(request, "actors/second_text.html", context, status=422 if form.is_bound else 200)


def _settled(request: MemberRequest, second: SecondText, form: CellForm) -> bool:
    try:
        settle(
            second=second,
            text=form.text(),
            opened_with=form.cleaned_data["opened"],
            by=request.member.user,
        )
    except ValidationError as wrong:
        form.add_error("text", wrong.messages)
        return False
    return True

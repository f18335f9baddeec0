"""One cell of the table: opened, written, and decided where two people wrote at once."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.offers import tables
from klappt.offers.forms.offer import CellForm
from klappt.offers.models import Offer, OfferText
from klappt.offers.policies import EDIT_OFFERS
from klappt.offers.selectors.table import Wanted, rows, with_details
from klappt.offers.services.cells import read_cell, settle, write_cell
from klappt.ui.verbs import carried_out


@require_http_methods(["GET", "HEAD", "POST"])
def cell(request: MemberRequest, pk: int, column: str) -> HttpResponse:
    require(request.member.may(EDIT_OFFERS))
    offer = get_object_or_404(Offer, pk=pk)
    if column not in tables.BY_KEY or not tables.BY_KEY[column].edits:
        raise Http404
    if not request.htmx and request.method != "POST":
        url = reverse("offers:edit", args=[request.member.alliance.key, pk])
        return HttpResponseRedirect(f"{url}#id_{column}")
    form = CellForm(
        request.POST or None, column=column, text=read_cell(offer, column), prefix=f"cell-{pk}-{column}"
    )
    if _written(request, offer, column, form):
        return answer(request, pk, column)
    status = 422 if form.is_bound else 200
    context = {"form": form, "cell": _shown(request, pk, column)}
    return render(request, "offers/table.html#cell_form", context, status=status)


def _written(request: MemberRequest, offer: Offer, column: str, form: CellForm) -> bool:
    return carried_out(
        form,
        lambda: write_cell(
            offer=offer,
            column=column,
            text=form.text(),
            opened_with=form.cleaned_data["opened"],
            by=request.member.user,
        ),
        {column: "text"},
    )


def answer(request: MemberRequest, pk: int, column: str) -> HttpResponse:
    """The cell as it stands now; for a browser without JavaScript the table it stands in."""
    if not request.htmx:
        return redirect("offers:list", request.member.alliance.key)
    shown = _shown(request, pk, column)
    context = {"cell": shown, "may_edit": True, "saved": not shown.seconds}
    return render(request, "offers/table.html#cell", context)


def _shown(request: MemberRequest, pk: int, column: str) -> tables.Cell:
    day = timezone.localdate()
    found = with_details(rows(Wanted(), day=day), day)
    url = reverse("offers:offer", args=[request.member.alliance.key, pk])
    return tables.cell(get_object_or_404(found, pk=pk), tables.BY_KEY[column], url, day)


@require_http_methods(["GET", "HEAD", "POST"])
def second_text(request: MemberRequest, pk: int) -> HttpResponse:
    """Two people have written at the same place: one text, the other, or both put together."""
    require(request.member.may(EDIT_OFFERS))
    open_texts = OfferText.objects.filter(settled_at=None).select_related("offer", "by")
    second = get_object_or_404(open_texts, pk=pk)
    stored = read_cell(second.offer, second.column)
    form = CellForm(request.POST or None, column=second.column, text=stored, prefix="settle")
    if _settled(request, second, form):
        if request.htmx and second.column in tables.BY_KEY:
            return answer(request, second.offer_id, second.column)
        return redirect("offers:offer", request.member.alliance.key, second.offer_id)
    context = {
        "second": second,
        "label": form.fields["text"].label,
        "stored": stored,
        "stored_words": tables.words(second.column, stored),
        "second_words": tables.words(second.column, second.text),
        "can_join": second.column in ("description", "note", "doubt"),
        "joined": f"{stored}\n{second.text}".strip(),
        "form": form,
    }
    return render(request, "offers/second_text.html", context, status=422 if form.is_bound else 200)


def _settled(request: MemberRequest, second: OfferText, form: CellForm) -> bool:
    return carried_out(
        form,
        lambda: settle(
            second=second,
            text=form.text(),
            opened_with=form.cleaned_data["opened"],
            by=request.member.user,
        ),
        {second.column: "text"},
    )

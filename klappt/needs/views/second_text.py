from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.needs.models import LivingSituation, SecondText
from klappt.needs.policies import EDIT_NEEDS
from klappt.needs.selectors.columns import label_of, words_of
from klappt.needs.services.editing import read_column, settle

JOINED = frozenset({"text", "title", "source"})


@require_http_methods(["GET", "HEAD", "POST"])
def second_text(request: MemberRequest, pk: int) -> HttpResponse:
    """Two people wrote at once: take one of the two, or put both together."""
    require(request.member.may(EDIT_NEEDS))
    rows = SecondText.objects.filter(settled_at=None).select_related(
        "situation__theme", "situation__alliance", "need__theme", "need__alliance", "by", "alliance"
    )
    second: SecondText = get_object_or_404(rows, pk=pk)
    wrong: list[str] = []
    if request.method == "POST":
        try:
            settled = settle(
                second=second,
                text=request.POST.get("text", ""),
                opened_with=request.POST.get("opened", ""),
                by=request.member.user,
            )
        except ValidationError as refused:
            wrong = refused.messages
        else:
            if settled:
                messages.success(request, _("Decided."))
            else:
                messages.warning(request, _("It has changed once more meanwhile. Please look again."))
            return redirect(_home(request, second))
    stored = read_column(second.row, second.column)
    context = {
        "second": second,
        "label": label_of(second.row, second.column),
        "stored": stored,
        "stored_words": words_of(second.column, stored),
        "second_words": words_of(second.column, second.text),
        "joined": f"{stored}\n{second.text}" if second.column in JOINED else "",
        "home": _home(request, second),
        "wrong": wrong,
    }
    return render(request, "needs/second_text.html", context, status=422 if wrong else 200)


def _home(request: MemberRequest, second: SecondText) -> str:
    key, row = request.member.alliance.key, second.row
    if isinstance(row, LivingSituation):
        return reverse("needs:subgroup", args=[key, row.subgroup_id or 0])
    return reverse("needs:need", args=[key, row.pk])

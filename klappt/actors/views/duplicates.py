from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klappt.accounts.policies import require
from klappt.actors.forms.merging import MergeForm
from klappt.actors.models import Institution
from klappt.actors.policies import EDIT_ACTORS
from klappt.actors.selectors.duplicates import look_alikes
from klappt.actors.services.merging import dismiss_pair, merge_institutions
from klappt.alliances.requests import MemberRequest

PER_PAGE = 20


@require_safe
def proposals(request: MemberRequest) -> HttpResponse:
    """Entries that are probably the same, with the reasons."""
    require(request.member.may(EDIT_ACTORS))
    page = Paginator(look_alikes(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "actors/duplicates.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: MemberRequest, first: int, second: int) -> HttpResponse:
    """Side by side, choice by field; what is not a choice goes over as a whole."""
    require(request.member.may(EDIT_ACTORS))
    kept, dropped = _pair(first, second)
    form = MergeForm(request.POST or None, kept=kept, dropped=dropped)
    if request.method == "POST" and form.is_valid():
        merge_institutions(kept=kept, dropped=dropped, by=request.member.user, values=form.values())
        messages.success(request, _("Two entries have become one: “%(name)s”.") % {"name": kept})
        return redirect("actors:institution", request.member.alliance.key, kept.pk)
    context = {"form": form, "kept": kept, "dropped": dropped}
    return render(request, "actors/merge.html", context, status=422 if form.is_bound else 200)


@require_POST
def dismiss(request: MemberRequest, first: int, second: int) -> HttpResponse:
    require(request.member.may(EDIT_ACTORS))
    one, other = _pair(first, second)
    dismiss_pair(first=one, second=other, by=request.member.user)
    messages.success(request, _("These two stay apart and are not proposed again."))
    return redirect("actors:duplicates", request.member.alliance.key)


def _pair(first: int, second: int) -> tuple[Institution, Institution]:
    if first == second:
        raise Http404
    rows = Institution.objects.select_related("type").prefetch_related("contacts")
    return get_object_or_404(rows, pk=first), get_object_or_404(rows, pk=second)

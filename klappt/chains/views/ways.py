from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.chains.policies import EDIT_CHAINS, SEE_CHAINS
from klappt.chains.selectors.ways import ways
from klappt.offers.models import Offer

PER_PAGE = 25
INTERRUPTED = "luecken"


@require_safe
def overview(request: MemberRequest) -> HttpResponse:
    """The way of every need, the interrupted ones shown as such."""
    require(request.member.may(SEE_CHAINS))
    found = ways(timezone.localdate())
    only_gaps = request.GET.get("nur") == INTERRUPTED
    interrupted = [way for way in found if way.missing]
    context = {
        "page": Paginator(interrupted if only_gaps else found, PER_PAGE).get_page(request.GET.get("page")),
        "all": len(found),
        "whole": len(found) - len(interrupted),
        "interrupted": len(interrupted),
        "only_gaps": only_gaps,
        "may_edit": bool(request.member.may(EDIT_CHAINS)),
    }
    return render(request, "chains/ways.html", context)


@require_safe
def of_need(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(SEE_CHAINS))
    found = ways(timezone.localdate(), need=pk)
    if not found:
        raise Http404
    context = {"way": found[0], "may_edit": bool(request.member.may(EDIT_CHAINS))}
    return render(request, "chains/way.html", context)


@require_safe
def of_offer(request: MemberRequest, pk: int) -> HttpResponse:
    """From the other end: which needs led to this offer."""
    require(request.member.may(SEE_CHAINS))
    offer = get_object_or_404(Offer.objects.order_by("pk"), pk=pk)
    context = {
        "offer": offer,
        "ways": ways(timezone.localdate(), offer=offer.pk),
        "may_edit": bool(request.member.may(EDIT_CHAINS)),
    }
    return render(request, "chains/way_back.html", context)

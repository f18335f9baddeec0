from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from klappt.accounts.policies import require
from klappt.alliances import extensions
from klappt.alliances.policies import SEE_ALLIANCE
from klappt.alliances.requests import MemberRequest

_LONGEST = 100


@require_safe
def search(request: MemberRequest) -> HttpResponse:
    """Everything that the contexts offer, in groups; the hits of a group keep their provider's order."""
    require(request.member.may(SEE_ALLIANCE))
    text = request.GET.get("q", "").strip()[:_LONGEST]
    hits = extensions.search(request.member, text) if text else []
    hits.sort(key=lambda hit: (hit.is_help, str(hit.kind)))
    groups = [(kind, list(found)) for kind, found in groupby(hits, key=lambda hit: str(hit.kind))]
    return render(request, "alliances/search.html", {"text": text, "count": len(hits), "groups": groups})

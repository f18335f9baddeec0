from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from klappt.accounts.policies import require
from klappt.alliances.forms.trail import TrailForm
from klappt.alliances.policies import READ_TRAIL
from klappt.alliances.requests import MemberRequest
from klappt.alliances.selectors.trail import told, trail

_PER_PAGE = 30


@require_safe
def trail_page(request: MemberRequest) -> HttpResponse:
    require(request.member.may(READ_TRAIL))
    alliance = request.member.alliance
    form = TrailForm(alliance, request.GET)
    wanted = form.wanted()
    page = Paginator(trail(alliance, wanted), _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "events": told(list(page.object_list)),
        "is_narrowed": any(vars(wanted).values()),
        "thing": wanted.thing,
    }
    return render(request, "alliances/trail.html", context)

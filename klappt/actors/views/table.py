from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from klappt.accounts.policies import require
from klappt.actors import tables
from klappt.actors.enums import Field
from klappt.actors.forms.filters import FilterForm
from klappt.actors.models import Institution
from klappt.actors.policies import EDIT_ACTORS, SEE_ACTORS
from klappt.actors.selectors.picture import picture
from klappt.actors.selectors.table import rows, types, with_details
from klappt.alliances.requests import MemberRequest


@require_safe
def institution_list(request: MemberRequest) -> HttpResponse:
    """Who the alliance is: the picture by field, and the table. What is filtered stands in the address."""
    require(request.member.may(SEE_ACTORS))
    day, known_types = timezone.localdate(), types()
    filters = FilterForm(request.GET, types=known_types)
    found = with_details(rows(filters.wanted(), day=day, known_types=known_types))
    pages: Paginator[Institution] = Paginator(found, filters.per_page())
    page = pages.get_page(request.GET.get("page"))
    context = {
        "filters": filters,
        "page": page,
        "rows": tables.rows(page.object_list, alliance=request.member.alliance),
        "columns": tables.COLUMNS,
        "sort": filters.wanted().sort,
        "types": known_types,
        "fields": Field.choices,
        "may_edit": bool(request.member.may(EDIT_ACTORS)),
    }
    if request.htmx.target == "actors":
        return render(request, "actors/table.html", context)
    return render(request, "actors/list.html", {**context, "picture": picture(day)})

"""Select several, act once."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from klappt.accounts.policies import require
from klappt.actors.enums import Field, Tick
from klappt.actors.models import Institution, InstitutionType
from klappt.actors.policies import EDIT_ACTORS
from klappt.actors.services.institutions import Values, change_many, remove_many
from klappt.alliances.requests import MemberRequest
from klappt.core.keys import key_in, keys_in

AT_ONCE = 1000


def chosen(request: HttpRequest) -> list[Institution]:
    """The entries whose boxes were ticked; what is not of this alliance is not among them."""
    wanted = request.POST.getlist("chosen") or request.GET.getlist("chosen")
    return list(Institution.objects.filter(pk__in=keys_in(wanted[:AT_ONCE])).select_related("type"))


@require_POST
def act(request: MemberRequest) -> HttpResponse:
    require(request.member.may(EDIT_ACTORS))
    rows, action = chosen(request), request.POST.get("action", "")
    if not rows:
        messages.warning(request, _("Please select institutions first."))
    elif action == "remove":
        return render(request, "actors/remove_several.html", {"institutions": rows, "back": _back(request)})
    elif action == "ask":
        keys = urlencode([("chosen", row.pk) for row in rows])
        return redirect(f"{reverse('actors:ask', args=[request.member.alliance.key])}?{keys}")
    else:
        _change(request, rows, action)
    return _to_the_table(request)


@require_POST
def remove_several(request: MemberRequest) -> HttpResponse:
    require(request.member.may(EDIT_ACTORS))
    count = remove_many(institutions=chosen(request), by=request.member.user)
    messages.success(
        request,
        ngettext("%(count)d institution was removed.", "%(count)d institutions were removed.", count)
        % {"count": count},
    )
    return _to_the_table(request)


def _change(request: MemberRequest, rows: Sequence[Institution], action: str) -> None:
    values = _values(request, action)
    if not values:
        messages.warning(request, _("Please choose what is to be set."))
        return
    count = change_many(institutions=rows, by=request.member.user, **values)
    messages.success(
        request,
        ngettext("%(count)d institution was changed.", "%(count)d institutions were changed.", count)
        % {"count": count},
    )


def _values(request: MemberRequest, action: str) -> Values:
    value = request.POST.get(action, "")
    if action == "field" and value in Field:
        return {"field": value}
    if action == "type" and (key := key_in(value)) is not None:
        return {"type": get_object_or_404(InstitutionType, pk=key)}
    if action == "core_group":
        return {"core_group_planned": Tick.YES}
    return {"forum_planned": Tick.YES} if action == "forum" else {}


def _back(request: HttpRequest) -> str:
    return request.POST.get("back", "")[:2000]


def _to_the_table(request: MemberRequest) -> HttpResponseRedirect:
    """Back to the same excerpt of the table; `back` is only ever what stands behind the question mark."""
    url = reverse("actors:list", args=[request.member.alliance.key])
    back = _back(request)
    return HttpResponseRedirect(f"{url}?{back}" if back else url)

"""Who is asked: all, by area, or one by one; some with another edition."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from klappt.accounts.policies import require
from klappt.alliances.models import Alliance
from klappt.alliances.requests import PlatformRequest
from klappt.core.keys import keys_in
from klappt.returns.forms.waves import AreaForm, EditionForm
from klappt.returns.models import Wave
from klappt.returns.policies import RUN_WAVES
from klappt.returns.selectors.choosing import Area, alliances_in
from klappt.returns.services.waves import ask_alliances, leave_out
from klappt.returns.views.waves.listing import wave_by

AT_ONCE = 500


@require_safe
def choose(request: PlatformRequest, number: int) -> HttpResponse:
    require(RUN_WAVES.of(request.user.platform_role))
    wave = wave_by(number)
    filters = AreaForm(request.GET)
    area = filters.area()
    asked = {row.alliance_id: row for row in wave.returns.select_related("edition__worksheet").order_by("pk")}
    found = list(alliances_in(area))
    context = {
        "wave": wave,
        "filters": filters,
        "area": area,
        "free": [each for each in found if each.pk not in asked],
        "asked": [(each, asked[each.pk]) for each in found if each.pk in asked],
        "found": len(found),
        "total": len(asked),
        "editions": EditionForm(wave=wave),
        "address": request.GET.urlencode(),
    }
    return render(request, "returns/waves/choose.html", context)


@require_POST
def add(request: PlatformRequest, number: int) -> HttpResponse:
    require(RUN_WAVES.of(request.user.platform_role))
    wave = wave_by(number)
    form = EditionForm(request.POST, wave=wave)
    found = _chosen(request)
    if not found:
        messages.warning(request, _("Please select alliances first."))
    elif not form.is_valid():
        messages.warning(request, _("Please choose a published edition of this worksheet."))
    else:
        try:
            made = ask_alliances(
                wave=wave, alliances=found, by=request.user, edition=form.cleaned_data["edition"]
            )
        except ValidationError as wrong:
            messages.warning(request, wrong.messages[0])
        else:
            words = ngettext("%(n)d alliance is asked.", "%(n)d alliances are asked.", len(made))
            messages.success(request, words % {"n": len(made)})
    return _back(request, wave)


@require_POST
def remove(request: PlatformRequest, number: int) -> HttpResponse:
    require(RUN_WAVES.of(request.user.platform_role))
    wave = wave_by(number)
    try:
        gone = leave_out(wave=wave, alliances=_chosen(request), by=request.user)
    except ValidationError as wrong:
        messages.warning(request, wrong.messages[0])
    else:
        words = ngettext("%(n)d alliance is left out.", "%(n)d alliances are left out.", gone)
        messages.success(request, words % {"n": gone})
    return _back(request, wave)


def _chosen(request: PlatformRequest) -> list[Alliance]:
    """Those whose boxes are ticked, or all that the filter finds."""
    if request.POST.get("every"):
        said = AreaForm(_excerpt(request)).area()
        return list(alliances_in(said)[:AT_ONCE])
    keys = keys_in(request.POST.getlist("chosen")[:AT_ONCE])
    return list(alliances_in(Area()).filter(pk__in=keys))


def _excerpt(request: PlatformRequest) -> dict[str, str]:
    return {name: request.POST.get(name, "") for name in ("q", "government", "kind")}


def _back(request: PlatformRequest, wave: Wave) -> HttpResponseRedirect:
    """To the same excerpt of the list; `back` is only ever what stands behind the question mark."""
    url = reverse("waves:choose", args=[wave.number])
    address = request.POST.get("back", "")[:2000]
    return HttpResponseRedirect(f"{url}?{address}" if address else url)

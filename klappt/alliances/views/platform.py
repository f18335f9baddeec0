"""What the platform sees: which units have an alliance. Operators found one and invite its coordination."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from klappt.accounts.enums import Role
from klappt.accounts.policies import require
from klappt.alliances import services
from klappt.alliances.forms.platform import CoordinationForm, UnitsForm
from klappt.alliances.forms.settings import FoundingForm
from klappt.alliances.models import Alliance, Municipality
from klappt.alliances.policies import RUN_PLATFORM, SEE_PLATFORM
from klappt.alliances.requests import PlatformRequest
from klappt.alliances.selectors.platform import platform_trail, units, without_area
from klappt.core.names import plain_words
from klappt.ui.verbs import carried_out, made_with

_PER_PAGE = 60


@require_safe
def platform(request: PlatformRequest) -> HttpResponse:
    require(SEE_PLATFORM.of(request.user.platform_role))
    form = UnitsForm(request.GET)
    said = form.cleaned_data if form.is_valid() else {"q": "", "stand": ""}
    page = Paginator(units(said["q"], said["stand"]), _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "without_area": list(without_area(said["q"])[:_PER_PAGE]) if said["stand"] != "without" else [],
        "alliances": Alliance.objects.count(),
        "units": Municipality.objects.filter(is_counted_unit=True).count(),
        "is_narrowed": any(said.values()),
        "may_found": bool(RUN_PLATFORM.of(request.user.platform_role)),
    }
    return render(request, "alliances/platform/units.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def found(request: PlatformRequest) -> HttpResponse:
    require(RUN_PLATFORM.of(request.user.platform_role))
    form = FoundingForm(request.POST or None, initial=_suggested(request.GET.get("gebiet", "")))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        alliance = made_with(
            form,
            lambda: services.found_alliance(
                key=said["key"],
                name=said["name"],
                municipality=said["area"],
                founded_on=said["founded_on"],
                by=request.user,
            ),
        )
        if alliance is not None:
            messages.success(request, _("The alliance is founded. Now invite its coordination."))
            return redirect("alliances:platform_invite", alliance.key)
    context = {"form": form, "areas": Municipality.objects.filter(is_counted_unit=True)}
    return render(request, "alliances/platform/found.html", context, status=422 if form.is_bound else 200)


def _suggested(ags: str) -> dict[str, object]:
    area = Municipality.objects.filter(ags=ags).first()
    if area is None:
        return {}
    return {
        "area": area,
        "name": _("Bündnis %(area)s") % {"area": area.name},
        "key": "-".join(plain_words(area.name)),
        "founded_on": timezone.localdate(),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: PlatformRequest, key: str) -> HttpResponse:
    require(RUN_PLATFORM.of(request.user.platform_role))
    alliance = get_object_or_404(Alliance, key=key)
    form = CoordinationForm(request.POST or None)
    if carried_out(
        form,
        lambda: services.invite(
            alliance=alliance,
            role=Role.COORDINATOR,
            by=request.user,
            now=timezone.now(),
            **form.cleaned_data,
        ),
    ):
        messages.success(
            request,
            _("The invitation is on its way to %(email)s.") % {"email": form.cleaned_data["email"]},
        )
        return redirect("alliances:platform")
    context = {"form": form, "alliance": alliance}
    return render(request, "alliances/platform/invite.html", context, status=422 if form.is_bound else 200)


@require_safe
def history(request: PlatformRequest) -> HttpResponse:
    require(RUN_PLATFORM.of(request.user.platform_role))
    page = Paginator(platform_trail(), _PER_PAGE).get_page(request.GET.get("page"))
    names = Alliance.objects.in_bulk({each.alliance_id for each in page.object_list})
    events = [(each, names.get(each.alliance_id or 0, "")) for each in page.object_list]
    context = {"page": page, "events": events}
    return render(request, "alliances/platform/history.html", context)

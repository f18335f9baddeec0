"""Who works on the platform itself: operators give and end these roles."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from klappt.accounts import services
from klappt.accounts.models import User
from klappt.accounts.policies import require
from klappt.alliances.forms.platform import AppointmentForm
from klappt.alliances.policies import RUN_PLATFORM
from klappt.alliances.requests import PlatformRequest
from klappt.ui.verbs import made_with


@require_safe
def people(request: PlatformRequest) -> HttpResponse:
    require(RUN_PLATFORM.of(request.user.platform_role))
    rows = (
        User.objects.filter(is_active=True).exclude(platform_role="").order_by("platform_role", "name", "pk")
    )
    return render(request, "alliances/platform/people.html", {"people": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def appoint(request: PlatformRequest) -> HttpResponse:
    require(RUN_PLATFORM.of(request.user.platform_role))
    form = AppointmentForm(request.POST or None)
    user = made_with(form, lambda: services.appoint(by=request.user, **form.cleaned_data))
    if user is not None:
        messages.success(request, _("%(name)s gets a mail with the way in.") % {"name": user})
        return redirect("alliances:platform_people")
    return render(
        request, "alliances/platform/appoint.html", {"form": form}, status=422 if form.is_bound else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
def dismiss(request: PlatformRequest, pk: int) -> HttpResponse:
    require(RUN_PLATFORM.of(request.user.platform_role))
    person = get_object_or_404(User.objects.exclude(platform_role=""), pk=pk)
    if request.method == "POST":
        try:
            services.dismiss(user=person, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("%(name)s no longer works on the platform.") % {"name": person})
        return redirect("alliances:platform_people")
    return render(request, "alliances/platform/dismiss.html", {"person": person})

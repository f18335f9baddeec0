"""What belongs to no context: how the page looks to this person, and the page that shows every component."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klappt.ui.showcase import CellForm, showcase

THEMES = ("light", "dark")
A_YEAR = 365 * 24 * 3600


@login_not_required
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remember light or dark in a cookie, so that the server renders it and nothing flashes."""
    back = request.POST.get("next", "/")
    here = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = redirect(back if here else "/")
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        secure = bool(settings.SESSION_COOKIE_SECURE)
        response.set_cookie("theme", chosen, max_age=A_YEAR, samesite="Lax", secure=secure)
    else:
        response.delete_cookie("theme", samesite="Lax")
    return response


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component in every state with its name: what pages are built from, and what axe reads."""
    return render(request, "ui/components.html", showcase())


@require_http_methods(["GET", "POST"])
def cell(request: HttpRequest) -> HttpResponse:
    """The editable cell of the component page: shows each answer a real cell gives, keeps nothing."""
    form = (
        CellForm(request.POST)
        if request.method == "POST"
        else CellForm(initial={"text": request.GET.get("text", "")})
    )
    if request.method == "POST" and form.is_valid():
        return render(request, "ui/components.html#shown", {"text": form.cleaned_data["text"], "saved": True})
    return render(request, "ui/components.html#edited", {"form": form}, status=422 if form.is_bound else 200)

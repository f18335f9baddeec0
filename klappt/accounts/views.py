from allauth.account.decorators import reauthentication_required
from allauth.socialaccount.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from klappt.accounts import services
from klappt.accounts.forms import CloseForm, ProfileForm
from klappt.accounts.models import User


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    user = _person(request)
    form = ProfileForm(request.POST or None, initial={"name": user.name, "language": user.language})
    if request.method == "POST" and form.is_valid():
        services.change_profile(user=user, **form.cleaned_data)
        with translation.override(user.language):
            messages.success(request, _("Saved."))
        answer = redirect("accounts:profile")
        _keep_language(answer, user.language)
        return answer
    context = {"form": form, "has_other_ways": bool(get_adapter().list_providers(request))}
    return render(request, "accounts/profile.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required  # type: ignore[untyped-decorator] # allauth has no types
def close(request: HttpRequest) -> HttpResponse:
    user = _person(request)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.close_account(user=user, now=timezone.now())
        except ValidationError as refused:
            form.add_error(None, " ".join(refused.messages))
        else:
            logout(request)
            return redirect("accounts:closed")
    return render(request, "accounts/close.html", {"form": form})


@login_not_required
@require_safe
def closed(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/closed.html")


def _person(request: HttpRequest) -> User:
    # LoginRequiredMiddleware lets nobody else through.
    if not isinstance(request.user, User):
        raise TypeError("a page for people who signed in")
    return request.user


def _keep_language(response: HttpResponse, language: str) -> None:
    """Remember the choice on this device, as the switch at the foot of each page does."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 3600,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )

"""Where the link of an invitation leads. Open to whoever holds it."""

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from klappt.accounts.models import User
from klappt.alliances import services
from klappt.alliances.forms.team import AcceptForm
from klappt.alliances.models import Invitation


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, secret: str) -> HttpResponse:
    """Says who invites to what, and lets one accept; a link that opens nothing says why and what to do."""
    invitation = services.invitation_for(secret)
    if invitation is None:
        return render(request, "alliances/invitation/unknown.html", status=404)
    if not invitation.is_open(timezone.now()):
        return render(request, "alliances/invitation/over.html", {"invitation": invitation}, status=410)
    if isinstance(request.user, User):
        return _accept_signed_in(request, invitation, request.user)
    if User.objects.filter(email__iexact=invitation.email).exists():
        return render(request, "alliances/invitation/sign_in.html", {"invitation": invitation})
    return _accept_as_new(request, invitation)


def _accept_signed_in(request: HttpRequest, invitation: Invitation, user: User) -> HttpResponse:
    refusal = ""
    if request.method == "POST":
        try:
            services.accept(invitation=invitation, user=user, now=timezone.now())
        except ValidationError as refused:
            refusal = " ".join(refused.messages)
        else:
            return _welcome(request, invitation)
    context = {
        "invitation": invitation,
        "refusal": refusal,
        "is_other_address": user.email.lower() != invitation.email.lower(),
    }
    return render(request, "alliances/invitation/accept.html", context)


def _accept_as_new(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    form = AcceptForm(request.POST or None, email=invitation.email, initial={"name": invitation.name})
    if request.method == "POST" and form.is_valid():
        try:
            user = services.accept_as_new(
                invitation=invitation,
                name=form.cleaned_data["name"],
                password=form.cleaned_data["password"],
                language=get_language() or "de",
                now=timezone.now(),
            )
        except ValidationError as refused:
            form.add_error(None, " ".join(refused.messages))
        else:
            home = reverse("alliances:home", args=[invitation.alliance.key])
            _welcome(request, invitation)
            signed_in: HttpResponse = perform_login(request, user, redirect_url=home)
            return signed_in
    return render(request, "alliances/invitation/new.html", {"form": form, "invitation": invitation})


def _welcome(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    messages.success(
        request, _("Welcome. You now work in %(alliance)s.") % {"alliance": invitation.alliance.name}
    )
    return redirect("alliances:home", invitation.alliance.key)

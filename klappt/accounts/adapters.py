"""How allauth behaves in this house."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.core import context as current
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from klappt.jobs.mail import send_later


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Nobody opens an account by themselves: people come in by invitation."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "email_password_mismatch": _("E-mail or password are not right. Please check both."),
        "email_taken": _("Somebody already signs in with this e-mail address."),
        "duplicate_email": _("You already use this address."),
        "same_as_current": _("You already use this address."),
        "enter_current_password": _("Your password so far is not right."),
        "incorrect_password": _("The password is not right."),
        "incorrect_code": _("The code is not right. Please type the one the app shows now."),
        "invalid_or_expired_key": _("This link no longer works."),
        "invalid_password_reset": _("This link no longer works."),
        "too_many_login_attempts": _("Too many tries. Please wait ten minutes and try again."),
        "rate_limited": _("Too many tries. Please wait a few minutes and try again."),
        "unverified_primary_email": _("Please confirm the address first."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """By the worker: how long the answer takes must not tell whether an account exists."""
        given = {"request": current.request, "email": email, **context}
        message = self.render_mail(template_prefix, email, given)
        html = render_to_string("accounts/mail.html", {"subject": message.subject, "text": message.body})
        send_later(email, message.subject, message.body, html)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        for method in methods:
            method["description"] = WAYS.get(method["id"], method["description"])
        return methods


WAYS = {
    "reauthenticate": _("With the password"),
    "mfa_reauthenticate": _("With a code"),
    "mfa_reauthenticate:webauthn": _("With a passkey"),
}


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc] # allauth has no types
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("The code is not right. Please type the one the app shows now."),
        "unverified_email": _("Please confirm your e-mail address first."),
        "add_email_blocked": _("Please switch off the second step first."),
        "cannot_generate_recovery_codes": _("Please set up a passkey or the app first."),
    }

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002 - allauth's signature
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey {number}").format(number=number)


class DirectoryAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc] # allauth has no types
    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ARG002 - allauth's signature
        return bool(get_adapter(request).is_open_for_signup(request))


# allauth says these in forms, and in German it says "Du". Named here, our catalogue answers in its place.
REWORDED = (_("You must type the same password each time."),)

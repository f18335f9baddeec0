"""What the browser needs to know to keep what is typed until it is stored."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.urls import reverse

register = template.Library()


@dataclass(frozen=True)
class Keeping:
    cookie: str
    sign_in: str


@register.simple_tag
def keeping() -> Keeping:
    """The name of the cookie with the token, and where one signs in again."""
    return Keeping(settings.CSRF_COOKIE_NAME, reverse(settings.LOGIN_URL))

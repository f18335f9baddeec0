from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from klappt.accounts.models import User
from klappt.alliances.policies import Member


class MemberRequest(HttpRequest):
    """A request below /b/<key>/: the middleware has found the member and opened the scope."""

    member: Member
    htmx: HtmxDetails


class PlatformRequest(HttpRequest):
    """A page outside of any alliance. Somebody is signed in: Django's middleware has seen to it."""

    user: User
    htmx: HtmxDetails

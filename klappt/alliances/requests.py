from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from klappt.alliances.policies import Member


class MemberRequest(HttpRequest):
    """A request below /b/<key>/: the middleware has found the member and opened the scope."""

    member: Member
    htmx: HtmxDetails

from django.http import Http404
from django.urls import reverse

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.matters.models import InternalMatter
from klappt.matters.policies import may_see


def found(request: MemberRequest, pk: int) -> InternalMatter:
    """The matter, for whoever may see it. Others are refused alike whether there is one or not."""
    rows = InternalMatter.objects.select_related("alliance", "institution", "out_of")
    row: InternalMatter | None = rows.filter(pk=pk).first()
    require(may_see(request.member, row))
    if row is None:
        raise Http404
    return row


def list_url(request: MemberRequest) -> str:
    return reverse("matters:list", args=[request.member.alliance.key])


def matter_url(request: MemberRequest, row: InternalMatter) -> str:
    return reverse("matters:matter", args=[request.member.alliance.key, row.pk])

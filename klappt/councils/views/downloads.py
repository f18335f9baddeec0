from django.http import HttpResponse
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.councils.exports.oparl import oparl_zip
from klappt.councils.policies import SEE_COUNCIL
from klappt.ui.downloads import download


@require_safe
def oparl(request: MemberRequest) -> HttpResponse:
    """Bodies, seats, meetings and agendas as OParl 1.1, without people."""
    require(request.member.may(SEE_COUNCIL))
    alliance = request.member.alliance
    address = request.build_absolute_uri(reverse("councils:home", args=[alliance.key]))
    with translation.override("de"):
        data = oparl_zip(alliance, f"{address}oparl/")
    return download(data, f"Gremien {alliance.name} OParl.zip", "application/zip")

from django.http import Http404, HttpResponse
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.measures.exports.table import sheet
from klappt.measures.forms.filters import FilterForm
from klappt.measures.policies import SEE_MEASURES
from klappt.measures.selectors.table import asked, choices
from klappt.sheets.formats import CONTENT_TYPES, Format, written
from klappt.ui.downloads import download


@require_safe
def table(request: MemberRequest, suffix: str) -> HttpResponse:
    """The list as it is filtered, as a file."""
    require(request.member.may(SEE_MEASURES))
    if suffix not in set(Format):
        raise Http404
    alliance, day = request.member.alliance, timezone.localdate()
    wanted = FilterForm(request.GET, choices=choices()).wanted()
    with translation.override("de"):
        rows = asked(wanted, member=request.member, day=day)
        data = written(sheet(alliance, rows, formats.date_format(day, "d.m.Y")), Format(suffix))
        name = f"{_('Measures')} {alliance.name}.{suffix}"
    return download(data, name, CONTENT_TYPES[Format(suffix)])

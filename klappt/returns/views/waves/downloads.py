from django.http import Http404, HttpResponse
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import PlatformRequest
from klappt.returns.exports.board import sheet
from klappt.returns.forms.board import BoardForm
from klappt.returns.policies import SEE_WAVES
from klappt.returns.selectors.board import board
from klappt.returns.views.waves.listing import may_run, wave_by
from klappt.sheets.formats import CONTENT_TYPES, Format, written
from klappt.ui.downloads import download


@require_safe
def table(request: PlatformRequest, number: int, suffix: str) -> HttpResponse:
    """The board as it is filtered, as a file."""
    require(SEE_WAVES.of(request.user.platform_role))
    wave = wave_by(number)
    if suffix not in set(Format) or not wave.is_open:
        raise Http404
    day = timezone.localdate()
    with translation.override("de"):
        rows = board(wave, BoardForm(request.GET).asked(), day, with_notes=may_run(request))
        data = written(sheet(wave, rows, formats.date_format(day, "d.m.Y")), Format(suffix))
        name = f"{_('Returns')} {wave}.{suffix}".replace(":", "")
    return download(data, name, CONTENT_TYPES[Format(suffix)])

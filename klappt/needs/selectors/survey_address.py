"""The address on posters, and the picture of it that a phone reads."""

import io

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from klappt.needs.models import Survey

QUIET_ZONE = 4  # modules of white around it, as ISO/IEC 18004 asks


def address_of(survey: Survey) -> str:
    """Complete, as it stands on the poster. The page itself is named and not imported: it stands above."""
    return str(settings.PUBLIC_URL + reverse("public:survey", args=[survey.code]))


def qr_inline(survey: Survey) -> SafeString:
    """The code as a picture inside a page: the address and nothing else, without inline style."""
    picture = _code(survey).svg_inline(
        border=QUIET_ZONE, omitsize=True, light="#fff", svgclass="qr", lineclass=None
    )
    return mark_safe(picture)  # noqa: S308 - drawn by us from our own address


def qr_file(survey: Survey, kind: str) -> bytes:
    """The code as a file, svg or png."""
    out = io.BytesIO()
    _code(survey).save(out, kind=kind, border=QUIET_ZONE, scale=12, light="white")
    return out.getvalue()


def _code(survey: Survey) -> segno.QRCode:
    return segno.make(address_of(survey), error="m", micro=False)

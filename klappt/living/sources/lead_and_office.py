"""Since when there is a lead, and where the coordination office sits (A2). Nobody is named."""

import datetime

from django.utils.translation import gettext as _

from klappt.alliances.enums import Part
from klappt.alliances.models import Alliance, CoordinationOffice, Lead
from klappt.living.model import LivingTable
from klappt.living.words import at, day_words


def table(alliance: Alliance, day: datetime.date) -> LivingTable:
    """Two queries."""
    lead = Lead.objects.active_on(day).first()
    office = CoordinationOffice.objects.active_on(day).first()
    rows = []
    if lead is not None:
        rows.append((alliance.name_of(Part.LEAD), _("named"), day_words(lead.valid_from)))
    if office is not None:
        place = str(office.get_department_display())
        rows.append((alliance.name_of(Part.COORDINATION), place, day_words(office.valid_from)))
    missing = [
        part
        for part, there in ((Part.LEAD, lead), (Part.COORDINATION, office))
        if there is None and (lead or office)
    ]
    rows += [(alliance.name_of(part), _("not named yet"), "–") for part in missing]
    return LivingTable(
        head=(_("What"), _("How it stands"), _("Since")),
        rows=tuple(rows),
        as_of=day,
        url=at("alliances:settings", alliance),
    )

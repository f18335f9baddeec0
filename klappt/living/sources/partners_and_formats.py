"""Central formats, partners and the Ausländerbehörde (A17 to A19). Whom one calls there is named nowhere."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klappt.actors.enums import BuiltInType
from klappt.actors.models import Cooperation, Institution
from klappt.agreements.models import FixedContact
from klappt.agreements.selectors.formats import Shown, formats_on
from klappt.alliances.models import Alliance
from klappt.living.model import LivingTable
from klappt.living.words import at, day_words, listed
from klappt.ui.states import STATES


def table(alliance: Alliance, day: datetime.date) -> LivingTable:
    """Nine queries."""
    formats = formats_on(day)
    loose = Cooperation.objects.active_on(day).filter(in_format=None).select_related("institution")
    rows = [
        *(_format(each) for each in formats),
        *(_cooperation(each) for each in loose.order_by("institution__position", "format", "pk")),
        *_offices(formats, day),
    ]
    return LivingTable(
        head=(_("What"), _("Name"), _("With whom"), _("Since"), _("Made permanent")),
        rows=tuple(rows),
        as_of=day,
        summary=ngettext("%(number)d central format.", "%(number)d central formats.", len(formats))
        % {"number": len(formats)},
        url=at("agreements:formats", alliance),
    )


def _format(each: Shown) -> tuple[str, ...]:
    return (
        str(each.format.get_kind_display()),
        each.format.name,
        listed(partner.cooperation.institution for partner in each.partners),
        day_words(each.format.valid_from),
        str(STATES[each.continuation_state].word),
    )


def _cooperation(each: Cooperation) -> tuple[str, ...]:
    return (str(each), "–", str(each.institution), day_words(each.valid_from), _("not asked"))


def _offices(formats: list[Shown], day: datetime.date) -> list[tuple[str, ...]]:
    """Of each Ausländerbehörde: whether there is a fixed contact, and in how many formats it takes part."""
    offices = list(Institution.objects.filter(type__key=BuiltInType.ABH).order_by("position", "pk"))
    contacts = (
        FixedContact.objects.active_on(day).filter(institution__in=offices).order_by("valid_from", "pk")
    )
    since = {each.institution_id: each.valid_from for each in reversed(list(contacts))}
    return [_office(each, formats, since) for each in offices]


def _office(
    office: Institution, formats: list[Shown], since: dict[int, datetime.date | None]
) -> tuple[str, ...]:
    joined = [
        each.format.name
        for each in formats
        if any(partner.cooperation.institution_id == office.pk for partner in each.partners)
    ]
    has_contact = office.pk in since
    name = _("Fixed contact named") if has_contact else _("No fixed contact named yet")
    with_whom = f"{office}: {listed(joined)}" if joined else f"{office}: {_('in no format')}"
    return (
        _("Ausländerbehörde"),
        name,
        with_whom,
        day_words(since[office.pk]) if has_contact else "–",
        "–",
    )

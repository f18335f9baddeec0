"""Offers that exist on a day: kind, who carries them, how many places are known (B3)."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klappt.alliances.models import Alliance
from klappt.living.model import LivingTable
from klappt.living.words import at, count_words, day_words, listed
from klappt.offers.enums import OfferKind, OfferRoleKind
from klappt.offers.selectors.sheet import Line, lines


def table(alliance: Alliance, day: datetime.date) -> LivingTable:
    """Four queries. Ideas are no offers yet and are not listed."""
    found = [line for line in lines(alliance, day) if _exists(line, day)]
    return LivingTable(
        head=(
            _("Offer"),
            _("Kind"),
            _("Carried by"),
            _("Places a year"),
            _("Access rule"),
            _("Checked on"),
        ),
        rows=tuple(_row(line) for line in found),
        as_of=day,
        summary=_summary(found),
        url=at("offers:list", alliance),
    )


def _exists(line: Line, day: datetime.date) -> bool:
    return not line.offer.is_idea and line.offer.holds_on(day)


def _row(line: Line) -> tuple[str, ...]:
    offer, checked = line.offer, line.offer.checked_on
    carriers = [str(role.institution) for role in line.roles if role.role == OfferRoleKind.CARRIES]
    return (
        offer.name,
        str(offer.get_kind_display()),
        listed(carriers) if carriers else _("unknown"),
        count_words(line.places.places if line.places else None),
        _("written down") if line.rule else _("not written down yet"),
        day_words(checked) if checked else _("never checked"),
    )


def _summary(found: list[Line]) -> str:
    regular = sum(line.offer.kind == OfferKind.REGULAR for line in found)
    told = ngettext(
        "%(number)d offer, %(regular)d of the regular system.",
        "%(number)d offers, %(regular)d of the regular system.",
        len(found),
    )
    return told % {"number": len(found), "regular": regular}

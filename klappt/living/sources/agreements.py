"""Agreements of a day: which holds between whom, until when (A13). Who signed stays in the alliance."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klappt.agreements.selectors.agreements import Line, lines
from klappt.alliances.models import Alliance
from klappt.living.model import LivingTable
from klappt.living.words import at, day_words, listed, until_words
from klappt.ui.states import STATES


def table(alliance: Alliance, day: datetime.date) -> LivingTable:
    """Four queries."""
    found = lines(day)
    holding = sum(not line.is_over and line.state != "agreement_coming" for line in found)
    told = ngettext("%(number)d is in force.", "%(number)d are in force.", holding)
    return LivingTable(
        head=(_("Agreement"), _("Kind"), _("State"), _("Parties"), _("Since"), _("Until")),
        rows=tuple(_row(line) for line in found),
        as_of=day,
        summary=told % {"number": holding},
        url=at("agreements:list", alliance),
    )


def _row(line: Line) -> tuple[str, ...]:
    edition = line.edition
    return (
        line.agreement.name,
        str(line.agreement.get_kind_display()),
        str(STATES[line.state].word),
        listed(line.parties),
        day_words(edition.valid_from if edition else None),
        until_words(edition.valid_until) if edition else _("unknown"),
    )

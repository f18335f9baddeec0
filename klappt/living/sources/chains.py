"""Steps between offers and the levers pulled for chains (B5). What a lever is about, not who pulls it."""

import datetime

from django.utils.translation import gettext as _

from klappt.alliances.models import Alliance
from klappt.chains.enums import LeverState
from klappt.chains.models import Lever
from klappt.chains.selectors.links import Arranged, arranged
from klappt.living.model import LivingTable
from klappt.living.words import at, day_words
from klappt.ui.states import STATES


def table(alliance: Alliance, day: datetime.date) -> LivingTable:
    """Three queries."""
    steps = [each for each in arranged(day) if each.holds]
    levers = list(Lever.objects.all().with_target().exclude(state=LeverState.DROPPED).order_by("kind", "pk"))
    return LivingTable(
        head=(_("What"), _("Kind"), _("About"), _("State"), _("Since")),
        rows=(*(_step(each) for each in steps), *(_lever(each) for each in levers)),
        as_of=day,
        summary=_("Steps between offers: %(steps)d · Levers: %(levers)d")
        % {"steps": len(steps), "levers": len(levers)},
        url=at("chains:levers", alliance) if levers and not steps else at("chains:links", alliance),
    )


def _step(each: Arranged) -> tuple[str, ...]:
    link = each.link
    state = str(STATES[each.state].word)
    return (_("Step"), str(link.get_kind_display()), str(link), state, day_words(link.valid_from))


def _lever(lever: Lever) -> tuple[str, ...]:
    about = f"{lever.source} → {lever.target}" if lever.is_between_offers else str(lever.offer)
    since = day_words(lever.in_force_on) if lever.state == LeverState.IN_FORCE else "–"
    return (_("Lever"), str(lever.get_kind_display()), about, str(lever.get_state_display()), since)

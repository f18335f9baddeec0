"""Rounds in which everybody at the table weighs what could come first."""

import datetime
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.alliances.models import Alliance
from klappt.audit.services import event
from klappt.needs.services.weighing import ABSTAIN, NOT_YET, refuse_other_words, word_of
from klappt.priorities import events
from klappt.priorities.models import Priority, Round, Weight


def open_round(*, alliance: Alliance, name: str, by: User, day: datetime.date) -> Round:
    """Everybody at the table may weigh now. ValidationError while another round is open."""
    try:
        with transaction.atomic(), event(events.ROUND_OPENED, by=by, alliance=alliance):
            opened: Round = Round.objects.create(alliance=alliance, name=name.strip(), opened_on=day)
    except IntegrityError as taken:
        raise ValidationError(_("A round is still open. Please close it first.")) from taken
    return opened


def close_round(*, round: Round, by: User, day: datetime.date) -> Round:
    """The weights stay as they are; a later round begins anew."""
    if round.closed_on is None:
        with event(events.ROUND_CLOSED, by=by, alliance=round.alliance):
            round.closed_on = day
            round.save(update_fields=["closed_on"])
    return round


def weigh(*, round: Round, said: Mapping[int, str], by: User) -> int:
    """What one person gives the priorities (by number): "0" to "4", "abstain", or "" for not yet weighed.

    Gives how many changed. ValidationError when the round is over, or for something else than these words.
    """
    refuse_other_words(said.values())
    with transaction.atomic():
        fresh = Round.objects.select_for_update(of=("self",)).get(pk=round.pk)
        if fresh.closed_on is not None:
            raise ValidationError(_("This round is over. Nothing was changed."))
        own = {row.priority_id: row for row in Weight.objects.filter(round=fresh, by=by).order_by("pk")}
        changed = {key: word for key, word in said.items() if word_of(own.get(key)) != word}
        rows = {row.pk: row for row in Priority.objects.standing().filter(pk__in=changed).order_by("pk")}
        if rows:
            with event(events.WEIGHED, by=by, alliance=fresh.alliance):
                for key, row in rows.items():
                    _set(own.get(key), fresh, row, by, changed[key])
    return len(rows)


def _set(row: Weight | None, round: Round, priority: Priority, by: User, word: str) -> None:
    if word == NOT_YET:
        if row is not None:
            row.delete()
        return
    if row is None:
        row = Weight(alliance_id=round.alliance_id, round=round, priority=priority, by=by)
    row.weight = None if word == ABSTAIN else int(word)
    row.save()

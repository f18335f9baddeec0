import datetime
from collections.abc import Iterable, Mapping
from typing import Protocol

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.alliances.models import Alliance
from klappt.audit.services import event
from klappt.core.weighing import HIGHEST, LOWEST
from klappt.needs import events
from klappt.needs.models import Need, NeedWeight, WeighingRound

ABSTAIN, NOT_YET = "abstain", ""
_ALL = frozenset({NOT_YET, ABSTAIN, *map(str, range(LOWEST, HIGHEST + 1))})


class Given(Protocol):
    """A weight as it is kept, of a need or of a priority."""

    @property
    def weight(self) -> int | None: ...


def open_round(
    *, alliance: Alliance, name: str, by: User, day: datetime.date, steering_weighs: bool = True
) -> WeighingRound:
    """Everybody at the table may weigh now. ValidationError while another round is open."""
    try:
        with transaction.atomic(), event(events.ROUND_OPENED, by=by, alliance=alliance):
            opened: WeighingRound = WeighingRound.objects.create(
                alliance=alliance, name=name.strip(), opened_on=day, steering_weighs=steering_weighs
            )
    except IntegrityError as taken:
        raise ValidationError(_("A round is still open. Please close it first.")) from taken
    return opened


def close_round(*, round: WeighingRound, by: User, day: datetime.date) -> WeighingRound:
    """The weights stay as they are; a later round begins anew."""
    if round.closed_on is None:
        with event(events.ROUND_CLOSED, by=by, alliance=round.alliance):
            round.closed_on = day
            round.save(update_fields=["closed_on"])
    return round


def weigh(*, round: WeighingRound, said: Mapping[int, str], by: User) -> int:
    """What one person gives the needs (by number): "0" to "4", "abstain", or "" for not yet weighed.

    Gives how many changed. ValidationError when the round is over, or for something else than these words.
    """
    refuse_other_words(said.values())
    with transaction.atomic():
        fresh = WeighingRound.objects.select_for_update(of=("self",)).get(pk=round.pk)
        if fresh.closed_on is not None:
            raise ValidationError(_("This round is over. Nothing was changed."))
        own = {row.need_id: row for row in NeedWeight.objects.filter(round=fresh, by=by)}
        changed = {key: word for key, word in said.items() if word_of(own.get(key)) != word}
        needs = {need.pk: need for need in Need.objects.current().filter(pk__in=changed)}
        changed = {key: word for key, word in changed.items() if key in needs}
        if changed:
            with event(events.NEEDS_WEIGHED, by=by, alliance=fresh.alliance):
                for key, word in changed.items():
                    _set(own.get(key), fresh, needs[key], by, word)
    return len(changed)


def refuse_other_words(words: Iterable[str]) -> None:
    if set(words) - _ALL:
        raise ValidationError(_("Please choose a weight from the list."))


def word_of(row: Given | None) -> str:
    """What stands in the form for it."""
    if row is None:
        return NOT_YET
    return ABSTAIN if row.weight is None else str(row.weight)


def _set(row: NeedWeight | None, round: WeighingRound, need: Need, by: User, word: str) -> None:
    if word == NOT_YET:
        if row is not None:
            row.delete()
        return
    weight = None if word == ABSTAIN else int(word)
    if row is None:
        row = NeedWeight(alliance_id=round.alliance_id, round=round, need=need, by=by)
    row.weight = weight
    row.save()

"""The waves and how each stands: counted in the database, of nothing but who was asked and who came back."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from klappt.returns.enums import ReturnState, WaveStage
from klappt.returns.models import Wave
from klappt.worksheets.enums import EditionState
from klappt.worksheets.models import Edition

_CAME_BACK = Q(returns__first_handed_in_at__isnull=False)
_STATES = {
    "silent": ReturnState.ASKED,
    "begun": ReturnState.BEGUN,
    "handed_in": ReturnState.HANDED_IN,
    "asked_back": ReturnState.ASKED_BACK,
    "reopened": ReturnState.REOPENED,
}


@dataclass(frozen=True)
class Standing:
    """A wave with its counts of returns. `back`: handed in at least once, whatever came after."""

    wave: Wave
    stage: WaveStage
    asked: int
    silent: int
    begun: int
    handed_in: int
    asked_back: int
    reopened: int
    back: int
    late: int

    @property
    def open(self) -> int:
        """Those that can be written in and handed in now, also once more."""
        return self.asked - self.handed_in


def standings(day: datetime.date) -> list[Standing]:
    """All waves, the newest first. One query."""
    return [_standing(wave, day) for wave in _counted(Wave.objects.all()).order_by("-number")]


def standing_of(wave: Wave, day: datetime.date) -> Standing:
    return _standing(_counted(Wave.objects.filter(pk=wave.pk)).get(), day)


def _counted(waves: QuerySet[Wave]) -> QuerySet[Wave]:
    counts = {name: Count("returns", filter=Q(returns__state=state)) for name, state in _STATES.items()}
    return waves.select_related("edition__worksheet").annotate(
        asked_count=Count("returns"),
        back=Count("returns", filter=_CAME_BACK),
        late=Count("returns", filter=Q(returns__came_late=True)),
        **{f"{name}_count": count for name, count in counts.items()},
    )


def _standing(wave: Wave, day: datetime.date) -> Standing:
    counted = vars(wave)
    return Standing(
        wave=wave,
        stage=wave.stage(day),
        asked=counted["asked_count"],
        back=counted["back"],
        late=counted["late"],
        **{name: counted[f"{name}_count"] for name in _STATES},
    )


def editions_to_send() -> QuerySet[Edition]:
    """Published editions, the newest of each worksheet first."""
    found: QuerySet[Edition] = Edition.objects.filter(state=EditionState.PUBLISHED)
    return found.select_related("worksheet").order_by("worksheet__position", "worksheet__pk", "-number")

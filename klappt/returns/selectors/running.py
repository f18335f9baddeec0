"""Who runs a wave."""

from klappt.accounts.enums import PlatformRole
from klappt.accounts.models import User
from klappt.audit.models import Event
from klappt.returns import events
from klappt.returns.models import Wave

_RUNNING = (
    events.WAVE_PLANNED,
    events.WAVE_CHANGED,
    events.WAVE_RELEASED,
    events.WAVE_OPENED,
    events.ALLIANCES_ASKED,
)


def who_runs(wave: Wave) -> list[User]:
    """The researchers who planned, released or opened it, or chose who is asked; all, where none is left."""
    verbs = [verb.key for verb in _RUNNING]
    did = Event.objects.filter(verb__in=verbs, details__wave=wave.number).exclude(by=None)
    team = User.objects.filter(platform_role=PlatformRole.RESEARCHER, is_active=True).order_by("pk")
    return list(team.filter(pk__in=did.order_by().values("by"))) or list(team)

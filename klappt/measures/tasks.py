import datetime

from django.utils import timezone

from klappt.alliances.models import Alliance
from klappt.alliances.scope import scope
from klappt.jobs.schedule import job
from klappt.jobs.services import write_each
from klappt.measures.selectors.due import ROUND
from klappt.measures.services.letters import write_due


@job(attempts=3, every=datetime.timedelta(minutes=30))
def remind() -> None:
    """Each alliance on its own, and each letter: what is wrong with one of them silences no other.

    May run as often as it likes and be killed at any moment: each letter is written once, with its mail.
    """
    now = timezone.now()
    write_each(ROUND, Alliance.objects.order_by("pk"), lambda each: _for(each, now), now, key=_pk)


def _for(alliance: Alliance, now: datetime.datetime) -> bool:
    with scope(alliance):
        return bool(write_due(alliance, now))


def _pk(alliance: Alliance) -> int:
    return alliance.pk

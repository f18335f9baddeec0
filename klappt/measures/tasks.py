import datetime

from django.utils import timezone

from klappt.alliances.models import Alliance
from klappt.alliances.scope import scope
from klappt.jobs.schedule import job
from klappt.measures.services.letters import write_due


@job(attempts=3, every=datetime.timedelta(minutes=30))
def remind() -> None:
    """Each alliance on its own: what fails in one does not silence the others for long, it is tried again.

    May run as often as it likes and be killed at any moment: each letter is written once, with its mail.
    """
    for alliance in Alliance.objects.order_by("pk"):
        with scope(alliance):
            write_due(alliance, timezone.now())

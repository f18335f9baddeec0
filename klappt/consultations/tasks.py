import datetime

from django.utils import timezone

from klappt.consultations.services.letters import write_what_is_owed
from klappt.jobs.schedule import job


@job(attempts=3, every=datetime.timedelta(minutes=2))
def write_about_drafts() -> None:
    """What research wants alliances to know about drafts goes out."""
    write_what_is_owed(timezone.now())

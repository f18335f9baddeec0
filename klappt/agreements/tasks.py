import datetime

from django.utils import timezone

from klappt.agreements.services.reminding import remind
from klappt.jobs.schedule import job


@job(attempts=3, every=datetime.timedelta(hours=1))
def remind_of_reviews() -> None:
    """Agreements that are to be reviewed or run out: one mail to the coordination, once."""
    remind(timezone.now())

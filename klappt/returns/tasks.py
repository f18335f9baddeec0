import datetime

from django.utils import timezone

from klappt.jobs.schedule import job
from klappt.returns.services.opening import run


@job(attempts=3, every=datetime.timedelta(minutes=2))
def carry_waves_on() -> None:
    """Waves open on their day, reminders fall due, and what research wants written goes out."""
    run(timezone.now())

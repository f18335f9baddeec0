import datetime

from django.core.management import call_command

from klappt.jobs import services
from klappt.jobs.schedule import job


@job(attempts=services.MAIL_ATTEMPTS)
def deliver_mail(mail_id: int) -> None:
    services.deliver(mail_id)


@job(attempts=2, every=datetime.timedelta(days=1))
def tidy_up() -> None:
    """Sessions, finished jobs and old mail pile up otherwise."""
    call_command("clearsessions")
    call_command("prune_db_task_results", min_age_days=14, verbosity=0)
    services.forget_old_mail()

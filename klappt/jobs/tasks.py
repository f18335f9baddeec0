import datetime

from django.conf import settings
from django.core.management import call_command

from klappt.jobs import services
from klappt.jobs.schedule import job


@job(attempts=services.MAIL_ATTEMPTS, given_up=services.give_up)
def deliver_mail(mail_id: int) -> None:
    services.deliver(mail_id)


@job(every=datetime.timedelta(minutes=2))
def fetch_mail() -> None:
    """What has come in by mail: from the folder first, for it needs no other machine."""
    services.fetch_dropped(settings.INBOX_FOLDER)
    if settings.INBOX_ACCOUNT:
        services.fetch_mailbox(services.Account(**settings.INBOX_ACCOUNT))


@job(attempts=2, every=datetime.timedelta(days=1))
def tidy_up() -> None:
    """Sessions, finished jobs and old mail pile up otherwise."""
    call_command("clearsessions")
    call_command("prune_db_task_results", min_age_days=14, verbosity=0)
    services.forget_old_mail()

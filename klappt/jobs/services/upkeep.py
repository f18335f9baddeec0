"""Noticing dead workers; starting what is due."""

import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from klappt.jobs.models import Heartbeat, Run
from klappt.jobs.schedule import giving_up, patience_for, timetable

SILENCE = datetime.timedelta(seconds=90)
A_DAY = datetime.timedelta(days=1)
# Stands in a failed job once it has been decided that it will not run again.
ENDED = "ended"


def beat(worker: str) -> None:
    Heartbeat.objects.update_or_create(worker=worker, defaults={"seen_at": timezone.now()})


def reap() -> int:
    """Give back what dead workers had in hand; returns how many jobs that were."""
    _set_clocks_right()
    heard = timezone.now() - SILENCE
    Heartbeat.objects.filter(seen_at__lt=heard - 10 * SILENCE).delete()
    living = set(Heartbeat.objects.filter(seen_at__gte=heard).values_list("worker", flat=True))
    lost = [
        each
        for each in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=heard)
        if not each.worker_ids or each.worker_ids[-1] not in living
    ]
    for each in lost:
        # One more try than the job asked for: that the machine died is not the job's failure.
        try_again(each, spare=1)
    stranded = list(_undecided().filter(finished_at__range=(heard - A_DAY, heard)))
    for each in stranded:
        try_again(each)
    return len(lost) + len(stranded)


def _undecided() -> QuerySet[DBTaskResult[Any, Any]]:
    """Failed, and the worker died before it was decided whether the job comes back."""
    return DBTaskResult.objects.filter(status=TaskResultStatus.FAILED, return_value__isnull=True)


def _set_clocks_right() -> None:
    """After a clock was set back, signs of life and beginnings from the future would count for as long."""
    now = timezone.now()
    future = now + SILENCE
    Heartbeat.objects.filter(seen_at__gt=future).update(seen_at=now)
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    running.filter(started_at__gt=future).update(started_at=now)


def try_again(job: DBTaskResult[Any, Any], *, spare: int = 0) -> bool:
    """Put an ended job back into the queue for later, unless it has been tried often enough."""
    attempt = max(len(job.worker_ids), 1)
    patience = patience_for(job.task_path)
    same = DBTaskResult.objects.filter(pk=job.pk, status=job.status)
    if attempt >= patience.attempts + spare:
        _end(job)
        return False
    again_at = timezone.now() + patience.wait_after(attempt)
    return bool(same.update(status=TaskResultStatus.READY, run_after=again_at, finished_at=None))


def _end(job: DBTaskResult[Any, Any]) -> None:
    """In one transaction, so that whoever waits for the job is told even if this worker dies, too."""
    given_up = giving_up(job.task_path)
    with transaction.atomic():
        same = DBTaskResult.objects.filter(pk=job.pk, status=job.status, return_value__isnull=True)
        ended = {"status": TaskResultStatus.FAILED, "finished_at": timezone.now(), "return_value": ENDED}
        if same.update(**ended) and given_up:
            given_up(*job.args_kwargs["args"], **job.args_kwargs["kwargs"])


def start_due() -> list[str]:
    """Enqueue the jobs of the timetable whose time has come; each once, however many workers ask."""
    started = []
    for path, (job, every) in timetable().items():
        with transaction.atomic():
            if _claim(path, every):
                job.enqueue()
                started.append(path)
    return started


def _claim(path: str, every: datetime.timedelta) -> bool:
    now = timezone.now()
    known = Run.objects.filter(task_path=path)
    if known.exists():
        # Or in the future, when the clock has been set back since.
        due = Q(started_at__lte=now - every) | Q(started_at__gt=now + SILENCE)
        return bool(known.filter(due).update(started_at=now))
    try:
        with transaction.atomic():
            Run.objects.create(task_path=path, started_at=now)
    except IntegrityError:
        return False
    return True

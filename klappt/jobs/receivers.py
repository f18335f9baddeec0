"""A failed job comes back later, as often as it was declared to."""

from typing import Any

from django.dispatch import receiver
from django_tasks import TaskResult, TaskResultStatus, task_backends
from django_tasks.signals import task_finished
from django_tasks_db import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from klappt.jobs import services


@receiver(task_finished)
def retry_failed(task_result: TaskResult[Any], **_kwargs: object) -> None:
    if task_result.status != TaskResultStatus.FAILED:
        return
    # The sender is sometimes the backend, sometimes its class; the result names it reliably.
    if not isinstance(task_backends[task_result.backend], DatabaseBackend):
        return
    services.try_again(DBTaskResult.objects.get(pk=task_result.id))

"""A failed job comes back later, as often as it was declared to."""

from typing import Any

from django.dispatch import receiver
from django_tasks import TaskResult, TaskResultStatus
from django_tasks.signals import task_finished
from django_tasks_db import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from klappt.jobs import services


@receiver(task_finished)
def retry_failed(sender: type[object], task_result: TaskResult[Any], **_kwargs: object) -> None:
    if not issubclass(sender, DatabaseBackend) or task_result.status != TaskResultStatus.FAILED:
        return
    services.try_again(DBTaskResult.objects.get(pk=task_result.id))

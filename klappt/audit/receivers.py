from typing import Any

from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate
from django.dispatch import receiver

from klappt.audit.triggers import put, take_away


@receiver(pre_migrate)
def migrations_may_rewrite_rows(*, sender: Any, using: str, plan: Any, **_signal: Any) -> None:
    if sender.label == "audit" and plan:
        take_away(connections[using])


@receiver(post_migrate)
def what_stays_is_guarded(*, sender: Any, using: str, **_signal: Any) -> None:
    if sender.label == "audit":
        put(connections[using])

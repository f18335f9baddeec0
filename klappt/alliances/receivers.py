from typing import Any

from django.db import connections
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from klappt.accounts.events import account_closing
from klappt.alliances import row_security
from klappt.alliances.imports.units import load_units
from klappt.alliances.services import leave_everything


@receiver(post_migrate)
def the_counted_units_are_always_there(*, sender: Any, using: str, **_signal: Any) -> None:
    """After every migration, as Django does with its permissions: facts belong to the installation."""
    if sender.label != "alliances":
        return
    there = connections[using].introspection.table_names()
    if {"alliances_municipality", "audit_event"} <= set(there):
        load_units()


@receiver(post_migrate)
def rows_of_an_alliance_are_guarded(*, sender: Any, using: str, **_signal: Any) -> None:
    if sender.label == "alliances":
        row_security.put(connections[using])


@receiver(account_closing)
def whoever_deletes_their_account_leaves(*, user: Any, now: Any, **_signal: Any) -> None:
    leave_everything(user=user, now=now)

from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from klappt.audit.enums import ChangeKind
from klappt.audit.models import Audited


@receiver(pre_delete)
def what_goes_with_an_offer_stands_in_the_history(
    *, sender: type[Model], instance: Any, origin: Any, **_signal: Any
) -> None:
    """A link or a lever that the database takes away with its offer is noted like one removed by hand."""
    if not issubclass(sender, Audited) or sender not in apps.get_app_config("chains").get_models():
        return
    begun_here = origin.model is sender if isinstance(origin, QuerySet) else origin is instance
    if not begun_here:
        instance.record_change(ChangeKind.DELETED)

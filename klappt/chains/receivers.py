from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from klappt.actors.events import institutions_meet
from klappt.actors.models import Institution
from klappt.audit.enums import ChangeKind
from klappt.audit.models import Audited
from klappt.chains.models import InterfaceRule, Lever, LeverParty

# Where an institution is named: table and column.
NAMED_IN = ((Lever, "responsible"), (InterfaceRule, "giver"), (InterfaceRule, "receiver"))


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


@receiver(institutions_meet)
def the_entry_that_stays_is_named_instead(*, kept: Institution, dropped: Institution, **_signal: Any) -> None:
    for model, column in NAMED_IN:
        model.objects.filter(**{column: dropped}).update(**{column: kept})
    there = set(LeverParty.objects.filter(institution=kept).values_list("lever_id", flat=True))
    for party in LeverParty.objects.filter(institution=dropped).order_by("pk"):
        if party.lever_id in there:
            party.delete()
        else:
            party.institution = kept
            party.save()

"""How complete and how current the table of actors is, in two queries."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from klappt.actors.enums import Field, Tick
from klappt.actors.models import ContactPerson, Institution, SecondText
from klappt.actors.models.institution import CHECK_HOLDS_FOR
from klappt.alliances.scope import read_once


@dataclass(frozen=True)
class TableStanding:
    total: int
    fields: int
    without_field: int
    without_contact: int
    expired: int
    never_checked: int
    uncertain: int
    two_texts: int

    @property
    def is_mapped(self) -> bool:
        """Every field has somebody, and everybody can be reached."""
        return self.fields == len(Field) and not self.without_contact

    @property
    def unchecked(self) -> int:
        return self.expired + self.never_checked


@read_once
def table_standing(day: datetime.date) -> TableStanding:
    reachable = Exists(ContactPerson.objects.filter(institution=OuterRef("pk")).exclude(phone="", email=""))
    uncertain = Q(cooperation=Tick.UNCERTAIN)
    uncertain |= Q(core_group_planned=Tick.UNCERTAIN) | Q(forum_planned=Tick.UNCERTAIN)
    counted = (
        Institution.objects.annotate(reachable=reachable)
        .order_by()
        .aggregate(
            total=Count("pk"),
            fields=Count("field", distinct=True, filter=~Q(field="")),
            without_field=Count("pk", filter=Q(field="")),
            without_contact=Count("pk", filter=Q(reachable=False)),
            expired=Count("pk", filter=Q(checked_on__lt=day - CHECK_HOLDS_FOR)),
            never_checked=Count("pk", filter=Q(checked_on=None)),
            uncertain=Count("pk", filter=uncertain),
        )
    )
    return TableStanding(**counted, two_texts=SecondText.objects.filter(settled_at=None).count())

from typing import Any

from django.dispatch import receiver

from klappt.actors.enums import BuiltInType
from klappt.actors.models import InstitutionType
from klappt.alliances.events import alliance_founded
from klappt.alliances.models import Alliance


@receiver(alliance_founded)
def every_alliance_begins_with_the_usual_types(*, alliance: Alliance, **_signal: Any) -> None:
    InstitutionType.objects.bulk_create(
        InstitutionType(alliance=alliance, key=built_in.value) for built_in in BuiltInType
    )

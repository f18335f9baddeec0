from typing import Any

from klappt.actors.enums import Field
from klappt.actors.models import Institution
from klappt.alliances.models import Alliance
from klappt.alliances.tests.factories import set_up


def make_institution(alliance: Alliance, name: str = "VHS Musterstadt", **fields: Any) -> Institution:
    fields.setdefault("field", Field.EDUCATION)
    with set_up(alliance):
        return Institution.objects.create(alliance=alliance, name=name, **fields)

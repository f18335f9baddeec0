from typing import Any

from klappt.alliances.models import Alliance
from klappt.alliances.scope import scope
from klappt.profiles.models import Subgroup
from klappt.profiles.services.subgroups import add_subgroup


def make_subgroup(alliance: Alliance, name: str = "18 bis 20, Gestattung", **values: Any) -> Subgroup:
    with scope(alliance):
        return add_subgroup(alliance=alliance, by=None, signature="test", name=name, **values)

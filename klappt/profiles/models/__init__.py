from klappt.profiles.models.attribute import Attribute
from klappt.profiles.models.subgroup import Subgroup, SubgroupQuerySet

__all__ = ["Attribute", "Subgroup", "SubgroupQuerySet"]

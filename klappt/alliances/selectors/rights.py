"""Who may do what."""

from dataclasses import dataclass

from django.apps import apps
from django.utils.translation import gettext as _

from klappt.accounts.enums import PlatformRole, Role
from klappt.accounts.policies import Right, Verdict, every_right

AnyRole = Role | PlatformRole


@dataclass(frozen=True)
class RightsOfContext:
    label: str
    roles: list[AnyRole]
    rows: list[tuple[Right, list[tuple[AnyRole, Verdict]]]]


def rights_by_context() -> list[RightsOfContext]:
    """Every declared right with the verdict for each role, grouped by its context.

    A group names the roles of an alliance, those of the platform, or both, as its rights need them.
    """
    declared: dict[str, list[Right]] = {}
    for each in every_right():
        declared.setdefault(each.key.partition(".")[0], []).append(each)
    return [_group(context, rights) for context, rights in declared.items()]


def _group(context: str, rights: list[Right]) -> RightsOfContext:
    holders = {role for each in rights for role in each.roles}
    roles: list[AnyRole] = [role for kind in (Role, PlatformRole) if holders & set(kind) for role in kind]
    rows = [(each, [(role, each.of(role)) for role in roles]) for each in rights]
    return RightsOfContext(_label_of(context), roles, rows)


def _label_of(context: str) -> str:
    if apps.is_installed(f"klappt.{context}"):
        return str(apps.get_app_config(context).verbose_name)
    return str(_("Platform"))

"""The goals chains lead to: an alliance's own, or its wording of a built-in one."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.alliances.models import Alliance
from klappt.audit.services import event
from klappt.chains import events
from klappt.chains.models import Goal
from klappt.chains.selectors.goals import BUILT_IN, condition_errors


def set_goal(
    *,
    alliance: Alliance,
    key: str,
    label: str,
    condition: Any,
    by: User | None,
    signature: str = "",
) -> Goal:
    """Add a goal, or change the one with this key; a retired one comes back. `condition` as in a file."""
    wrong = condition_errors(alliance, condition)
    if wrong:
        raise ValidationError({"condition": wrong})
    known = Goal.objects.filter(key=key).first()
    goal = known or Goal(alliance=alliance, key=key, position=Goal.objects.count())
    goal.label, goal.condition, goal.retired_on = label.strip(), condition, None
    goal.full_clean(exclude=["alliance"], validate_constraints=False)
    with event(events.GOAL_SET, by=by, alliance=alliance, signature=signature):
        goal.save()
    return goal


def retire_goal(*, alliance: Alliance, key: str, by: User) -> None:
    """The goal is no longer offered; what was computed for it stays readable."""
    goal = Goal.objects.filter(key=key).first()
    if goal is None:
        built_in = BUILT_IN.get(key)
        if built_in is None:
            raise ValidationError(_("There is no such goal."))
        goal = Goal(alliance=alliance, key=key, label=str(built_in.label), condition=built_in.condition)
    with event(events.GOAL_RETIRED, by=by, alliance=alliance):
        goal.retired_on = timezone.localdate()
        goal.save()

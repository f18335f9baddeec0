from collections.abc import Mapping

from klappt.accounts.models import User
from klappt.actors.enums import Criterion, Field
from klappt.actors.selectors.core_group import selection_settings
from klappt.actors.services.selection import keep_selection
from klappt.audit.services import event
from klappt.bodies import events
from klappt.bodies.enums import BodyKind
from klappt.bodies.models import Body, CompositionAim


def set_aims(*, body: Body, at_least: Mapping[Field, int], by: User, signature: str = "") -> None:
    """How many seats of each field the alliance wants in this body; 0 asks for none.

    For the core group these are the wishes its proposal works with: they are kept once, there.
    """
    with event(events.AIMS_SET, by=by, alliance=body.alliance, signature=signature):
        if body.kind == BodyKind.CORE_GROUP:
            _keep_as_wishes(body, at_least, by)
            return
        for field in Field:
            _set(body, field, at_least.get(field, 0))


def _keep_as_wishes(body: Body, at_least: Mapping[Field, int], by: User) -> None:
    asked = selection_settings()
    criteria = {criterion: asked.per_criterion.get(criterion.value, 0) for criterion in Criterion}
    keep_selection(alliance=body.alliance, size=asked.size, per_field=at_least, per_criterion=criteria, by=by)


def _set(body: Body, field: Field, number: int) -> None:
    aim: CompositionAim | None = CompositionAim.objects.filter(body=body, field=field).first()
    if number == 0:
        if aim:
            aim.delete()
        return
    aim = aim or CompositionAim(alliance_id=body.alliance_id, body=body, field=field)
    aim.at_least = number
    aim.clean_fields(exclude=["alliance"])
    aim.save()

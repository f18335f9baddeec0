""" "Here something is missing": counted, and nothing else kept."""

from django.utils import timezone

from klappt.alliances.models import Alliance
from klappt.audit.services import event
from klappt.chains import events
from klappt.chains.models import Hint
from klappt.offers.models import Offer
from klappt.profiles.models import Subgroup


def give_hint(
    *,
    alliance: Alliance,
    goal_key: str,
    offer: Offer | None = None,
    leaf: str = "",
    subgroup: Subgroup | None = None,
    signature: str,
) -> Hint:
    """One more for this goal, this blocking place, this subgroup, this month.

    No user is taken: a hint must not lead back to whoever sat at the other side of the desk. `signature` says
    in general who it was ("from practice").
    """
    month = timezone.localdate().replace(day=1)
    place = {"goal_key": goal_key, "offer": offer, "leaf": leaf, "subgroup": subgroup, "month": month}
    with event(events.HINT_GIVEN, by=None, alliance=alliance, signature=signature):
        known: Hint | None = Hint.objects.select_for_update(of=("self",)).filter(**place).first()
        if known is None:
            new: Hint = Hint.objects.create(alliance=alliance, **place)
            return new
        known.count = known.count + 1
        known.save(update_fields=["count"])
    return known

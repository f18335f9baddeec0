"""What the coordination asks of a core group: numbers, and who must or must not be in it (A15)."""

from collections.abc import Mapping

from klappt.accounts.models import User
from klappt.actors import events
from klappt.actors.enums import Criterion, Field, WishKind
from klappt.actors.models import Institution, SelectionSettings, SelectionWish
from klappt.alliances.models import Alliance
from klappt.audit.services import event


def keep_selection(
    *,
    alliance: Alliance,
    size: int,
    per_field: Mapping[Field, int],
    per_criterion: Mapping[Criterion, int],
    by: User,
) -> SelectionSettings:
    """Remember these numbers; the proposal page begins with them from now on."""
    with event(events.SELECTION_SET, by=by, alliance=alliance):
        row: SelectionSettings = SelectionSettings.objects.first() or SelectionSettings(alliance=alliance)
        row.size = size
        row.per_field = {field.value: per_field.get(field, 0) for field in Field}
        row.per_criterion = {criterion.value: per_criterion.get(criterion, 0) for criterion in Criterion}
        row.clean_fields(exclude=["alliance"])
        row.save()
    return row


def set_wish(*, institution: Institution, kind: WishKind, note: str, by: User) -> SelectionWish:
    """This institution must be in the core group, or must not, and why. A later wish replaces an earlier."""
    with event(events.SELECTION_SET, by=by, alliance=institution.alliance):
        row: SelectionWish = institution.wishes.first() or SelectionWish(
            alliance_id=institution.alliance_id, institution=institution
        )
        row.kind, row.note = kind, note.strip()
        row.clean_fields(exclude=["alliance", "institution"])
        row.save()
    return row


def remove_wish(*, institution: Institution, by: User) -> None:
    """Nothing is asked of this institution any more."""
    with event(events.SELECTION_SET, by=by, alliance=institution.alliance):
        for row in institution.wishes.order_by("pk"):
            row.delete()

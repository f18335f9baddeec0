"""Two entries become one, with everything that hangs on them. Nothing is lost; it is one event."""

from dataclasses import dataclass
from typing import Any

from klappt.accounts.models import User
from klappt.actors import events
from klappt.actors.enums import ENDED_WITHOUT_SEAT, ApproachState, Tick
from klappt.actors.models import Approach, DismissedPair, Institution
from klappt.actors.services.contacts import Contact, set_contacts
from klappt.actors.services.institutions import Values, change_institution
from klappt.audit.services import event

JOINED = ("contributions", "note")
MOVED = ("cooperations", "assessments", "second_texts", "confirmation_requests")
_PROGRESS = list(ApproachState)


@dataclass(frozen=True)
class Pair:
    """`kept` stays and takes over what hangs on `dropped`, which goes."""

    kept: Institution
    dropped: Institution


def merge_institutions(
    *, kept: Institution, dropped: Institution, by: User | None, signature: str = "", values: Values
) -> Institution:
    """Make two entries one. `values` are the choices by field; what is not chosen stays as it is in `kept`.

    Contacts are united, contributions and notes joined, marks, cooperation, assessments, approaches, wishes
    and second texts moved over; contexts above move what they keep.
    """
    if kept.pk == dropped.pk:
        raise ValueError("an entry cannot be merged with itself")
    pair = Pair(kept, dropped)
    with event(events.INSTITUTIONS_MERGED, by=by, alliance=kept.alliance, signature=signature):
        texts = {name: joined(getattr(kept, name), getattr(dropped, name)) for name in JOINED}
        chosen: Values = {**texts, **values}  # type: ignore[typeddict-item] # JOINED are texts of Values
        change_institution(institution=kept, by=by, signature=signature, **chosen)
        people = unite_contacts(pair, by, signature)
        for relation in MOVED:
            getattr(dropped, relation).all().update(institution=kept)
        _move_criteria(pair)
        _move_approaches(pair)
        _move_wishes(pair)
        _move_dismissals(pair)
        events.institutions_meet.send(Institution, kept=kept, dropped=dropped, people=people)
        dropped.contacts.all().delete()
        dropped.delete()
    return kept


def dismiss_pair(*, first: Institution, second: Institution, by: User | None) -> DismissedPair:
    """These two look alike and are not the same: they are not proposed again."""
    lower, higher = sorted((first, second), key=lambda each: each.pk)
    known: DismissedPair | None = DismissedPair.objects.filter(first=lower, second=higher).first()
    if known:
        return known
    with event(events.PAIR_DISMISSED, by=by, alliance=first.alliance):
        row: DismissedPair = DismissedPair.objects.create(
            alliance_id=first.alliance_id, first=lower, second=higher
        )
    return row


def unite_contacts(pair: Pair, by: User | None, signature: str) -> dict[int, int]:
    """The contacts of both; one who is in both stands there once and keeps what either knew.

    Gives which contact of the dropped entry became which of the kept one, by key.
    """
    rows = list(pair.kept.contacts.all())
    united = [Contact.of(row) for row in rows]
    moved = {}
    for row in pair.dropped.contacts.all():
        other = Contact(row.function, row.name, row.phone, row.email)
        twin = next((n for n, known in enumerate(united) if _same_person(known, other)), None)
        if twin is None:
            united.append(other)
            moved[row.pk] = len(united) - 1
        else:
            united[twin] = _filled_up(united[twin], other)
            moved[row.pk] = twin
    stored = set_contacts(institution=pair.kept, contacts=united, by=by, signature=signature)
    people = {old: stored[place].pk for old, place in moved.items()}
    _redirect_people(pair, people)
    return people


def _redirect_people(pair: Pair, new_keys: dict[int, int]) -> None:
    """Approaches of the dropped entry point to the same people in their new rows."""
    for row in pair.dropped.approaches.all():
        row.person_id = new_keys.get(row.person_id or 0, row.person_id)
        row.deputy_id = new_keys.get(row.deputy_id or 0, row.deputy_id)
        row.save()


def _same_person(one: Contact, other: Contact) -> bool:
    """Nothing that both say differs, and something that both say is the same."""
    shared = [(a, other.values()[key]) for key, a in one.values().items() if a and other.values()[key]]
    return bool(shared) and all(a.casefold() == b.casefold() for a, b in shared)


def _filled_up(one: Contact, other: Contact) -> Contact:
    texts = {key: value or other.values()[key] for key, value in one.values().items()}
    return Contact(**texts, key=one.key)


def _move_criteria(pair: Pair) -> None:
    known = {mark.criterion: mark for mark in pair.kept.criteria.all()}
    for mark in pair.dropped.criteria.all():
        twin = known.get(mark.criterion)
        if twin is None:
            mark.institution = pair.kept
            mark.save()
            continue
        twin.meets = _stronger(twin.meets, mark.meets)
        twin.note = joined(twin.note, mark.note)
        twin.save()
        mark.delete()


def _move_approaches(pair: Pair) -> None:
    """Only one approach is open for an entry: the one that got further stays and takes in the other."""
    open_here = pair.kept.approaches.exclude(state__in=ENDED_WITHOUT_SEAT).order_by("pk").first()
    for approach in pair.dropped.approaches.all():
        if approach.state in ENDED_WITHOUT_SEAT or open_here is None:
            approach.institution = pair.kept
            approach.save()
            continue
        _unite_approaches(open_here, approach)


def _unite_approaches(kept: Approach, dropped: Approach) -> None:
    further = max((kept, dropped), key=lambda each: _PROGRESS.index(ApproachState(each.state)))
    reason = joined(kept.reason, dropped.reason)
    values: dict[str, Any] = {name: getattr(further, name) for name in ("state", "since", "by_id")}
    people = {
        name: getattr(further, name) or getattr(kept, name) or getattr(dropped, name)
        for name in ("person_id", "deputy_id")
    }
    dropped.delete()
    for name, value in {**values, **people, "reason": reason}.items():
        setattr(kept, name, value)
    kept.save()


def _move_wishes(pair: Pair) -> None:
    known = pair.kept.wishes.first()
    for wish in pair.dropped.wishes.all():
        if known is None:
            wish.institution = pair.kept
            wish.save()
            continue
        # Two wishes that contradict each other: the one of the entry that stays holds, the other is told.
        told = wish.note if wish.kind == known.kind else f"({wish.get_kind_display()}) {wish.note}".strip()
        known.note = joined(known.note, told)[:300]
        known.save()
        wish.delete()


def _move_dismissals(pair: Pair) -> None:
    """What was told apart from the dropped entry stays told apart from the one that takes its place."""
    for end, other_end in (("first", "second"), ("second", "first")):
        for row in DismissedPair.objects.filter(**{end: pair.dropped}).order_by("pk"):
            other_key = getattr(row, f"{other_end}_id")
            row.delete()
            if other_key != pair.kept.pk:
                lower, higher = sorted((other_key, pair.kept.pk))
                DismissedPair.objects.filter(first_id=lower, second_id=higher).exists() or (
                    DismissedPair.objects.create(
                        alliance_id=pair.kept.alliance_id, first_id=lower, second_id=higher
                    )
                )


def _stronger(one: str, other: str) -> str:
    """Yes before uncertain before no before not asked."""
    order = [Tick.YES, Tick.UNCERTAIN, Tick.NO, ""]
    return min((one, other), key=order.index)


def joined(one: str, other: str) -> str:
    if not other or other in one:
        return one
    return f"{one}\n{other}" if one and one not in other else other

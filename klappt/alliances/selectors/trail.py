"""Who changed what and when, in people's words (the events stand below the alliances; here they are read)."""

import datetime
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet, TextField
from django.db.models.functions import Cast

from klappt.accounts.models import User
from klappt.alliances.models import Alliance, Scoped
from klappt.alliances.selectors.wording import Words, model_called
from klappt.audit.enums import ChangeKind
from klappt.audit.events import label_of
from klappt.audit.models import Change, Event


@dataclass(frozen=True)
class Wanted:
    """What the reader narrows the trail to; blank means everything."""

    by: int | None = None
    verb: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None
    text: str = ""
    thing: str = ""  # "actors.institution:12"


@dataclass(frozen=True)
class Line:
    """One field of one row: what it is called, what stood there, what stands there now."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Touched:
    """One row that an event created, changed or deleted."""

    what: str
    label: str
    kind: str
    thing: str
    is_gone: bool = False
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Told:
    """An event with everything it touched, ready to be read."""

    event: Event
    touched: list[Touched]

    @property
    def subject(self) -> Touched | None:
        """What the event is about: the row others of it hang on and that is still there, else the first."""
        models = {each.thing: _model_of(each.thing) for each in self.touched}
        kinds = set(models.values())
        # By kind and not row by row: a file brought in is one event with hundreds of rows.
        carrying = {there for there in kinds if any(_hangs_on(here, there) for here in kinds)}
        heads = [each for each in self.touched if not each.is_gone and models[each.thing] in carrying]
        return next(iter(heads or self.touched), None)


def _hangs_on(here: type[Model] | None, there: type[Model] | None) -> bool:
    """Whether rows of the one kind hang on rows of the other."""
    if here is None or there is None or here is there:
        return False
    return any(each.related_model is there for each in here._meta.concrete_fields)


def _model_of(thing: str) -> type[Model] | None:
    """The model a thing like "actors.institution:12" is of; None when its code is gone."""
    try:
        found: type[Model] = apps.get_model(thing.partition(":")[0])
    except (LookupError, ValueError):
        return None
    return found


def trail(alliance: Alliance, wanted: Wanted = Wanted()) -> QuerySet[Event]:
    """Events of this alliance, the newest first."""
    events = Event.objects.filter(alliance_id=alliance.pk).select_related("by").order_by("-at", "-pk")
    if wanted.by:
        events = events.filter(by_id=wanted.by)
    if wanted.verb:
        events = events.filter(verb=wanted.verb)
    if wanted.since:
        events = events.filter(at__date__gte=wanted.since)
    if wanted.until:
        events = events.filter(at__date__lte=wanted.until)
    if wanted.text:
        events = events.filter(_mentions(wanted.text, alliance))
    if wanted.thing:
        events = events.filter(pk__in=_changes_of(wanted.thing).values("event_id"))
    return events


def verbs_in(alliance: Alliance) -> list[tuple[str, str]]:
    """What has happened in this alliance so far, for choosing from."""
    keys = Event.objects.filter(alliance_id=alliance.pk).order_by().values_list("verb", flat=True).distinct()
    return sorted(((key, label_of(key)) for key in keys), key=lambda each: each[1].casefold())


def people_in(alliance: Alliance) -> QuerySet[User]:
    """Who has changed something in this alliance so far."""
    acting = Event.objects.filter(alliance_id=alliance.pk).order_by().values("by_id")
    return User.objects.filter(pk__in=acting).order_by("name", "pk")


def told(events: Sequence[Event]) -> list[Told]:
    """Put events into words; the number of queries does not grow with their number."""
    changes = list(Change.objects.filter(event__in=[each.pk for each in events]).order_by("pk"))
    words = Words(changes)
    by_event: dict[int, list[Touched]] = defaultdict(list)
    for change in _merged(changes):
        by_event[change.event_id].append(_touched(change, words))
    return [Told(event, by_event[event.pk]) for event in events]


def _merged(changes: Iterable[Change]) -> list[Change]:
    """A row that one event touched several times is told once: first old value, last new one."""
    rows: dict[tuple[int, str, str], Change] = {}
    for change in changes:
        first = rows.setdefault((change.event_id, change.model, change.object_id), change)
        if first is change:
            continue
        for name, (old, new) in change.fields.items():
            first.fields[name] = [first.fields.get(name, [old])[0], new]
        first.label = change.label
        if change.kind == ChangeKind.DELETED:
            first.kind = change.kind
    return list(rows.values())


def _touched(change: Change, words: Words) -> Touched:
    model = words.model(change)
    lines = [
        Line(words.field(model, name), words.value(model, name, old), words.value(model, name, new))
        for name, (old, new) in change.fields.items()
        if not words.is_technical(model, name)
    ]
    return Touched(
        what=model_called(model),
        label=words.label(change),
        kind=str(ChangeKind(change.kind).label),
        thing=f"{change.model}:{change.object_id}",
        is_gone=change.kind == ChangeKind.DELETED,
        lines=[line for line in lines if line.old or line.new],
    )


def _mentions(text: str, alliance: Alliance) -> Q:
    """The text stands in a name, in an old or new value, in who it was or in what was done."""
    verbs = [key for key, label in verbs_in(alliance) if text.casefold() in label.casefold()]
    # SQLite keeps JSON as it was written, with ü as \u00fc; PostgreSQL keeps the letter.
    written = json.dumps(text)[1:-1]
    changes = Change.objects.alias(said=Cast("fields", TextField())).filter(
        Q(label__icontains=text) | Q(said__icontains=text) | Q(said__icontains=written)
    )
    return (
        Q(signature__icontains=text)
        | Q(by__name__icontains=text)
        | Q(verb__in=verbs)
        | Q(pk__in=changes.values("event_id"))
    )


def _changes_of(thing: str) -> QuerySet[Change]:
    """What happened to a row, and to the rows that hang on it (the contacts of an institution)."""
    model_name, _colon, key = thing.partition(":")
    found = Q(model=model_name, object_id=key)
    for related, keys in _hanging_on(model_name, key):
        found |= Q(model=related, object_id__in=keys)
    return Change.objects.filter(found)


def _hanging_on(model_name: str, key: str) -> Iterable[tuple[str, list[str]]]:
    try:
        model: type[Model] = apps.get_model(model_name)
    except (LookupError, ValueError):
        return
    if not (issubclass(model, Scoped) and key.isdecimal()):
        return
    for candidate in apps.get_models():
        columns = [f.name for f in candidate._meta.concrete_fields if f.related_model is model]
        if not (columns and issubclass(candidate, Scoped)):
            continue
        either: Any = Q()
        for column in columns:
            either |= Q(**{column: key})
        keys = candidate.objects.filter(either).order_by("pk").values_list("pk", flat=True)
        yield candidate._meta.label_lower, [str(each) for each in keys]

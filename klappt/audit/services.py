import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Protocol

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction
from django.utils import timezone

from klappt.audit import recorder
from klappt.audit.enums import Channel
from klappt.audit.events import Verb
from klappt.audit.models import Change, Event, Unlocking
from klappt.audit.stays import table_of

FORGOTTEN = "…"


class HasKey(Protocol):
    pk: Any


@contextmanager
def event(
    verb: Verb,
    *,
    by: AbstractBaseUser | None,
    alliance: HasKey | None = None,
    channel: Channel = Channel.PAGE,
    signature: str = "",
    at: datetime.datetime | None = None,
    **details: Any,
) -> Iterator[recorder.OpenEvent]:
    """One transaction, one event. Opened inside another it joins that one: the outer verb tells the story.

    `by` is the person who answers for it; where nobody is signed in (a link from a mail, a job),
    `signature` says in words who or what it was. `at` is for what was done earlier than it is written down.
    """
    if by is None and not signature:
        raise ValueError("an event needs a person or a signature")
    outer = recorder.current()
    if outer is not None:
        with transaction.atomic():
            yield outer
        return
    with transaction.atomic(), recorder.opened(recorder.OpenEvent(details=details)) as collected:
        if alliance is not None:
            collected.belongs_to(alliance)
        yield collected
        _store(verb, by, channel, signature, at or timezone.now(), collected)


def _store(
    verb: Verb,
    by: AbstractBaseUser | None,
    channel: Channel,
    signature: str,
    at: datetime.datetime,
    collected: recorder.OpenEvent,
) -> None:
    stored = Event.objects.create(
        at=at,
        verb=verb.key,
        by_id=by.pk if by else None,
        signature=signature,
        channel=channel,
        alliance_id=collected.alliance_id,
        details=collected.details,
    )
    Change.objects.bulk_create(
        Change(
            event=stored,
            model=noted.model,
            object_id=noted.object_id,
            label=noted.label,
            kind=noted.kind,
            fields=noted.fields,
        )
        for noted in collected.noted
    )


def forget(*, model: str, object_ids: list[str]) -> int:
    """Remove what the history holds of these rows, so that erasing personal data reaches it too.

    The event stays (something was done, by whom, when); labels and values go. So they do for what the event
    that is open has noted until now.
    """
    opened = recorder.current()
    if opened is not None:
        opened.noted = [
            replace(noted, label=FORGOTTEN, fields={})
            if noted.model == model and noted.object_id in object_ids
            else noted
            for noted in opened.noted
        ]
    kept = Change.objects.filter(model=model, object_id__in=object_ids)
    with unlocked(Change, reason="personal data is erased from the history, too"):
        return kept.update(fields={}, label=FORGOTTEN)


@contextmanager
def unlocked(*kept: type[models.Model], reason: str) -> Iterator[None]:
    """One transaction in which rows that stay (`Stays`) may be changed or removed all the same, and why.

    Only the tables that are named. What Python itself refuses stays refused.
    """
    if not reason:
        raise ValueError("changing what stays needs a reason")
    with transaction.atomic():
        doors = [Unlocking.objects.create(of_table=table_of(each), reason=reason) for each in kept]
        yield
        Unlocking.objects.filter(pk__in=[door.pk for door in doors]).update(is_open=False)


@contextmanager
def untraced(*, reason: str) -> Iterator[None]:
    """One transaction and no event: for what people give anonymously, where who or when would give them away.

    Rows written inside leave nothing in the history. RuntimeError inside an event: it would tell when.
    """
    if not reason:
        raise ValueError("leaving no trace needs a reason")
    if recorder.current() is not None:
        raise RuntimeError("an event is open and would tell when this was written")
    with transaction.atomic(), recorder.opened(recorder.OpenEvent()):
        yield

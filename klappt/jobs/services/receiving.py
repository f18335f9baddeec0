"""Taking in one mail, once: notices about our own mail first, then the readers of the contexts above."""

import hashlib
import logging
from collections.abc import Callable

from django.db import transaction
from django.db.utils import OperationalError
from django.utils import timezone

from klappt.core.letters import Bounce, BounceKind, Letter, Unreadable, read_letter
from klappt.jobs.enums import MailCause, MailState, ReceivedState, WhyUnplaced
from klappt.jobs.inbox import IncomingMail, readers
from klappt.jobs.models import OutgoingMail, ReceivedMail

LARGEST_MAIL = 10_000_000
LONGEST_KEPT = 5_000

logger = logging.getLogger("klappt.jobs")


def take_in(data: bytes) -> ReceivedMail:
    """Read a mail and give it to whom it concerns; exactly once, however often it is brought.

    What the readers store and that the mail was read is one transaction: after a crash it is either all there
    or the mail is read again.
    """
    return _or_doubtful(data, lambda: _read(data))


def put_aside(head: bytes, why: WhyUnplaced) -> ReceivedMail:
    """Note a mail of which only the head was fetched."""
    return _or_doubtful(head, lambda: _read_head(head, why))


def _or_doubtful(data: bytes, take: Callable[[], ReceivedMail]) -> ReceivedMail:
    """One mail that nobody thought of must not keep back all that come after it."""
    try:
        return take()
    except (OperationalError, OSError):
        raise  # the database or the disk is busy: the whole mail is read again
    except Exception:  # whatever a stranger's mail can set off
        logger.exception("a mail could not be taken in")
        aside = {"state": ReceivedState.UNPLACED, "why": WhyUnplaced.STUMBLED}
        return ReceivedMail.objects.get_or_create(key=_key_of(data), defaults=aside)[0]


def _read(data: bytes) -> ReceivedMail:
    with transaction.atomic():
        received, is_new = ReceivedMail.objects.get_or_create(
            key=_key_of(data), defaults={"state": ReceivedState.UNPLACED}
        )
        if not is_new:
            return received
        if len(data) > LARGEST_MAIL:
            return _unplaced(received, WhyUnplaced.TOO_LARGE)
        try:
            letter = read_letter(data)
        except Unreadable:
            return _unplaced(received, WhyUnplaced.UNREADABLE)
        return _placed(received, letter)


def _read_head(head: bytes, why: WhyUnplaced) -> ReceivedMail:
    with transaction.atomic():
        received, is_new = ReceivedMail.objects.get_or_create(
            key=_key_of(head), defaults={"state": ReceivedState.UNPLACED}
        )
        if not is_new:
            return received
        try:
            letter = read_letter(head)
        except Unreadable:
            return _unplaced(received, why)
        return _unplaced(received, why, letter)


def _key_of(data: bytes) -> str:
    """The same mail on another way has the same number and body, but other lines of passage in its head."""
    head, _gap, body = data.replace(b"\r\n", b"\n").partition(b"\n\n")
    lines = [line.lower() for line in head.split(b"\n")]
    number = next((line for line in lines if line.startswith(b"message-id:")), head)
    return hashlib.sha256(number + b"\n\n" + body.rstrip()).hexdigest()


def _placed(received: ReceivedMail, letter: Letter) -> ReceivedMail:
    if letter.bounce is not None:
        if _note(letter.bounce):
            return _done(received, ReceivedState.NOTICE)
        return _unplaced(received, WhyUnplaced.UNKNOWN_MAIL, letter)
    try:
        with transaction.atomic():
            if _is_taken(letter):
                return _done(received, ReceivedState.TAKEN)
    except OperationalError:
        raise  # the database is busy: the whole mail is read again
    except Exception:  # one mail that makes a reader stumble must not stop the post
        logger.exception("a reader stumbled over a mail")
        return _unplaced(received, WhyUnplaced.STUMBLED, letter)
    if letter.is_automatic:
        return _done(received, ReceivedState.AUTOMATIC)
    return _unplaced(received, WhyUnplaced.NOBODYS, letter)


def _is_taken(letter: Letter) -> bool:
    mail = IncomingMail(
        sender=letter.sender,
        to=letter.to,
        subject=letter.subject,
        text=letter.text,
        calendars=letter.calendars,
        message_id=letter.message_id,
        answers_to=letter.answers_to,
        is_automatic=letter.is_automatic,
    )
    return any(reader(mail) for reader in readers())


def _done(received: ReceivedMail, state: ReceivedState) -> ReceivedMail:
    received.state = state
    received.save(update_fields=["state"])
    return received


def _unplaced(received: ReceivedMail, why: WhyUnplaced, letter: Letter | None = None) -> ReceivedMail:
    """A person has to look. Its words are kept for the alliance whose mail it answers."""
    received.why = why
    if letter is not None:
        answers = OutgoingMail.objects.filter(number=letter.answers_to).first() if letter.answers_to else None
        received.sender, received.subject, received.answers = letter.sender, letter.subject, answers
        if answers is not None and answers.alliance_id is not None:
            received.text = letter.text[:LONGEST_KEPT]
    received.save()
    return received


def _note(bounce: Bounce) -> bool:
    """Write down what a mail server says of a mail of ours; False if it is none we know."""
    known = OutgoingMail.objects.filter(number__in=bounce.numbers)
    if not known.exists():
        return False
    if bounce.kind is BounceKind.FAILED:
        known.update(
            state=MailState.RETURNED,
            cause=MailCause(bounce.cause),
            reason=bounce.diagnostic,
            settled_at=timezone.now(),
        )
    elif bounce.kind is BounceKind.DELAYED:
        known.filter(state=MailState.SENT).update(cause=MailCause.DELAYED, reason=bounce.diagnostic)
    else:
        known.filter(state=MailState.SENT).update(cause="", reason="")
    return True

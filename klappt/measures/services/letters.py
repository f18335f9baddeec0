"""Reminding whoever is responsible: at a sensible time, all of theirs in one mail, never twice (A7)."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.alliances.models import Alliance
from klappt.alliances.scope import scope
from klappt.alliances.services.links import find_link, hash_of, new_secret
from klappt.audit.enums import Channel as Way
from klappt.audit.services import event
from klappt.core.working_hours import BERLIN, sensible_time
from klappt.jobs.services import stuck, write_each
from klappt.measures import events
from klappt.measures.enums import Rhythm
from klappt.measures.models import Letter, LetterLine, MailWish, ReminderWeek
from klappt.measures.selectors.due import (
    Draft,
    address_of,
    already_written,
    for_the_week,
    key_of,
    kind_of,
    newly_agreed,
    only_when_due,
    rhythms,
    week_is_written,
    week_of,
)
from klappt.measures.services.mails import send
from klappt.meetings.enums import Channel, OutcomeState
from klappt.meetings.models import Outcome
from klappt.meetings.services.outcomes import move

HOLDS_FOR = datetime.timedelta(days=90)
ANSWERS = (OutcomeState.BEGUN, OutcomeState.DONE, OutcomeState.STUCK)


def write_due(alliance: Alliance, now: datetime.datetime) -> list[Letter]:
    """Write what is due now; called as often as one likes. Expects the scope of the alliance.

    Nothing outside working hours: what fell due then is written with the next working hour. The weekly mails
    are written once a week, in its first working hour: Monday at eight, unless that is a holiday.
    """
    if sensible_time(now) != now.astimezone(BERLIN):
        return []
    wishes, day = rhythms(), now.astimezone(BERLIN).date()
    written = _write_all(alliance, [*newly_agreed(now, wishes), *only_when_due(day, wishes)], now)
    if not week_is_written(day):
        drafts = for_the_week(day, wishes)
        written += _write_all(alliance, drafts, now)
        if not _one_is_stuck(alliance, drafts):
            _note_week(alliance, day, now)
    return written


def _write_all(alliance: Alliance, drafts: list[Draft], now: datetime.datetime) -> list[Letter]:
    known = already_written(drafts)
    made: list[Letter] = []

    def write(draft: Draft) -> bool:
        letter = write_letter(alliance, draft, now)
        made.extend([letter] if letter else [])
        return letter is not None

    owed = [each for each in drafts if (each.email, each.key) not in known]
    write_each(kind_of(alliance), owed, write, now, key=key_of)
    return made


def _one_is_stuck(alliance: Alliance, drafts: list[Draft]) -> bool:
    """One of these waits for another try: then the week is not over yet."""
    waits = stuck(kind_of(alliance))
    return any(key_of(each) in waits for each in drafts)


def _note_week(alliance: Alliance, day: datetime.date, now: datetime.datetime) -> None:
    """Last of all: whoever is killed before goes on where they were, each letter being written once."""
    signature = str(_("Reminders"))
    try:
        with event(events.WEEK_WRITTEN, by=None, alliance=alliance, channel=Way.JOB, signature=signature):
            ReminderWeek.objects.create(alliance=alliance, week=week_of(day), written_at=now)
    except IntegrityError:
        return  # another worker was quicker


def write_letter(alliance: Alliance, draft: Draft, now: datetime.datetime) -> Letter | None:
    """The letter, its lines and the mail in one transaction; None where another worker was quicker."""
    secret = new_secret()
    try:
        with (
            transaction.atomic(),
            event(
                events.LETTER_WRITTEN,
                by=None,
                alliance=alliance,
                channel=Way.JOB,
                signature=str(_("Reminders")),
            ),
        ):
            letter = Letter(
                alliance=alliance,
                email=draft.email,
                name=draft.name,
                occasion=draft.occasion,
                key=draft.key,
                secret_hash=hash_of(secret),
                written_at=now,
                expires_at=now + HOLDS_FOR,
            )
            letter.save()
            for each in draft.reasons:
                LetterLine.objects.create(
                    alliance=alliance,
                    letter=letter,
                    outcome=each.outcome,
                    why=each.why,
                    due_on=each.due_on,
                )
            letter.mail_number = send(letter, draft, secret).number
            letter.save(update_fields=["mail_number"])
    except IntegrityError:
        return None
    return letter


def find_letter(secret: str) -> Letter | None:
    """The letter a link belongs to, whether still open or not; None for a link we never sent."""
    return find_link(Letter, secret, related=())


def answer(*, letter: Letter, outcome: Outcome, to: OutcomeState, reason: str = "") -> Outcome:
    """The responsible one says by the link how it stands; the same as on the page.

    ValidationError when the link has expired, the measure is somebody else's by now or is closed already, or
    stuck has no reason.
    """
    if not letter.is_open(timezone.now()):
        raise ValidationError(_("This link has expired."))
    if to not in ANSWERS:
        raise ValidationError(_("Please choose one of the answers."))
    with (
        scope(letter.alliance),
        event(
            events.LETTER_ANSWERED,
            by=None,
            alliance=letter.alliance,
            channel=Way.LINK,
            signature=letter.email,
        ),
    ):
        row: Outcome = Outcome.objects.select_related("user", "alliance").get(pk=outcome.pk)
        if not is_still_theirs(letter, row):
            raise ValidationError(_("Somebody else has taken this over meanwhile."))
        if not row.is_open and row.state != to:
            raise ValidationError(_("It is closed already. Please speak to the coordination."))
        moved = move(outcome=row, to=to, by=None, channel=Channel.LINK, reason=reason, signature=letter.email)
        letter.used_at = timezone.now()
        letter.save(update_fields=["used_at"])
    return moved


def is_still_theirs(letter: Letter, outcome: Outcome) -> bool:
    return address_of(outcome) == letter.email


def choose_rhythm(
    *, alliance: Alliance, email: str, rhythm: Rhythm, by: User | None, signature: str = ""
) -> MailWish:
    """How often this address wants to be written to."""
    email = email.casefold()
    with event(
        events.RHYTHM_CHOSEN,
        by=by,
        alliance=alliance,
        channel=Way.PAGE if by else Way.LINK,
        signature=signature,
    ):
        wish: MailWish = MailWish.objects.filter(email=email).first() or MailWish(
            alliance=alliance, email=email
        )
        if wish.rhythm != rhythm:
            wish.rhythm, wish.since = rhythm, timezone.now()
            wish.save()
    return wish


def lines_of(letter: Letter) -> Iterable[LetterLine]:
    """What stood in the letter, as it stands now."""
    related = ("outcome__item__meeting__body", "outcome__user", "outcome__goal")
    return letter.lines.select_related(*related).order_by("due_on", "pk")

"""Mails about drafts: owed by a verb, written by a job, each of them once."""

import datetime
import logging

from django.conf import settings
from django.db.utils import OperationalError
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from klappt.accounts.enums import Role
from klappt.accounts.models import User
from klappt.alliances.models import Alliance, Membership
from klappt.alliances.scope import scope
from klappt.audit.enums import Channel
from klappt.audit.services import event
from klappt.consultations import events
from klappt.consultations.enums import Occasion
from klappt.consultations.models import DraftLetter
from klappt.core.working_hours import sensible_time
from klappt.jobs.mail import send_later

SIGNATURE = "klappt"
SUBJECTS: dict[str, Promise] = {
    Occasion.ASKED: _("By %(day)s: what do you think of the draft “%(title)s”?"),
    Occasion.ANSWERED: _("Your comments are answered: draft “%(title)s”"),
}

logger = logging.getLogger("klappt.consultations")


def write_what_is_owed(now: datetime.datetime) -> int:
    """How many letters were written; what is wrong with one keeps no other back."""
    keys = (
        DraftLetter.objects.filter(written_at=None).order_by("wanted_at", "pk").values_list("pk", flat=True)
    )
    return sum(_write_or_note(pk, now) for pk in list(keys))


def _write_or_note(pk: int, now: datetime.datetime) -> bool:
    try:
        return _write(pk, now)
    except OperationalError:
        raise  # the database is busy: the whole job comes back
    except Exception:  # whatever it is, the operator reads it in the log
        logger.exception("letter %s about a draft could not be written", pk)
        return False


def _write(pk: int, now: datetime.datetime) -> bool:
    with event(events.LETTER_WRITTEN, by=None, channel=Channel.JOB, signature=SIGNATURE) as story:
        # Another worker may have been quicker.
        letter = (
            DraftLetter.objects.select_for_update(of=("self",))
            .select_related("asked__consultation__edition__worksheet", "asked__alliance")
            .filter(pk=pk, written_at=None)
            .first()
        )
        if letter is None:
            return False
        story.belongs_to(letter.asked.alliance)
        is_late = letter.occasion == Occasion.ASKED and not letter.asked.consultation.is_open()
        for person in [] if is_late else _coordinators(letter.asked.alliance, now):
            _send(letter, person, sensible_time(now))
        letter.written_at = now
        letter.save(update_fields=["written_at"])
    return True


def _coordinators(alliance: Alliance, now: datetime.datetime) -> list[User]:
    """Only the job looks: research never learns it."""
    with scope(alliance):
        held = Membership.objects.active_on(timezone.localdate(now)).filter(
            role=Role.COORDINATOR, user__is_active=True
        )
        return [each.user for each in held.select_related("user").order_by("pk")]


def _send(letter: DraftLetter, person: User, not_before: datetime.datetime) -> None:
    asked = letter.asked
    with translation.override(person.language):
        day = date_format(asked.consultation.until, "SHORT_DATE_FORMAT")
        title = asked.consultation.edition.questionnaire.title
        context = {
            "person": person,
            "title": title,
            "day": day,
            "is_asked": letter.occasion == Occasion.ASKED,
            "letter": asked.consultation.letter,
            "link": settings.PUBLIC_URL
            + reverse("consultations:draft", args=[asked.alliance.key, asked.consultation_id]),
        }
        send_later(
            person.email,
            str(SUBJECTS[letter.occasion]) % {"day": day, "title": title},
            render_to_string("consultations/mail/letter.txt", context),
            render_to_string("consultations/mail/letter.html", context),
            alliance_id=asked.alliance_id,
            not_before=not_before,
        )

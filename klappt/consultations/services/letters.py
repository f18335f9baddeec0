"""Mails about drafts: owed by a verb, written by a job, each of them once."""

import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.alliances.selectors.membership import coordinators_of
from klappt.audit.enums import Channel
from klappt.audit.services import event
from klappt.consultations import events
from klappt.consultations.enums import Occasion
from klappt.consultations.models import DraftLetter
from klappt.consultations.models.letter import KIND
from klappt.core.working_hours import sensible_time
from klappt.jobs.mail import send_letter
from klappt.jobs.services import write_each

SIGNATURE = "klappt"
# Mails that are of no use once the day is over.
ASKING = frozenset({Occasion.ASKED, Occasion.PROLONGED})
SUBJECTS: dict[str, Promise] = {
    Occasion.ASKED: _("By %(day)s: what do you think of the draft “%(title)s”?"),
    Occasion.PROLONGED: _("More time until %(day)s: what do you think of the draft “%(title)s”?"),
    Occasion.ANSWERED: _("Your comments are answered: draft “%(title)s”"),
}


def write_what_is_owed(now: datetime.datetime) -> int:
    """How many letters were written; what is wrong with one keeps no other back."""
    owed = DraftLetter.objects.filter(written_at=None).order_by("wanted_at", "pk")
    return write_each(KIND, list(owed.values_list("pk", flat=True)), lambda pk: _write(pk, now), now)


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
        is_late = letter.occasion in ASKING and not letter.asked.consultation.is_open()
        for person in [] if is_late else coordinators_of(letter.asked.alliance, timezone.localdate(now)):
            _send(letter, person, sensible_time(now))
        letter.written_at = now
        letter.save(update_fields=["written_at"])
    return True


def _send(letter: DraftLetter, person: User, not_before: datetime.datetime) -> None:
    asked = letter.asked
    with translation.override(person.language):
        day = date_format(asked.consultation.until, "SHORT_DATE_FORMAT")
        title = asked.consultation.edition.questionnaire.title
        context = {
            "person": person,
            "title": title,
            "day": day,
            "occasion": letter.occasion,
            "words": _words(letter),
            "link": settings.PUBLIC_URL
            + reverse("consultations:draft", args=[asked.alliance.key, asked.consultation_id]),
        }
        send_letter(
            person.email,
            str(SUBJECTS[letter.occasion]) % {"day": day, "title": title},
            "consultations/mail/letter",
            context,
            alliance_id=asked.alliance_id,
            not_before=not_before,
        )


def _words(letter: DraftLetter) -> str:
    """What research wrote about the draft, or why there is more time."""
    consultation = letter.asked.consultation
    if letter.occasion == Occasion.PROLONGED:
        newest = consultation.prolonged.order_by("-pk").first()
        return newest.reason if newest else ""
    return consultation.letter if letter.occasion == Occasion.ASKED else ""

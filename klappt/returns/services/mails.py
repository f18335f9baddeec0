"""What the coordination reads: who, what, by when, and one button."""

import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.jobs.mail import send_letter
from klappt.jobs.models import OutgoingMail
from klappt.returns.enums import Occasion
from klappt.returns.models import SectionQuestion, WaveLetter
from klappt.returns.selectors.burden import usual_minutes

SUBJECTS: dict[str, Promise] = {
    Occasion.OPENED: _("By %(day)s: worksheet “%(title)s”"),
    Occasion.REMINDER: _("Still until %(day)s: worksheet “%(title)s”"),
    Occasion.LAST_WORD: _("Last reminder, by %(day)s: worksheet “%(title)s”"),
    Occasion.BY_HAND: _("Please by %(day)s: worksheet “%(title)s”"),
    Occasion.EXTENDED: _("More time until %(day)s: worksheet “%(title)s”"),
    Occasion.ASKED_BACK: _("A question by %(day)s: worksheet “%(title)s”"),
    Occasion.REOPENED: _("Open again until %(day)s: worksheet “%(title)s”"),
    Occasion.STAYS_CLOSED: _("Stays handed in: worksheet “%(title)s”"),
    Occasion.LATE: _("A further question: worksheet “%(title)s”"),
}


def send(letter: WaveLetter, person: User, not_before: datetime.datetime) -> OutgoingMail:
    row = letter.of_return
    with translation.override(person.language):
        question = _question_of(letter)
        day = date_format(question.due_on if question else row.due_on, "SHORT_DATE_FORMAT")
        title = row.edition.questionnaire.title
        context = {
            "letter": letter,
            "person": person,
            "row": row,
            "title": title,
            "day": day,
            "reminds": _day(row.wave.reminds_on),
            "minutes": usual_minutes(row.wave, timezone.localdate())
            if letter.occasion == Occasion.OPENED
            else None,
            "question": question,
            "section": row.edition.questionnaire.section(question.section) if question else None,
            "link": settings.PUBLIC_URL + reverse("returns:return", args=[row.alliance.key, row.wave.number]),
        }
        return send_letter(
            person.email,
            str(SUBJECTS[letter.occasion]) % {"day": day, "title": title},
            "returns/mail/letter",
            context,
            alliance_id=row.alliance_id,
            not_before=not_before,
        )


def _day(day: datetime.date | None) -> str:
    return date_format(day, "SHORT_DATE_FORMAT") if day else ""


def _question_of(letter: WaveLetter) -> SectionQuestion | None:
    if letter.occasion != Occasion.ASKED_BACK:
        return None
    found: SectionQuestion | None = letter.of_return.questions_back.filter(
        pk=letter.key.partition(":")[2]
    ).first()
    return found

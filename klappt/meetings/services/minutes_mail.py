"""Minutes by mail: the document goes along, so that nobody has to sign in to read it."""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from klappt.accounts.models import User
from klappt.jobs.mail import File, send_letter
from klappt.meetings.models import Minutes, MinutesCopy
from klappt.meetings.selectors.coordination import coordination
from klappt.meetings.selectors.document import MEDIA_TYPES, file_of


def send_copies(
    minutes: Minutes, whom: Iterable[tuple[str, str]], *, by: User, now: datetime.datetime
) -> list[MinutesCopy]:
    """One mail to each, with the minutes as PDF. Inside an event; the address is unique, so never twice."""
    whom = list(whom)
    if not whom:
        return []
    with translation.override(settings.LANGUAGE_CODE):
        attached: File = (name_of(minutes, "pdf"), file_of(minutes, "pdf"), MEDIA_TYPES["pdf"])
        return [_send(minutes, name, email, attached, by=by, now=now) for name, email in whom]


def name_of(minutes: Minutes, kind: str) -> str:
    """A file name that sorts by day: Protokoll-2026-12-03-4-treffen-der-kerngruppe.pdf."""
    held = minutes.meeting.begun_at or minutes.meeting.starts_at
    day = f"{timezone.localdate(held).isoformat()}-" if held else ""
    return f"{_('Minutes')}-{day}{slugify(minutes.meeting.title)[:60]}.{kind}"


def _send(
    minutes: Minutes, name: str, email: str, attached: File, *, by: User, now: datetime.datetime
) -> MinutesCopy:
    meeting = minutes.meeting
    held = meeting.begun_at or meeting.starts_at
    day = formats.date_format(timezone.localdate(held), "SHORT_DATE_FORMAT") if held else ""
    context = {
        "meeting": meeting,
        "name": name,
        "day": day,
        "call": coordination(by),
        "link": settings.PUBLIC_URL + reverse("meetings:minutes", args=[meeting.alliance.key, meeting.pk]),
    }
    subject = _("Minutes of %(day)s: %(meeting)s") % {"day": day, "meeting": meeting}
    alliance_id = minutes.alliance_id
    mail = send_letter(
        email, subject, "meetings/mail/minutes", context, attachments=[attached], alliance_id=alliance_id
    )
    made: MinutesCopy = MinutesCopy.objects.create(
        alliance_id=minutes.alliance_id, minutes=minutes, name=name, email=email, mail=mail, sent_at=now
    )
    return made

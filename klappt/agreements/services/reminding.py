"""One mail before an agreement is to be reviewed or ends: once, at a sensible hour."""

import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from klappt.accounts.models import User
from klappt.agreements import events
from klappt.agreements.enums import REMINDER
from klappt.agreements.models import Edition
from klappt.agreements.selectors.coming_up import to_remind_of
from klappt.alliances.scope import every_alliance, scope
from klappt.alliances.selectors.membership import coordinators_of
from klappt.audit.services import event
from klappt.core.working_hours import sensible_time
from klappt.jobs.mail import send_letter
from klappt.jobs.services import write_each

SIGNATURE = "klappt"


def remind(now: datetime.datetime) -> int:
    """Send what is due; the answer is how many editions were reminded of. Nothing goes out twice."""
    day = timezone.localdate(now)
    with every_alliance(reason="reminders of agreements"):
        due = to_remind_of(day)
    return write_each(REMINDER, due, lambda each: _remind_of(each, now, day), now, key=lambda each: each.pk)


def _remind_of(edition: Edition, now: datetime.datetime, day: datetime.date) -> bool:
    people = coordinators_of(edition.alliance, day)
    if not people:
        return False
    with (
        scope(edition.alliance),
        event(events.REVIEW_REMINDED, by=None, alliance=edition.alliance, signature=SIGNATURE),
    ):
        # Another worker may have been quicker.
        free = Edition.objects.select_for_update(of=("self",)).select_related("agreement", "alliance")
        row = free.filter(pk=edition.pk, reminded_on=None).first()
        if row is None:
            return False
        row.reminded_on = day
        row.save(update_fields=["reminded_on"])
        for person in people:
            _write_to(person, row, now)
    return True


def _write_to(person: User, edition: Edition, now: datetime.datetime) -> None:
    with translation.override(person.language):
        comes_up = edition.comes_up_on
        ends = edition.valid_until is not None and comes_up == edition.valid_until
        until = date_format(comes_up, "SHORT_DATE_FORMAT") if comes_up else ""
        told = _("“%(name)s” ends on %(day)s") if ends else _("Please review “%(name)s” by %(day)s")
        path = reverse("agreements:agreement", args=[edition.alliance.key, edition.agreement_id])
        context = {
            "person": person,
            "edition": edition,
            "alliance": edition.alliance,
            "ends": ends,
            "until": until,
            "parties": ", ".join(str(party) for party in edition.parties.select_related("institution")),
            "link": settings.PUBLIC_URL + path,
        }
        send_letter(
            person.email,
            told % {"name": edition.agreement, "day": until},
            "agreements/mail/review",
            context,
            alliance_id=edition.alliance_id,
            not_before=sensible_time(now),
        )

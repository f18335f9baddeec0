"""Reminders of agreements that could not be written, for the page of the alliance's mails."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from klappt.agreements.enums import REMINDER
from klappt.agreements.selectors.coming_up import to_remind_of
from klappt.alliances.extensions import Unwritten
from klappt.alliances.policies import Member
from klappt.jobs.services import stuck


def reminders(member: Member) -> Iterator[Unwritten]:
    """Those still due: what has been renewed or ended meanwhile needs no reminder any more."""
    troubled = stuck(REMINDER)
    if not troubled:
        return
    for each in to_remind_of(timezone.localdate()):
        row = troubled.get(str(each.pk))
        if row is not None:
            says = _("Reminder of the agreement “%(name)s”") % {"name": each.agreement}
            url = reverse("agreements:agreement", args=[member.alliance.key, each.agreement_id])
            yield Unwritten(says, url, row.tries, row.again_at)

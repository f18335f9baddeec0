"""Letters about measures that could not be written, for the page of the alliance's mails."""

import datetime
from collections.abc import Iterable, Iterator
from urllib.parse import urlencode

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from klappt.alliances.extensions import Unwritten
from klappt.alliances.policies import Member
from klappt.core.working_hours import sensible_time
from klappt.jobs.models import StuckLetter
from klappt.jobs.services import stuck
from klappt.measures.models import Letter
from klappt.measures.selectors.due import ROUND, Draft, kind_of, owed


def letters(member: Member) -> Iterator[Unwritten]:
    """Those still owed; where none could even be put together, one line for them all.

    Nothing is tried outside working hours: then the next try is with the next of them.
    """
    key, now = member.alliance.key, timezone.now()
    whole = stuck(ROUND).get(str(member.alliance.pk))
    rests_until = max(now, whole.again_at) if whole else now
    troubled = _troubled(member, now)
    for draft, row in troubled:
        says = _("Mail to %(name)s about measures") % {"name": draft.name}
        query = urlencode({"state": "open", "person": draft.name})
        url = f"{reverse('measures:list', args=[key])}?{query}"
        yield Unwritten(says, url, row.tries, sensible_time(max(row.again_at, rests_until)))
    if whole and not troubled:
        url = reverse("measures:reminders", args=[key])
        yield Unwritten(_("Mails about measures"), url, whole.tries, sensible_time(rests_until))


def _troubled(member: Member, now: datetime.datetime) -> list[tuple[Draft, StuckLetter]]:
    known = stuck(kind_of(member.alliance)).values()
    if not known:
        return []
    written = _last_written()
    found = ((each, _trouble(each, known, written.get((each.email, each.occasion)))) for each in owed(now))
    return [(draft, row) for draft, row in found if row is not None]


def _trouble(
    draft: Draft, troubled: Iterable[StuckLetter], written: datetime.datetime | None
) -> StuckLetter | None:
    """The last try of this mail. Its key has the day in it: yesterday's try is one of the same mail,
    unless such a mail has been written since."""
    begins, ends = f"{draft.occasion}:", f" {draft.email}"
    rows = [row for row in troubled if row.key.startswith(begins) and row.key.endswith(ends)]
    last = max(rows, key=lambda each: each.last_at, default=None)
    if last is None or (written is not None and written > last.last_at):
        return None
    return last


def _last_written() -> dict[tuple[str, str], datetime.datetime]:
    rows = Letter.objects.order_by().values_list("email", "occasion").annotate(last=Max("written_at"))
    return {(email, occasion): last for email, occasion, last in rows}

"""Writing minutes from several places at once: nothing is overwritten, both texts stay."""

from dataclasses import dataclass

from django.utils import timezone

from klappt.accounts.models import User
from klappt.alliances.services.second_text import Meeting as TwoTexts
from klappt.alliances.services.second_text import clean, meeting
from klappt.audit.services import event
from klappt.meetings import events
from klappt.meetings.models import AgendaItem, SecondText
from klappt.meetings.selectors.minutes import refuse_when_sent

COLUMN = "notes"


@dataclass(frozen=True)
class Written:
    """`second` is set when somebody else had written meanwhile: the text is kept beside theirs."""

    item: AgendaItem
    second: SecondText | None = None


def write_notes(*, item: AgendaItem, text: str, opened_with: str, by: User) -> Written:
    """Write what was said to an item. `opened_with` stood there when the writer began.

    ValidationError once the minutes have been sent round.
    """
    text, opened_with = clean(text), clean(opened_with)
    with event(events.NOTES_WRITTEN, by=by, alliance=item.alliance):
        refuse_when_sent(item.meeting_id)
        row: AgendaItem = (
            AgendaItem.objects.select_related("alliance", "meeting")
            .select_for_update(of=("self",))
            .get(pk=item.pk)
        )
        outcome = meeting(wanted=text, opened_with=opened_with, stored=clean(row.notes))
        if outcome is TwoTexts.KEEP_BOTH:
            return Written(row, _keep(row, text, by))
        if outcome is TwoTexts.WRITE:
            row.notes = text
            row.save(update_fields=["notes"])
    return Written(row)


def settle(*, second: SecondText, text: str, opened_with: str, by: User) -> bool:
    """Decide what stands there: one of the two texts, or both put together. True when it is settled.

    When the notes have changed once more since the page was opened, the decision is kept as a further text.
    """
    with event(events.SECOND_TEXT_SETTLED, by=by, alliance=second.alliance):
        further = write_notes(item=second.item, text=text, opened_with=opened_with, by=by).second
        if further is None or further.pk == second.pk:
            second.settled_at = timezone.now()
            second.save(update_fields=["settled_at"])
    return further is None


def _keep(item: AgendaItem, text: str, by: User) -> SecondText:
    """The same text of the same person is kept once, however often it is sent."""
    known: SecondText | None = item.second_texts.filter(text=text, by=by, settled_at=None).first()
    if known:
        return known
    kept: SecondText = SecondText.objects.create(
        alliance_id=item.alliance_id, item=item, column=COLUMN, text=text, by=by
    )
    return kept

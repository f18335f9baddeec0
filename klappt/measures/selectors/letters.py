"""Who was reminded of what, and what became of the mails."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from klappt.jobs.enums import MailState
from klappt.jobs.models import OutgoingMail
from klappt.measures.models import Letter, LetterLine
from klappt.meetings.models import Outcome

# Words the coordination has to act on: nobody has read such a mail.
NOT_READ = (MailState.RETURNED, MailState.FAILED)


@dataclass(frozen=True)
class Reminded:
    """A measure stood in a letter. `mail` is None when the mail's own row is gone (after 90 days)."""

    line: LetterLine
    letter: Letter
    mail: OutgoingMail | None

    @property
    def did_not_arrive(self) -> bool:
        return self.mail is not None and self.mail.state in NOT_READ


def letters_about(outcome: Outcome) -> list[Reminded]:
    """The latest first; two queries."""
    lines = LetterLine.objects.filter(outcome=outcome).select_related("letter")
    rows = list(lines.order_by("-letter__written_at", "-pk"))
    mails = mails_of(row.letter for row in rows)
    return [Reminded(row, row.letter, mails.get(row.letter.mail_number)) for row in rows]


def mails_of(letters: Iterable[Letter]) -> dict[UUID | None, OutgoingMail]:
    numbers = [letter.mail_number for letter in letters if letter.mail_number]
    return {mail.number: mail for mail in OutgoingMail.objects.filter(number__in=numbers).order_by("pk")}

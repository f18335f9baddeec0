"""Who was reminded of what, and what became of the mails."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from klappt.jobs.enums import MailState
from klappt.jobs.models import OutgoingMail
from klappt.measures.enums import Rhythm
from klappt.measures.models import Letter, LetterLine
from klappt.measures.selectors.due import address_of, rhythms
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


@dataclass(frozen=True)
class Recipient:
    """Somebody with open measures, how often they want mail, and what became of the last one."""

    name: str
    email: str
    open: int
    rhythm: Rhythm
    last: Letter | None
    mail: OutgoingMail | None

    @property
    def did_not_arrive(self) -> bool:
        return self.mail is not None and self.mail.state in NOT_READ

    @property
    def wants_none(self) -> bool:
        return self.rhythm is Rhythm.NEVER


def recipients() -> list[Recipient]:
    """Everybody responsible for something open, by name; those without an address, too. Four queries."""
    counted: Counter[tuple[str, str]] = Counter()
    names: dict[str, str] = {}
    for row in Outcome.objects.measures().open().select_related("user").order_by("person", "pk"):
        email = address_of(row)
        counted[email, "" if email else row.person] += 1
        names[email] = row.person
    last: dict[str, Letter] = {}
    for letter in Letter.objects.order_by("written_at", "pk"):
        last[letter.email] = letter
    mails, wishes = mails_of(last.values()), rhythms()
    found = []
    for (email, name), number in counted.items():
        letter = last.get(email) if email else None
        found.append(
            Recipient(
                name=name or names[email],
                email=email,
                open=number,
                rhythm=wishes.get(email, Rhythm.WEEKLY),
                last=letter,
                mail=mails.get(letter.mail_number) if letter else None,
            )
        )
    return sorted(found, key=lambda each: (each.name.casefold(), each.email))

"""What happened around a return, in the order of the days: asked, written to, called, begun, handed in."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from klappt.jobs.services import stuck
from klappt.returns.models import ContactNote, Return, WaveLetter
from klappt.returns.models.letter import KIND
from klappt.returns.selectors.sent import HandedIn

Words = str | Promise


@dataclass(frozen=True)
class Happened:
    """One line of the history. `words` is what somebody wrote about it."""

    at: datetime.datetime
    icon: str
    what: Words
    who: str = ""
    words: str = ""
    is_warning: bool = False


def history(row: Return, hand_ins: tuple[HandedIn, ...]) -> list[Happened]:
    """The newest first. Six queries, one more while a mail waits to be written."""
    found = [
        *_steps(row, hand_ins),
        *_letters(row),
        *_contacts(row),
        *_extensions(row),
        *_questions(row),
        *_openings(row),
    ]
    return sorted(found, key=lambda each: each.at, reverse=True)


def _steps(row: Return, hand_ins: tuple[HandedIn, ...]) -> Iterator[Happened]:
    yield Happened(row.asked_at, "add", _("asked"))
    if row.wave.opened_at:
        yield Happened(max(row.wave.opened_at, row.asked_at), "send", _("the worksheet is open"))
    if row.begun_at:
        yield Happened(row.begun_at, "circle-half", _("the alliance has begun"))
    for each in hand_ins:
        said = _("handed in, late") if each.number == 1 and row.came_late else _("handed in")
        yield Happened(each.at, "check-circle", said if each.number == 1 else _("handed in once more"))
    if not hand_ins and row.first_handed_in_at:
        yield Happened(row.first_handed_in_at, "check-circle", _("handed in"))


def _letters(row: Return) -> Iterator[Happened]:
    letters = list(row.letters.select_related("by").order_by("pk"))
    stumbled = stuck(KIND) if any(letter.written_at is None for letter in letters) else {}
    for letter in letters:
        is_stuck = letter.written_at is None and str(letter.pk) in stumbled
        warns = is_stuck or letter.recipients == 0
        yield Happened(
            letter.written_at or letter.wanted_at,
            "alert" if warns else "mail",
            _how_it_stands(letter, is_stuck=is_stuck) % {"occasion": letter.get_occasion_display()},
            str(letter.by or ""),
            letter.words,
            warns,
        )


def _how_it_stands(letter: WaveLetter, *, is_stuck: bool) -> str:
    if is_stuck:
        return _(
            "mail could not be written yet: %(occasion)s. klappt tries again; the operator finds the reason "
            "in the log."
        )
    if letter.written_at is None:
        return _("mail is being written: %(occasion)s")
    if letter.recipients == 0:
        return _("no mail: %(occasion)s. It had come by then, or nobody coordinates the alliance.")
    return _("mail: %(occasion)s")


def _contacts(row: Return) -> Iterator[Happened]:
    for note in row.contacts.select_related("by").order_by("pk"):
        said = _("contact, %(way)s") % {"way": note.get_way_display()}
        yield Happened(_noon(note), "phone", said, str(note.by or ""), note.note)


def _noon(note: ContactNote) -> datetime.datetime:
    # A note has a day and no hour.
    return timezone.make_aware(datetime.datetime.combine(note.on, datetime.time(12)))


def _extensions(row: Return) -> Iterator[Happened]:
    for each in row.extensions.select_related("by").order_by("pk"):
        days = {"old": f"{each.was_due_on:%d.%m.%Y}", "new": f"{each.due_on:%d.%m.%Y}"}
        said = _("more time: %(new)s instead of %(old)s") % days
        yield Happened(each.at, "clock", said, str(each.by or ""), each.reason)


def _questions(row: Return) -> Iterator[Happened]:
    for each in row.questions_back.select_related("asked_by", "settled_by").order_by("pk"):
        title = {"section": row.edition.questionnaire.section(each.section).title}
        yield Happened(
            each.asked_at,
            "question",
            _("question back on “%(section)s”") % title,
            str(each.asked_by or ""),
            each.text,
        )
        if each.replied_at:
            yield Happened(
                each.replied_at, "message", _("answer in words: “%(section)s”") % title, "", each.reply
            )
        if each.settled_at:
            said = _("settled: “%(section)s”") if each.answered_at else _("withdrawn: “%(section)s”")
            yield Happened(each.settled_at, "check", said % title, str(each.settled_by or ""))


def _openings(row: Return) -> Iterator[Happened]:
    for each in row.reopenings.select_related("decided_by").order_by("pk"):
        if each.by_alliance:
            yield Happened(each.at, "message", _("the alliance asks to open it once more"), "", each.reason)
        if each.granted is not None and each.decided_at:
            said = _("opened once more") if each.granted else _("not opened once more")
            words = each.answer if each.by_alliance else each.reason
            yield Happened(each.decided_at, "undo", said, str(each.decided_by or ""), words)

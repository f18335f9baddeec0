"""Minutes on paper: the same words as on the page, as a document in three formats (A6)."""

from collections.abc import Iterable

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klappt.documents.docx import as_docx
from klappt.documents.model import Block, Document, Facts, Heading, Paragraph, Table
from klappt.documents.odt import as_odt
from klappt.documents.pdf import as_pdf
from klappt.meetings.enums import MinutesState, OutcomeKind, OutcomeState
from klappt.meetings.models import Minutes
from klappt.meetings.selectors.corrections import Standing, Told, standing_minutes
from klappt.meetings.selectors.days import beginning_in_words
from klappt.meetings.selectors.record import Entry, Group, Record, Result, presence_by_field

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
}
WRITERS = {"pdf": as_pdf, "docx": as_docx, "odt": as_odt}


def file_of(minutes: Minutes, kind: str) -> bytes:
    """The bytes of the minutes as pdf, docx or odt. KeyError: there is no such kind."""
    return WRITERS[kind](minutes_document(minutes))


def minutes_document(minutes: Minutes) -> Document:
    standing = standing_minutes(minutes)
    record = standing.record
    blocks: list[Block] = [Facts(tuple(_head(record)))]
    blocks.extend(Paragraph(correction_in_words(told)) for told in standing.head)
    blocks.extend(_presence(record, standing))
    for entry in record.entries:
        blocks.extend(_entry(entry, standing))
    if record.next_begins:
        blocks.append(Heading(1, _("Next meeting")))
        place = f", {record.next_place}" if record.next_place else ""
        blocks.append(Paragraph(beginning_in_words(record.next_begins) + place))
    return Document(
        title=_("Minutes: %(meeting)s") % {"meeting": record.title},
        lines=(f"{record.alliance}, {record.body}", state_in_words(minutes, standing)),
        header=f"{record.alliance} · {record.title}",
        author=record.alliance,
        blocks=tuple(blocks),
    )


def state_in_words(minutes: Minutes, standing: Standing) -> str:
    """Draft, sent round or approved, on which day, and whether anything was corrected."""
    if minutes.state == MinutesState.APPROVED and minutes.approved_on:
        says = _("Approved on %(day)s.") % {"day": _day(minutes.approved_on)}
    elif minutes.state == MinutesState.SENT and minutes.sent_at:
        says = _("Sent round on %(day)s, to be approved at the next meeting.") % {
            "day": _day(timezone.localdate(minutes.sent_at))
        }
    else:
        says = _("Draft, not sent round yet.")
    return says + " " + _("With corrections.") if standing.is_corrected else says


def correction_in_words(told: Told) -> str:
    """ "Berichtigt am 3.12.2026 (Wer): Frau Kaya statt Herr Uhl. Grund: Hörfehler." """
    return _(
        "Corrected on %(day)s by %(who)s (%(label)s): “%(becomes)s” instead of “%(was)s”. Reason: %(reason)s"
    ) % {
        "day": _day(timezone.localdate(told.on)),
        "who": told.who,
        "label": told.label,
        "becomes": told.becomes,
        "was": told.was,
        "reason": told.reason,
    }


def _head(record: Record) -> Iterable[tuple[str, str]]:
    if record.begins:
        begins = timezone.localtime(record.begins)
        hours = formats.date_format(begins, "H:i")
        if record.ends:
            until = formats.date_format(timezone.localtime(record.ends), "H:i")
            hours = _("%(from)s to %(until)s") % {"from": hours, "until": until}
        else:
            hours = _("from %(from)s") % {"from": hours}
        yield _("Date"), f"{formats.date_format(begins, 'l, j. F Y')}, {hours}"
    yield _("Place"), record.place or "–"
    yield _("Chaired by"), record.chair or "–"


def _presence(record: Record, standing: Standing) -> Iterable[Block]:
    found = presence_by_field(record)
    if found:
        yield Heading(1, _("Who was there"))
    for label, groups in found:
        rows = tuple((group.label or "–", "\n".join(_people(group))) for group in groups)
        yield Table(label, (_("Field"), _("People")), rows, (1, 3))
    for key in (place.key for place in record.places):
        yield from (Paragraph(correction_in_words(told)) for told in standing.places.get(key, []))


def _people(group: Group) -> Iterable[str]:
    for place in group.places:
        name = place.name
        if place.deputy:
            name = _("%(deputy)s for %(name)s") % {"deputy": place.deputy, "name": place.name}
        yield f"{name} ({place.institution})" if place.institution else name


def _entry(entry: Entry, standing: Standing) -> Iterable[Block]:
    yield Heading(1, _("Item %(number)s: %(title)s") % {"number": entry.number, "title": entry.title})
    if entry.presenter:
        yield Paragraph(entry.presenter, lead=_("Presented by:"))
    for earlier in entry.approved:
        yield Paragraph(approved_in_words(earlier.title, earlier.day, earlier.corrections))
    if entry.notes:
        yield Paragraph(entry.notes)
    if entry.standing:
        yield _standing_table(entry)
    if entry.results:
        rows = tuple(_row(row) for row in entry.results)
        yield Table(_("Results"), (_("What"), _("Who"), _("By when")), rows, (5, 3, 2))
    for told in standing.items.get(entry.key, []):
        yield Paragraph(correction_in_words(told))
    for row in entry.results:
        yield from (Paragraph(correction_in_words(told)) for told in standing.results.get(row.key, []))


def approved_in_words(title: str, day: object, corrections: int) -> str:
    values = {"title": title, "day": _day(day) if day else "–", "number": corrections}
    if not corrections:
        return _("The minutes of %(day)s (%(title)s) were approved.") % values
    return (
        ngettext(
            "The minutes of %(day)s (%(title)s) were approved with %(number)s correction.",
            "The minutes of %(day)s (%(title)s) were approved with %(number)s corrections.",
            corrections,
        )
        % values
    )


def _standing_table(entry: Entry) -> Table:
    rows = tuple(
        (
            row.text,
            row.person,
            _day(row.due_on) if row.due_on else "–",
            f"{OutcomeState(row.state).label}: {row.reason}"
            if row.reason
            else str(OutcomeState(row.state).label),
        )
        for row in entry.standing
    )
    head = (_("Measure"), _("Who"), _("By when"), _("State"))
    return Table(_("How open measures stand"), head, rows, (5, 3, 2, 3))


def _row(row: Result) -> tuple[str, str, str]:
    what = f"{OutcomeKind(row.kind).label}: {row.text}"
    if row.goal:
        what += " " + _("(for the goal “%(goal)s”)") % {"goal": row.goal}
    who = f"{row.person} ({row.institution})" if row.person and row.institution else row.person
    return what, who or "–", _day(row.due_on) if row.due_on else "–"


def _day(day: object) -> str:
    return str(formats.date_format(day, "SHORT_DATE_FORMAT"))  # type: ignore[arg-type] # a date; Django's stub wants a union

"""The worksheet as a document: for word processors, as a PDF to fill in, and on paper."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils import translation
from django.utils.translation import gettext as _

from klappt.core.questionnaire.model import QuestionKind
from klappt.core.questionnaire.replies import MOST_ROWS
from klappt.core.questionnaire.values import Reply
from klappt.documents.model import (
    Block,
    Document,
    Entry,
    EntryKind,
    EntryTable,
    Facts,
    Form,
    Heading,
    Paragraph,
    Table,
)
from klappt.offline.outline.answers import Cell, cells_of, does_not_apply, rows_of, shown
from klappt.offline.outline.names import name_of, name_of_na
from klappt.offline.outline.places import (
    SEVERAL,
    Place,
    Slot,
    SlotKind,
    number_of_na,
    option_words,
    places,
    slots,
)
from klappt.offline.selectors.content import Content
from klappt.offline.words.asking import SHARING, guidance

_SPARE = 6
_WIDE = {SlotKind.TEXT, SlotKind.LONG_TEXT}
_SHARES = {SlotKind.TEXT: 3, SlotKind.NUMBER: 1, SlotKind.DATE: 1, SlotKind.CHOICE: 2}


def as_document(content: Content, *, on_paper: bool = False) -> Document:
    """In the language of the worksheet."""
    with translation.override(content.questionnaire.language):
        about = {
            "number": content.edition,
            "due": f"{content.due_on:%d.%m.%Y}",
            "made": f"{content.made_at:%d.%m.%Y, %H:%M}",
        }
        return Document(
            title=content.questionnaire.title,
            language=content.questionnaire.language,
            lines=(
                f"{content.alliance} · {content.wave}",
                _("Edition %(number)s · due on %(due)s · made on %(made)s") % about,
            ),
            header=content.alliance,
            author=content.alliance,
            keywords=content.stamp.line,
            blocks=tuple(_blocks(content, on_paper=on_paper)),
        )


def _blocks(content: Content, *, on_paper: bool) -> Iterator[Block]:
    if content.questionnaire.intro:
        yield Paragraph(content.questionnaire.intro)
    if not on_paper:
        told = _("Then bring the file back to klappt. There you see every change before it is stored.")
        yield Paragraph(told)
    asked = places(content.questionnaire)
    for number, section in enumerate(content.questionnaire.sections, start=1):
        yield Heading(1, f"{number} {section.title}")
        yield Paragraph(str(SHARING[section.sharing]), lead=_("Who will see it:"))
        if section.intro:
            yield Paragraph(section.intro)
        for place in asked:
            if place.section is section:
                yield from _question(place, content, on_paper=on_paper)
    yield Paragraph(content.stamp.line)


def _question(place: Place, content: Content, *, on_paper: bool) -> Iterator[Block]:
    question, reply = place.question, content.replies.get(place.question.key)
    yield Heading(2, f"{place.number} {question.label}")
    if hint := guidance(place, content.questionnaire):
        yield Paragraph(hint, sticky=True)
    if question.kind is QuestionKind.LIVING:
        yield from _living(place, content)
    elif question.kind is QuestionKind.FILE:
        name = reply.value.get("name", "") if reply and isinstance(reply.value, dict) else ""
        yield Facts(((_("File"), name or _("none so far")),))
    else:
        yield from _with_pen(place, reply) if on_paper else _entries(place, reply)


def _living(place: Place, content: Content) -> Iterator[Block]:
    kept = content.living.get(place.question.key)
    if kept is None:
        return
    if kept.summary:
        yield Paragraph(kept.summary)
    if kept.rows:
        yield Table(_("As of %(day)s") % {"day": f"{kept.as_of:%d.%m.%Y}"}, kept.head, kept.rows)


def _entries(place: Place, reply: Reply | None) -> Iterator[Block]:
    na = _not_applicable(place, reply)
    if place.is_table:
        if na:
            yield Form((na,))
        yield _table(place, reply)
        return
    cells = cells_of(place, reply)
    entries = tuple(_entry(place, slot, cells.get(slot.id)) for slot in slots(place))
    wide = place.question.kind not in SEVERAL
    if na and wide:
        yield Form((na,))
        yield Form(entries, wide=True)
    else:
        yield Form((na, *entries) if na else entries, wide=wide)


def _with_pen(place: Place, reply: Reply | None) -> Iterator[Block]:
    """Places are written as numbers, not chosen from a list."""
    for block in _entries(place, reply):
        if isinstance(block, Form) and place.question.kind is QuestionKind.RANKING:
            yield replace(block, entries=tuple(replace(entry, choices=()) for entry in block.entries))
        else:
            yield block


def _not_applicable(place: Place, reply: Reply | None) -> Entry | None:
    if not place.question.may_not_apply:
        return None
    label = _("%(number)s This question does not apply to us.") % {"number": number_of_na(place)}
    return Entry(name_of_na(place), label, EntryKind.TICK, "x" if does_not_apply(reply) else "")


def _entry(place: Place, slot: Slot, cell: Cell | None, row: int = 0) -> Entry:
    kind = EntryKind.LINE
    choices: tuple[str, ...] = ()
    if slot.kind is SlotKind.TICK:
        kind = EntryKind.TICK
    elif slot.kind is SlotKind.LONG_TEXT:
        kind = EntryKind.LINES
    elif slot.kind is SlotKind.CHOICE:
        kind, choices = EntryKind.CHOICE, tuple(option_words(slot.options).values())
    elif slot.kind is SlotKind.RANK:
        kind, choices = EntryKind.CHOICE, tuple(str(n + 1) for n in range(len(place.question.options)))
    text = "" if cell is None else shown(cell)
    return Entry(name_of(slot, row), _label(slot, row), kind, text, choices)


def _label(slot: Slot, row: int) -> str:
    unit = f" ({slot.unit})" if slot.unit else ""
    if row:
        return _("%(label)s, row %(row)s") % {"label": slot.label + unit, "row": row}
    return f"{slot.number} {slot.label or _('Your answer')}{unit}"


def _table(place: Place, reply: Reply | None) -> EntryTable:
    columns, filled = slots(place), rows_of(place, reply)
    count = max(len(filled), min(len(filled) + _SPARE, int(place.question.most or MOST_ROWS)))
    rows = [*filled, *({} for _spare in range(count - len(filled)))]
    return EntryTable(
        names=tuple(name_of(slot) for slot in columns),
        head=tuple(_label(slot, 0) for slot in columns),
        rows=tuple(
            tuple(_entry(place, slot, row.get(slot.part), nth) for slot in columns)
            for nth, row in enumerate(rows, start=1)
        ),
        widths=tuple(_SHARES.get(slot.kind, 2) for slot in columns),
    )

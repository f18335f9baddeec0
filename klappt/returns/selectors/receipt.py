"""The receipt of a hand-in: who, what, when, what went where, and the whole content, as PDF.

It is made of the frozen content and nothing else: asked for again, it is the same file.
"""

from collections.abc import Iterable

from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from klappt.core.questionnaire.model import QuestionKind
from klappt.core.questionnaire.values import ReplyState
from klappt.documents.model import Block, Document, Facts, Heading, Paragraph, Table
from klappt.documents.pdf import as_pdf
from klappt.fields.reading import as_text, table_of
from klappt.returns.enums import Sharing
from klappt.returns.models import HandIn
from klappt.returns.selectors.frozen import Entry, Frozen, FrozenSection, Way, read_frozen

_TABLES = frozenset({QuestionKind.TABLE, QuestionKind.MATRIX, QuestionKind.LIVING})


def receipt_of(row: HandIn) -> bytes:
    frozen = read_frozen(row)
    with translation.override(frozen.questionnaire.language):
        return as_pdf(receipt_document(frozen))


def receipt_document(frozen: Frozen) -> Document:
    blocks: list[Block] = [Facts(tuple(_facts(frozen))), _where(frozen)]
    for section in frozen.sections:
        blocks.append(Heading(1, section.section.title))
        blocks.append(Paragraph(way_words(section)))
        for entry in section.entries:
            blocks.extend(_entry(entry))
    return Document(
        title=_("Receipt: %(worksheet)s") % {"worksheet": frozen.worksheet},
        language=frozen.questionnaire.language,
        lines=(frozen.alliance, frozen.wave),
        header=f"{frozen.alliance} · {frozen.worksheet}",
        author=frozen.alliance,
        written=frozen.hand_in.at,
        blocks=tuple(blocks),
    )


def way_words(section: FrozenSection) -> str:
    """What became of the section."""
    if section.way is Way.SENT:
        return str(Sharing(section.section.sharing).label)
    return _("kept here after all") if section.way is Way.HELD_BACK else str(Sharing.HERE.label)


def _facts(frozen: Frozen) -> Iterable[tuple[str, str]]:
    yield _("Alliance"), frozen.alliance
    yield (
        _("Worksheet"),
        _("%(title)s, edition %(number)s")
        % {
            "title": frozen.worksheet,
            "number": frozen.edition,
        },
    )
    yield _("Wave"), frozen.wave
    yield _("Handed in on"), _moment(frozen.hand_in.at)
    yield _("Handed in by"), frozen.by
    if frozen.agreed_by and frozen.agreed_at:
        yield _("The lead agreed"), f"{frozen.agreed_by}, {_moment(frozen.agreed_at)}{_older(frozen)}"
    yield _("Hand-in number"), str(frozen.hand_in.number)
    yield _("Fingerprint of the content"), _grouped(frozen.hand_in.fingerprint)
    yield _("Fingerprint of the edition"), _grouped(frozen.hand_in.edition.fingerprint)


def _older(frozen: Frozen) -> str:
    return "; " + _("afterwards an answer was changed") if frozen.agreed_is_older else ""


def _where(frozen: Frozen) -> Table:
    rows = tuple((section.section.title, way_words(section)) for section in frozen.sections)
    return Table(_("What went where"), (_("Section"), _("Who sees it")), rows, (3, 3))


def _entry(entry: Entry) -> Iterable[Block]:
    yield Heading(2, entry.question.label)
    reply = entry.reply
    if reply is None or reply.state is not ReplyState.GIVEN or entry.question.kind not in _TABLES:
        yield Paragraph(as_text(entry.question, reply))
    else:
        if entry.is_living and reply.value["summary"]:
            yield Paragraph(reply.value["summary"])
        found = table_of(entry.question, reply.value)
        if found.rows:
            yield Table(entry.question.label, found.head, found.rows)
    if entry.by and entry.at:
        yield Paragraph(_("written by %(who)s on %(when)s") % {"who": entry.by, "when": _moment(entry.at)})


def _moment(at: object) -> str:
    # The hour of the house, whatever clock the reader has: it is the same file for everybody.
    here = timezone.localtime(at, timezone.get_default_timezone())  # type: ignore[arg-type] # a datetime
    return str(formats.date_format(here, "DATETIME_FORMAT"))


def _grouped(fingerprint: str) -> str:
    return " ".join(fingerprint[start : start + 8] for start in range(0, len(fingerprint), 8))

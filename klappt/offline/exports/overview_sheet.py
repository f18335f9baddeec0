"""The first sheet: what this is, how to fill it in, who will see which section."""

from django.utils.translation import gettext as _
from xlsxwriter.worksheet import Worksheet

from klappt.core.questionnaire.model import Section
from klappt.offline.exports.book import A4, Book
from klappt.offline.outline.answers import clean
from klappt.offline.selectors.content import Content
from klappt.offline.words import SHARING

_LINE, _SIGNS_IN_A_LINE = 15, 125


def write_overview(
    book: Book, sheet: Worksheet, content: Content, sections: list[tuple[str, Section]]
) -> None:
    sheet.set_column(0, 1, 64)
    sheet.write_string(0, 0, clean(content.questionnaire.title), book.formats["title"])
    lines = _lines(content)
    for nth, line in enumerate(lines, start=1):
        sheet.merge_range(nth, 0, nth, 1, clean(line), book.formats["text"])
        sheet.set_row(nth, _LINE * (1 + len(line) // _SIGNS_IN_A_LINE))
    row = len(lines) + 2
    sheet.write_string(row, 0, _("Section"), book.formats["head"])
    sheet.write_string(row, 1, _("Who will see it"), book.formats["head"])
    for number, (name, section) in enumerate(sections, start=1):
        row += 1
        quoted = name.replace("'", "''")
        title = clean(f"{number} {section.title}")
        sheet.write_url(row, 0, f"internal:'{quoted}'!B2", book.formats["link"], title)
        sheet.write_string(row, 1, str(SHARING[section.sharing]), book.formats["text"])
    sheet.write_string(row + 2, 0, content.stamp.line, book.formats["quiet"])
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)


def _lines(content: Content) -> list[str]:
    about = {
        "number": content.edition,
        "due": f"{content.due_on:%d.%m.%Y}",
        "made": f"{content.made_at:%d.%m.%Y, %H:%M}",
    }
    return [
        f"{content.alliance} · {content.wave}",
        _("Edition %(number)s · due on %(due)s · made on %(made)s") % about,
        "",
        *content.questionnaire.intro.splitlines(),
        "",
        _("Please fill in the light fields. Everything else is locked; there is no password."),
        _("In tables you may add and sort rows: klappt finds each answer again."),
        _("Then bring the file back to klappt. There you see every change before it is stored."),
    ]

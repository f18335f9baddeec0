"""The first sheet: what this is, how to fill it in, who will see which section."""

from django.utils.translation import gettext as _
from xlsxwriter.worksheet import Worksheet

from klappt.core.questionnaire.model import Section
from klappt.offline.exports.book import A4, Book
from klappt.offline.outline.answers import clean
from klappt.offline.selectors.content import Content
from klappt.offline.words.asking import SHARING

_LINE, _SIGNS_IN_A_LINE = 15, 125


def write_overview(
    book: Book, sheet: Worksheet, content: Content, sections: list[tuple[str, Section]]
) -> None:
    sheet.set_column(0, 1, 64)
    book.say(sheet, 0, 0, clean(content.questionnaire.title), "title")
    lines = _lines(content)
    for nth, line in enumerate(lines, start=1):
        book.say(sheet, nth, 0, clean(line), "text", last=1)
        sheet.set_row(nth, _LINE * (1 + len(line) // _SIGNS_IN_A_LINE))
    row = len(lines) + 2
    book.say(sheet, row, 0, _("Section"), "head")
    book.say(sheet, row, 1, _("Who will see it"), "head")
    for number, (name, section) in enumerate(sections, start=1):
        row += 1
        book.link(sheet, row, 0, name, clean(f"{number} {section.title}"))
        book.say(sheet, row, 1, str(SHARING[section.sharing]), "text")
    book.say(sheet, row + 2, 0, content.stamp.line, "quiet")
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

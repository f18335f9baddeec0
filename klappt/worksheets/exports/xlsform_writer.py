"""XLSForm among the forms in which a worksheet goes out."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klappt.sheets.formats import CONTENT_TYPES, Format
from klappt.worksheets.exports.xlsform import written_xlsform
from klappt.worksheets.exports.xlsform_rows import Change
from klappt.worksheets.exports.xlsform_words import change_words
from klappt.worksheets.extensions import Loss, Writer, Written
from klappt.worksheets.models import Edition


def write(edition: Edition) -> Written:
    version = f"{edition.number}.{edition.revision}" if edition.is_draft else str(edition.number)
    written = written_xlsform(edition.questionnaire, edition.worksheet.key, version)
    return Written(written.data, tuple(_loss(each) for each in written.changes))


def _loss(change: Change) -> Loss:
    return Loss(change_words(change), _("row %(row)d") % {"row": change.row} if change.row else "")


WRITER = Writer(
    "xlsform",
    gettext_lazy("XLSForm (for ODK, KoboToolbox, Ona)"),
    ".xlsx",
    CONTENT_TYPES[Format.XLSX],
    write,
)

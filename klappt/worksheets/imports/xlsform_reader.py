"""XLSForm among the forms in which a worksheet comes in."""

from django.utils.translation import gettext_lazy as _

from klappt.worksheets.extensions import Loss, Reader, ReadFile, RefusedFile
from klappt.worksheets.imports.xlsform import ENDINGS, read_xlsform
from klappt.worksheets.imports.xlsform_words import loss_words, place_words, problem_words


def read(data: bytes, name: str) -> ReadFile:
    found = read_xlsform(name, data)
    if found.questionnaire is None:
        raise RefusedFile([Loss(problem_words(each), place_words(each)) for each in found.problems])
    return ReadFile(
        found.questionnaire, tuple(Loss(loss_words(each), place_words(each)) for each in found.losses)
    )


READER = Reader(
    "xlsform",
    _("XLSForm"),
    ENDINGS,
    _("A form for ODK, KoboToolbox or Ona. What klappt cannot express is listed, row by row."),
    read,
)

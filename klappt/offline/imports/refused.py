"""Files that cannot be read, for whoever brings a worksheet: what is the matter, and what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from klappt.sheets.refusals import RefusalKind, Refused

_AGAIN = _(
    "Please open it in the program in which you filled it in, save it under a new name as .xlsx, .docx, .odt "
    "or .pdf, and bring that file."
)
_MATTERS: dict[RefusalKind, Promise] = {
    RefusalKind.EMPTY: _("There is nothing in this file. Please choose the file that you filled in."),
    RefusalKind.TOO_LARGE: _(
        "The file is larger than %(limit)s MB. Please remove pictures that are not needed, save it, and "
        "bring it once more."
    ),
    RefusalKind.TOO_MANY_ROWS: _(
        "The sheet “%(sheet)s” has more than %(limit)s rows. Please delete the rows that are not needed, "
        "save the file, and bring it once more."
    ),
    RefusalKind.TOO_MANY_COLUMNS: _(
        "The sheet “%(sheet)s” has more than %(limit)s columns. Please delete those that are not needed, "
        "save the file, and bring it once more."
    ),
    RefusalKind.ZIP_BOMB: _("Unpacked, this file would be unusually large, so klappt did not open it."),
    RefusalKind.ENTITIES: _(
        "The file contains instructions that no worksheet needs, so klappt did not open it."
    ),
    RefusalKind.MACROS: _(
        "The file contains macros, so klappt did not open it. Please save it without macros."
    ),
    RefusalKind.ENCRYPTED: _(
        "The file is protected by a password. Please save it without the password, and bring it once more."
    ),
    RefusalKind.DAMAGED: _("The file is damaged and cannot be read."),
    RefusalKind.WRONG_TYPE: _(
        "This is %(found)s that klappt cannot read, whatever its name ends in. An old .doc file has to be "
        "saved as .docx or .odt first."
    ),
}
_TO_BE_SAVED = {
    RefusalKind.ZIP_BOMB,
    RefusalKind.ENTITIES,
    RefusalKind.MACROS,
    RefusalKind.DAMAGED,
    RefusalKind.WRONG_TYPE,
}


def words_of(refused: Refused) -> str:
    """What people read when their worksheet is not taken in."""
    matter = str(_MATTERS[refused.kind]) % refused.values
    return f"{matter} {_AGAIN}" if refused.kind in _TO_BE_SAVED else matter

"""Files we do not read, each with what is the matter and what to do."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class RefusalKind(StrEnum):
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    ZIP_BOMB = "zip_bomb"
    ENTITIES = "entities"
    MACROS = "macros"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    WRONG_TYPE = "wrong_type"


_MESSAGES: dict[RefusalKind, Promise] = {
    RefusalKind.EMPTY: _("There is nothing in this file. Please choose the file with your table."),
    RefusalKind.TOO_LARGE: _(
        "The file is larger than %(limit)s MB. Please remove pictures and sheets that are not needed, "
        "and try again."
    ),
    RefusalKind.TOO_MANY_ROWS: _(
        "The sheet “%(sheet)s” has more than %(limit)s rows. Please send only the sheets with your actors."
    ),
    RefusalKind.TOO_MANY_COLUMNS: _(
        "The sheet “%(sheet)s” has more than %(limit)s columns. Please delete those that are not needed."
    ),
    RefusalKind.ZIP_BOMB: _(
        "Unpacked, this file would be unusually large, so klappt did not open it. Please open it in your "
        "spreadsheet program, save it under a new name as .xlsx, and try again."
    ),
    RefusalKind.ENTITIES: _(
        "The file contains instructions that no spreadsheet needs, so klappt did not open it. Please open it "
        "in your spreadsheet program, save it under a new name as .xlsx, and try again."
    ),
    RefusalKind.MACROS: _(
        "The file contains macros, so klappt did not open it. Please save it as an Excel workbook without "
        "macros (.xlsx), and try again."
    ),
    RefusalKind.ENCRYPTED: _(
        "The file is protected by a password. Please save it without the password, and try again."
    ),
    RefusalKind.DAMAGED: _(
        "The file is damaged and cannot be read. Please open it in your spreadsheet program, save it again, "
        "and try once more."
    ),
    RefusalKind.WRONG_TYPE: _(
        "This is %(found)s, not a table. Please send an Excel workbook (.xlsx), "
        "a LibreOffice table (.ods) or a CSV file."
    ),
}


class Refused(Exception):
    """The file is not read. `message` tells people what is the matter and what to do."""

    def __init__(self, kind: RefusalKind, **values: object) -> None:
        super().__init__(kind)
        self.kind = kind
        self.values = values

    @property
    def message(self) -> str:
        return str(_MESSAGES[self.kind]) % self.values

    def __str__(self) -> str:
        return self.message

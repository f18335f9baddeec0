"""What an XLSForm cannot say of an edition, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from klappt.worksheets.exports.xlsform_rows import Change, ChangeKind

_CHANGES: dict[ChangeKind, Promise] = {
    ChangeKind.LIVING: _("“%(label)s”: a note stands there. XLSForm cannot show what an alliance keeps."),
    ChangeKind.MATRIX: _("“%(label)s”: a group of questions with the same choices, shown as a table."),
    ChangeKind.TABLE: _("“%(label)s”: a group that is repeated, once for each row of the table."),
    ChangeKind.CONDITION: _("“%(label)s” is always asked: XLSForm has no words for its condition."),
    ChangeKind.BOUNDS: _("“%(label)s”: how many are at least or at most wanted is not checked."),
    ChangeKind.REQUIRED: _("“%(label)s” is not required: a table can stay empty in XLSForm."),
    ChangeKind.MAY_NOT_APPLY: _("“%(label)s”: only klappt reads that the question may not apply."),
    ChangeKind.SHARING: _("Only klappt reads who will see the answers of a section."),
    ChangeKind.LINEAGE: _("What became of each question since the edition before is not in the file."),
}


def change_words(change: Change) -> str:
    """One sentence, without the row."""
    return str(_CHANGES[change.kind]) % {"label": change.label}

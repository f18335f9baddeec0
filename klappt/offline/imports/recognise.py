"""Which worksheet a file belongs to, told by its stamp; or why it cannot be taken, and what to do."""

from django.utils.translation import gettext as _

from klappt.alliances.policies import Member
from klappt.offline.imports.brought import Opened
from klappt.offline.imports.open import open_file
from klappt.offline.outline.stamp import Stamp, sign_of_edition
from klappt.returns.models import Return
from klappt.returns.selectors.returns import returns_of


class NotTaken(Exception):
    """The file can be read, but not taken over here; says why and what to do."""


def opened_file(data: bytes, name: str) -> tuple[Opened, Stamp]:
    """Refused (klappt.sheets) for what cannot be read, NotTaken where nothing tells which worksheet it is."""
    opened = open_file(data, name)
    if opened.stamp is None:
        raise NotTaken(
            _(
                "This file is no worksheet from klappt, or its sign was lost. Please download the worksheet "
                "from this page, copy your answers into it, and bring that file."
            )
        )
    return opened, opened.stamp


def return_for(member: Member, stamp: Stamp) -> Return:
    """The open return the file belongs to. NotTaken otherwise."""
    if stamp.alliance != member.alliance.key:
        raise NotTaken(
            _(
                "This file belongs to another alliance (%(key)s). Please bring it to the worksheets of that "
                "alliance. Nothing of it was read."
            )
            % {"key": stamp.alliance}
        )
    asked = returns_of(member).filter(wave__opened_at__isnull=False, wave__number=stamp.wave).first()
    if asked is None:
        raise NotTaken(
            _("This file belongs to wave %(wave)s, which your alliance was not asked in.")
            % {"wave": stamp.wave}
        )
    if not asked.is_open:
        raise NotTaken(
            _(
                "This file belongs to “%(wave)s”, which is handed in. Its answers do not change any more. If "
                "something has to be put right, please ask research to open the worksheet once more."
            )
            % {"wave": asked.wave}
        )
    if stamp.edition != sign_of_edition(asked.edition.fingerprint):
        raise NotTaken(
            _(
                "This file was made from another edition of the worksheet; now edition %(number)s is asked. "
                "Please download the worksheet once more: what is stored stands in it already. Then copy "
                "what is new from your old file."
            )
            % {"number": asked.edition.number}
        )
    return asked

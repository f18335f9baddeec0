"""Sets the stage for agreements, structures and formats."""

import datetime
import itertools
from typing import Any

from conftest import Cast
from klappt.actors.enums import CooperationFormat, NoteKind
from klappt.actors.models import ImportedNote, Institution
from klappt.actors.tests.factories import make_institution
from klappt.agreements.enums import AgreementKind, StructureKind
from klappt.agreements.models import Agreement, CentralFormat, Edition, FormatPartner, Structure
from klappt.agreements.services.agreements import About, Signatory, Wording, make_agreement
from klappt.agreements.services.files import Paper
from klappt.agreements.services.formats import About as FormatAbout
from klappt.agreements.services.formats import begin_format
from klappt.agreements.services.structures import Said, note_structure
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up

BEGUN = datetime.date(2026, 1, 1)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PAPER = Paper("Vereinbarung.pdf", "application/pdf", PDF)
_numbers = itertools.count(1)


def make_structure(
    cast: Cast, name: str = "AK Integration", kind: StructureKind = StructureKind.WORKING_GROUP, **said: Any
) -> Structure:
    with scope(cast.alliance):
        return note_structure(alliance=cast.alliance, said=Said(kind, name, **said), by=cast.alma)


def make_paper_agreement(
    cast: Cast, name: str = "Vereinbarung ABH", *, parties: tuple[Institution, ...] = (), **said: Any
) -> Agreement:
    """An agreement in force since the beginning of the year; `said` as in Wording."""
    wording = Wording(**{"valid_from": BEGUN, "parties": tuple(Signatory(each) for each in parties), **said})
    with scope(cast.alliance):
        about = About(AgreementKind.COOPERATION, name)
        return make_agreement(alliance=cast.alliance, about=about, wording=wording, by=cast.alma)


def edition_of(cast: Cast, agreement: Agreement) -> Edition:
    with scope(cast.alliance):
        found: Edition = agreement.editions.select_related("agreement", "alliance").order_by("-number")[0]
    return found


def make_format(
    cast: Cast,
    name: str = "Jour fixe ABH",
    kind: CooperationFormat = CooperationFormat.EXCHANGE,
    *,
    partners: tuple[Institution, ...] = (),
    **about: Any,
) -> CentralFormat:
    with scope(cast.alliance):
        return begin_format(
            alliance=cast.alliance,
            about=FormatAbout(kind, name, **{"valid_from": BEGUN, **about}),
            partners=partners,
            by=cast.alma,
        )


def make_partner(cast: Cast) -> FormatPartner:
    institution = make_institution(cast.alliance, f"Partner {next(_numbers)}")
    found = make_format(cast, partners=(institution,))
    with scope(cast.alliance):
        partner: FormatPartner = found.partners.select_related("cooperation", "format").get()
    return partner


def make_note(cast: Cast, kind: NoteKind = NoteKind.WORKING_GROUP, **columns: str) -> ImportedNote:
    """A row of the sheet of bodies as it came in; `columns` by heading, blanks as underscores."""
    told = {heading.replace("_", " "): text for heading, text in columns.items()} or {
        "Gremium": "AK Sprache",
        "Federführung": "VHS",
        "Turnus": "monatlich",
        "Teilnehmende": "VHS, Jobcenter",
        "Raum": "12",
    }
    with set_up(cast.alliance):
        note: ImportedNote = ImportedNote.objects.create(
            alliance=cast.alliance,
            kind=kind,
            text="; ".join(f"{heading}: {text}" for heading, text in told.items()),
            columns=told,
            sheet="Gremien",
            row=next(_numbers) + 1,
            source="Akteure.xlsx",
        )
    return note

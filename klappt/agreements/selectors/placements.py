"""What became of the notes, told to the page of notes; and the rows of the worksheet that come of it."""

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from klappt.actors.extensions import NoteStanding, Place, SheetRow, Way
from klappt.actors.models import ImportedNote
from klappt.actors.selectors.notes import BODY_KINDS
from klappt.agreements.enums import StructureKind
from klappt.agreements.models import Agreement, Placement, Structure
from klappt.agreements.policies import EDIT_AGREEMENTS, SEE_AGREEMENTS
from klappt.agreements.selectors.agreements import agreements_with_all
from klappt.agreements.selectors.notes import KIND, LEAD, MEMBERS, NAME, NOTE, RHYTHM, UNTIL
from klappt.alliances.policies import Member
from klappt.bodies.enums import BodyKind
from klappt.bodies.models import Body

# German in every language: the worksheet comes back by its words.
_STRUCTURE_WORDS = {
    StructureKind.BODY.value: "Gremium",
    StructureKind.WORKING_GROUP.value: "Arbeitskreis",
    StructureKind.NETWORK.value: "Netzwerk",
    StructureKind.PROCEDURE.value: "Verfahren",
    StructureKind.AGREEMENT.value: "Vereinbarung",
}
_BODY_WORDS = {
    BodyKind.CORE_GROUP.value: "Kerngruppe",
    BodyKind.FORUM.value: "Forum",
    BodyKind.COMMITTEE.value: "Gremium",
    BodyKind.WORKING_GROUP.value: "Arbeitskreis",
    BodyKind.STEERING_GROUP.value: "Steuerungsgruppe",
}


def placements() -> list[Placement]:
    rows = Placement.objects.select_related("note", "structure", "agreement", "body").order_by("pk")
    return list(rows)


def note_standings(member: Member, notes: Sequence[ImportedNote]) -> Mapping[int, NoteStanding]:
    """For notes on bodies and agreements: what they became, or the three ways on."""
    if not member.may(SEE_AGREEMENTS):
        return {}
    may_edit, placed = bool(member.may(EDIT_AGREEMENTS)), {row.note_id: row for row in placements()}
    found: dict[int, NoteStanding] = {}
    for note in notes:
        if note.pk in placed:
            found[note.pk] = NoteStanding(place=_place(member, placed[note.pk], may_edit=may_edit))
        elif note.kind in BODY_KINDS and may_edit:
            found[note.pk] = NoteStanding(ways=_ways(member, note))
    return found


def _place(member: Member, row: Placement, *, may_edit: bool) -> Place:
    key = member.alliance.key
    undo = reverse("agreements:note_back", args=[key, row.pk]) if may_edit else ""
    if row.structure:
        return Place(
            _("What exists already"),
            str(row.structure),
            reverse("agreements:structure", args=[key, row.structure_id]),
            undo,
        )
    if row.agreement:
        url = reverse("agreements:agreement", args=[key, row.agreement_id])
        return Place(_("Agreement"), str(row.agreement), url, undo)
    url = reverse("bodies:body", args=[key, row.body_id])
    return Place(_("Body of the alliance"), str(row.body), url, undo)


def _ways(member: Member, note: ImportedNote) -> tuple[Way, ...]:
    words = {
        "note_structure": _("Take over as existing"),
        "note_agreement": _("Take over as an agreement of ours"),
        "note_body": _("Take over as a body of ours"),
    }
    return tuple(
        Way(told, reverse(f"agreements:{name}", args=[member.alliance.key, note.pk]))
        for name, told in words.items()
    )


def worksheet_rows() -> list[SheetRow]:
    """Structures, agreements and bodies as rows of the worksheet; they stand instead of their notes."""
    of_structure: dict[int, set[int]] = {}
    of_agreement: dict[int, set[int]] = {}
    of_body: dict[int, set[int]] = {}
    for row in placements():
        for found, key in (
            (of_structure, row.structure_id),
            (of_agreement, row.agreement_id),
            (of_body, row.body_id),
        ):
            if key:
                found.setdefault(key, set()).add(row.note_id)
    structures = list(Structure.objects.select_related("institution").order_by("position", "pk"))
    linked = {row.body_id for row in structures}
    bodies = [
        row for row in Body.objects.order_by("position", "pk") if row.pk not in linked or row.pk in of_body
    ]
    return [
        *(_row("structure", each.pk, _structure_cells(each), of_structure) for each in structures),
        *(_row("agreement", each.pk, _agreement_cells(each), of_agreement) for each in agreements_with_all()),
        *(_row("body", each.pk, _body_cells(each), of_body) for each in bodies),
    ]


def _row(kind: str, key: int, cells: Mapping[str, str], notes: Mapping[int, set[int]]) -> SheetRow:
    said = {heading: text for heading, text in cells.items() if text}
    return SheetRow(f"{kind}-{key}", said, frozenset(notes.get(key, ())))


def _structure_cells(row: Structure) -> dict[str, str]:
    return {
        NAME: row.name,
        KIND: _STRUCTURE_WORDS.get(row.kind, "Sonstiges"),
        LEAD: ", ".join(filter(None, (str(row.institution or ""), row.run_by))),
        RHYTHM: row.rhythm,
        MEMBERS: row.members,
        UNTIL: date_format(row.valid_until, "d.m.Y") if row.valid_until else "",
        NOTE: "\n".join(filter(None, (row.about, row.note, row.contact))),
    }


def _agreement_cells(row: Agreement) -> dict[str, str]:
    editions = list(row.editions.all())
    until = editions[0].valid_until if editions else None
    return {
        NAME: row.name,
        KIND: "Vereinbarung",
        MEMBERS: ", ".join(str(party) for party in editions[0].parties.all()) if editions else "",
        UNTIL: date_format(until, "d.m.Y") if until else "",
        NOTE: "\n".join(filter(None, (row.subject, row.note))),
    }


def _body_cells(row: Body) -> dict[str, str]:
    return {
        NAME: row.name,
        KIND: _BODY_WORDS[row.kind],
        RHYTHM: str(row.get_rhythm_display()) if row.rhythm else "",
        UNTIL: date_format(row.valid_until, "d.m.Y") if row.valid_until else "",
        NOTE: "\n".join(filter(None, (row.purpose, row.function))),
    }

"""Papers and files of a council: only where they are to be found, and what they belong to."""

import datetime
from hashlib import sha256

from klappt.councils.enums import Doubt, Kind
from klappt.councils.imports.gathering import Found, Gathered
from klappt.councils.imports.values import Values
from klappt.councils.vocabulary import Content, CouncilPaper, LeftOut

LONGEST_TITLE = 300
LONGEST_ID = 500
_FILES_OF_A_MEETING = ("invitation", "resultsProtocol", "auxiliaryFile")
_FILES_OF_AN_ITEM = ("resolutionFile", "auxiliaryFile")


def read_papers(gathered: Gathered, content: Content, today: datetime.date) -> None:
    """Papers by their consultations, and the files that hang on meetings and agenda items."""
    for consultation in gathered.of("Consultation"):
        _read_consultation(gathered, content, Values(consultation, content.notes, today))
    for kind, keys in (("Meeting", _FILES_OF_A_MEETING), ("AgendaItem", _FILES_OF_AN_ITEM)):
        for owner in gathered.of(kind):
            values = Values(owner, content.notes, today)
            for key in keys:
                for reference in values.references(key):
                    _read_file(gathered, content, values, reference)
    content.papers[:] = {paper.id: paper for paper in content.papers}.values()
    taken = {paper.of for paper in content.papers}
    for paper in gathered.of("Paper"):
        if paper.id not in taken:
            values = Values(paper, content.notes, today)
            doubt = Doubt.DELETED if paper.data.get("deleted") is True else Doubt.NO_BODY
            values.note(doubt)
            content.left_out.append(LeftOut(Kind.PAPER, paper.id, values.text("name") or paper.id))


def _read_consultation(gathered: Gathered, content: Content, values: Values) -> None:
    paper = _known(gathered, values, "paper", "Paper")
    item = _known(gathered, values, "agendaItem", "AgendaItem")
    meeting = _known(gathered, values, "meeting", "Meeting")
    if paper is None or paper.data.get("deleted") is True or not (item or meeting):
        return
    said = Values(paper, content.notes, values.today)
    file = gathered.get(paper.data.get("mainFile"), "File")
    content.papers.append(
        CouncilPaper(
            # One paper is consulted in several meetings: each consultation is a reference of its own.
            id=_joined(paper.id, values.found.id),
            of=paper.id,
            title=(said.text("name") or said.text("reference") or paper.id)[:LONGEST_TITLE],
            meeting=meeting.id if meeting else "",
            item=item.id if item else "",
            reference=said.text("reference")[:80],
            kind=said.text("paperType")[:120],
            day=said.day("date"),
            url=_address(said.text("web"))
            or (_address_of(Values(file, content.notes, values.today)) if file else ""),
        )
    )


def _read_file(gathered: Gathered, content: Content, owner: Values, reference: str) -> None:
    file = gathered.get(reference, "File")
    if file is None:
        owner.note(Doubt.UNKNOWN_REFERENCE, reference)
        return
    said = Values(file, content.notes, owner.today)
    is_item = owner.found.type == "AgendaItem"
    content.papers.append(
        CouncilPaper(
            id=_joined(file.id, owner.found.id),
            of=file.id,
            title=(said.text("name") or said.text("fileName") or file.id)[:LONGEST_TITLE],
            meeting="" if is_item else owner.found.id,
            item=owner.found.id if is_item else "",
            day=said.day("date"),
            url=_address_of(said),
        )
    )


def _known(gathered: Gathered, values: Values, key: str, kind: str) -> Found | None:
    reference = values.text(key)
    found = gathered.get(reference, kind)
    if reference and found is None:
        values.note(Doubt.UNKNOWN_REFERENCE, f"{key}: {reference}")
    return found


def _address_of(values: Values) -> str:
    return _address(values.text("accessUrl")) or _address(values.text("downloadUrl"))


def _address(url: str) -> str:
    """Only addresses of the web: a link on a page must not run a script."""
    return url if url.lower().startswith(("http://", "https://")) and len(url) <= 500 else ""


def _joined(identifier: str, place: str) -> str:
    """An id for the object in this place, short enough to be kept."""
    joined = f"{identifier}#{place}"
    return (
        joined if len(joined) <= LONGEST_ID else f"{sha256(joined.encode()).hexdigest()}#{place}"[:LONGEST_ID]
    )

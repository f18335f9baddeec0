"""What an upload would do to the actor table: row by row what is new, changes, stays, is open."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from klappt.actors.imports.changes import (
    CellChange,
    entry_from_changes,
    foreign_differences,
    new_cells,
    new_entry,
    own_differences,
)
from klappt.actors.imports.decisions import AS_HERE, MERGE, SEPARATE, Question, QuestionKind, answer_in_words
from klappt.actors.imports.matching import Known, Match, Matching, Place, start_matching
from klappt.actors.imports.merging import merged
from klappt.actors.imports.notes import KnownNotes, notes_of_content, notes_of_row, row_as_note
from klappt.actors.imports.questions import (
    cell_questions,
    conflict_question,
    corrected,
    duplicate_question,
    known_question,
)
from klappt.actors.imports.rows import ActorRow, TableContent
from klappt.actors.models import Institution
from klappt.actors.selectors.sheet import HEADINGS
from klappt.actors.services.importing import EntryChange, Note
from klappt.sheets.decisions import LEAVE_OUT, Decisions, row_id

OWN_HEADINGS = frozenset(HEADINGS.values())


class Verdict(StrEnum):
    OPEN = "open"
    CREATE = "create"
    CHANGE = "change"
    MERGE = "merge"
    LEAVE = "leave"
    OUT = "out"


@dataclass(slots=True)
class PlannedRow:
    """`row` as the file has it; `changes`: cells old and new; `first`: the row it is put together with."""

    id: str
    row: ActorRow
    verdict: Verdict = Verdict.OPEN
    questions: list[Question] = field(default_factory=list)
    changes: list[CellChange] = field(default_factory=list)
    target: Known | None = None
    first: ActorRow | None = None
    entry: EntryChange | None = None

    @property
    def has_doubt(self) -> bool:
        return bool(self.questions)


@dataclass(slots=True)
class Plan:
    rows: list[PlannedRow]
    notes: list[Note]
    content: TableContent

    def count(self, verdict: Verdict) -> int:
        return sum(row.verdict is verdict for row in self.rows)

    @property
    def is_settled(self) -> bool:
        return self.count(Verdict.OPEN) == 0

    @property
    def does_something(self) -> bool:
        return bool(self.notes) or any(row.entry for row in self.rows)

    @property
    def entries(self) -> list[EntryChange]:
        return [row.entry for row in self.rows if row.entry]

    @property
    def fingerprint(self) -> str:
        """Changes as soon as carrying out would do something else than what was shown."""
        told = [
            (
                row.id,
                row.verdict,
                row.target.pk if row.target else 0,
                [(c.column, c.old, c.new) for c in row.changes],
            )
            for row in self.rows
        ]
        text = json.dumps([told, len(self.notes)], ensure_ascii=False)
        return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


def make_plan(
    content: TableContent,
    institutions: Sequence[Institution],
    decisions: Decisions | None = None,
    known_notes: KnownNotes | None = None,
    bases: Mapping[str, Mapping[str, str]] | None = None,
) -> Plan:
    """`bases`: signs of the cells at download by key, from the hidden sheet of our own worksheet."""
    known_notes = known_notes or KnownNotes()
    planner = _Planner(start_matching(institutions, content.rows), decisions or {}, bases or {}, known_notes)
    sheets = {mapping.sheet: index for index, mapping in enumerate(content.mapping)}
    for row in content.rows:
        planner.ask(PlannedRow(row_id(sheets.get(row.sheet, 0), row.row), row))
    for planned in planner.rows:
        planner.settle(planned)
    left_out = [row_as_note(planned.row) for planned in planner.rows if planned.verdict is Verdict.OUT]
    notes = [
        *notes_of_content(content, known_notes),
        *(note for note in left_out if not known_notes.knows(note)),
    ]
    return Plan(planner.rows, notes, content)


class _Planner:
    """Two rounds: first every row is asked about and matched, then each says what it would do."""

    def __init__(
        self,
        matching: Matching,
        decisions: Decisions,
        bases: Mapping[str, Mapping[str, str]],
        known_notes: KnownNotes,
    ) -> None:
        self.matching, self.decisions, self.bases, self.known_notes = matching, decisions, bases, known_notes
        self.rows: list[PlannedRow] = []
        self.clean: dict[Place, ActorRow] = {}
        self.matches: dict[Place, Match] = {}
        self.planned: dict[Place, PlannedRow] = {}
        self.keys_taken: set[int] = set()
        self.first_for: dict[int, PlannedRow] = {}

    def ask(self, planned: PlannedRow) -> None:
        row = planned.row
        answers = {**answer_in_words(row.cells.get("answer", "")), **self.decisions.get(planned.id, {})}
        self.rows.append(planned)
        self.planned[row.place] = planned
        if answers.get("act") == LEAVE_OUT:
            planned.verdict = Verdict.OUT
            return
        match = self.matching.match(row, self.keys_taken)
        questions = _still_asked(cell_questions(row, answers), row, match)
        clean = corrected(row, questions)
        if not match.sure and clean.name != row.name:
            match = self.matching.match(clean, self.keys_taken)
        planned.questions = questions
        self.clean[row.place] = clean
        self._settle_match(planned, match, answers)

    def _settle_match(self, planned: PlannedRow, match: Match, answers: Mapping[str, str]) -> None:
        row = planned.row
        if match.by_key and match.sure:
            self.keys_taken.add(match.sure.pk)
        first = self._first_of(row)
        if first and not match.sure:
            question = duplicate_question(row, first.row, answers)
            planned.questions.append(question)
            if question.value == MERGE:
                planned.first = first.row
                return
            match = Match() if question.value == SEPARATE else match
        elif match.maybe:
            question = known_question(match.maybe, answers)
            planned.questions.append(question)
            if question.value.isdecimal():
                match = Match(sure=self.matching.by_pk[int(question.value)])
        planned.target = match.sure
        self.matches[row.place] = match
        if match.sure and match.sure.pk in self.first_for:
            planned.first = self.first_for[match.sure.pk].row
        elif match.sure:
            self.first_for[match.sure.pk] = planned

    def _first_of(self, row: ActorRow) -> PlannedRow | None:
        if row.duplicate_of is None:
            return None
        first = self.planned.get((row.duplicate_sheet, row.duplicate_of))
        if first is None or first.verdict is Verdict.OUT:
            return None
        return self.planned.get(first.first.place, first) if first.first else first

    def settle(self, planned: PlannedRow) -> None:
        if planned.verdict is Verdict.OUT:
            return
        if any(question.is_open for question in planned.questions):
            planned.verdict = Verdict.OPEN
            planned.changes = self._provisional(planned)
            return
        if planned.first:
            planned.verdict = Verdict.MERGE
            return
        row = self.clean[planned.row.place]
        own = self.matches[row.place].by_key
        for other in self.rows:
            if other.first is planned.row and not any(question.is_open for question in other.questions):
                row = merged(row, self.clean[other.row.place])
        self._decide(planned, row, own=own)

    def _decide(self, planned: PlannedRow, row: ActorRow, *, own: bool) -> None:
        if own:  # what our own columns hold is compared as it stands; nothing of it is left over
            row = replace(
                row, extra={key: text for key, text in row.extra.items() if key not in OWN_HEADINGS}
            )
        notes = tuple(note for note in notes_of_row(row) if not self.known_notes.knows(note))
        known = planned.target
        if known is None:
            planned.changes = [CellChange(key, "", text) for key, text in new_cells(row).items() if text]
            planned.verdict, planned.entry = Verdict.CREATE, replace(new_entry(row), notes=notes)
            return
        planned.changes = self._differences(planned, row, known, own=own)
        if any(question.is_open for question in planned.questions):
            planned.verdict = Verdict.OPEN
        elif planned.changes or notes:
            entry = entry_from_changes(row, known, planned.changes, own=own)
            planned.verdict, planned.entry = Verdict.CHANGE, replace(entry, notes=notes)
        else:
            planned.verdict = Verdict.LEAVE

    def _differences(
        self, planned: PlannedRow, row: ActorRow, known: Known, *, own: bool
    ) -> list[CellChange]:
        if not own:
            asked = any(question.kind is QuestionKind.KNOWN for question in planned.questions)
            return foreign_differences(row, known, keep_name=asked).changes
        found = own_differences(row, known, self.bases.get(row.key, {}))
        if not found.conflicts:
            return found.changes
        answers = answer_in_words(row.cells.get("answer", ""))
        question = conflict_question(found.conflicts, {**answers, **self.decisions.get(planned.id, {})})
        planned.questions.append(question)
        return found.changes if question.value == AS_HERE else [*found.changes, *found.conflicts]

    def _provisional(self, planned: PlannedRow) -> list[CellChange]:
        """What an open row says, so that it can be looked at while deciding."""
        row = self.clean[planned.row.place]
        if planned.target is not None:
            return self._differences(planned, row, planned.target, own=self.matches[row.place].by_key)
        return [CellChange(key, "", text) for key, text in new_cells(row).items() if text]


def _still_asked(questions: list[Question], row: ActorRow, match: Match) -> list[Question]:
    """A cell that says what the entry says already needs no question: an unchanged download has none."""
    if match.sure is None:
        return questions
    cells = match.sure.cells
    said = {"field": row.cells.get("field", ""), "email": row.cells.get("email", "")}
    return [
        question
        for question in questions
        if not (
            (
                question.kind.value in ("cooperation", "core_group", "forum")
                and cells[question.kind.value] == "?"
            )
            or (question.kind.value in said and said[question.kind.value] == cells[question.kind.value])
        )
    ]

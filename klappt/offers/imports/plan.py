"""What a file would do to the offers: row by row what is new, changes, stays, is open."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from klappt.core.conditions import Attribute
from klappt.offers.imports.carriers import CarrierQuestion, Carriers, carriers_in
from klappt.offers.imports.changes import CellChange, Draft, differences, new_cells
from klappt.offers.imports.matching import Institutions, Known, Match, Matching
from klappt.offers.imports.questions import (
    FROM_FILE,
    SEPARATE,
    cell_questions,
    conflict_question,
    corrected,
    known_question,
    name_question,
    twice_question,
)
from klappt.offers.imports.rows import FileContent, OfferRow, Question
from klappt.offers.services.importing import OfferChange
from klappt.sheets.decisions import LEAVE_OUT, Decisions


class Verdict(StrEnum):
    OPEN = "open"
    CREATE = "create"
    CHANGE = "change"
    LEAVE = "leave"
    OUT = "out"


@dataclass(slots=True)
class PlannedRow:
    """`waits_for`: names of institutions nobody has decided on yet."""

    row: OfferRow
    verdict: Verdict = Verdict.OPEN
    questions: list[Question] = field(default_factory=list)
    changes: list[CellChange] = field(default_factory=list)
    target: Known | None = None
    change: OfferChange | None = None
    waits_for: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        return self.row.id

    @property
    def has_doubt(self) -> bool:
        return bool(self.questions or self.waits_for)


@dataclass(slots=True)
class Plan:
    rows: list[PlannedRow]
    content: FileContent
    carriers: list[CarrierQuestion]
    attributes: tuple[Attribute, ...] = ()

    def count(self, verdict: Verdict) -> int:
        return sum(row.verdict is verdict for row in self.rows)

    @property
    def open_count(self) -> int:
        return self.count(Verdict.OPEN)

    @property
    def is_settled(self) -> bool:
        return self.open_count == 0

    @property
    def changes(self) -> list[OfferChange]:
        return [row.change for row in self.rows if row.change]

    @property
    def does_something(self) -> bool:
        return bool(self.changes)

    @property
    def fingerprint(self) -> str:
        """Changes as soon as carrying out would do something else than what was shown."""
        told = [
            (
                row.id,
                row.verdict,
                row.target.pk if row.target else 0,
                [(each.column, each.old, each.new) for each in row.changes],
            )
            for row in self.rows
        ]
        answered = [(each.sign, each.answer) for each in self.carriers]
        text = json.dumps([told, answered], ensure_ascii=False)
        return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


def make_plan(
    content: FileContent,
    known: Sequence[Known],
    institutions: Institutions,
    decisions: Decisions,
    attributes: Sequence[Attribute],
) -> Plan:
    """Computed anew on each page from the file, the decisions and what stands here now."""
    carriers = Carriers(institutions, decisions.get("carriers", {}))
    planner = _Planner(content, Matching(known), carriers, decisions, attributes)
    rows = [planner.plan(row) for row in content.rows]
    used = {row.id for row in rows if row.change}
    needed = content.attributes if used else ()
    return Plan(rows, content, carriers.questions(), needed)


class _Planner:
    def __init__(
        self,
        content: FileContent,
        matching: Matching,
        carriers: Carriers,
        decisions: Decisions,
        attributes: Sequence[Attribute],
    ) -> None:
        self.content, self.matching, self.carriers = content, matching, carriers
        self.decisions, self.attributes = decisions, attributes
        self.taken: dict[int, PlannedRow] = {}
        self.new_keys: dict[str, PlannedRow] = {}

    def plan(self, row: OfferRow) -> PlannedRow:
        planned = PlannedRow(row)
        answers = self.decisions.get(row.id, {})
        if answers.get("act") == LEAVE_OUT:
            planned.verdict = Verdict.OUT
            return planned
        match = self.matching.match(row)
        planned.target = self._target(planned, match, answers)
        planned.questions += [*name_question(row, planned.target, answers)]
        planned.questions += cell_questions(row, planned.target, self.matching, answers)
        clean = corrected(row, planned.questions)
        if planned.target is None:
            clean.cells = {**clean.cells, **row.only_new}
        wanted = carriers_in(clean)
        planned.waits_for = self.carriers.missing(wanted, row.place)
        draft = Draft(clean, planned.target, self.carriers.resolved(wanted), self.attributes)
        self._decide(planned, draft, answers, own=match.by_key)
        return planned

    def _target(self, planned: PlannedRow, match: Match, answers: Mapping[str, str]) -> Known | None:
        target = match.sure
        if match.maybe:
            question = known_question(match.maybe, answers)
            planned.questions.append(question)
            target = self.matching.by_pk.get(int(question.value)) if question.value.isdecimal() else None
        first = self.taken.get(target.pk) if target else self._same_new(planned.row)
        if first is None:
            self._remember(planned, target)
            return target
        question = twice_question(first.row, answers)
        planned.questions.append(question)
        return None if question.value == SEPARATE else target

    def _same_new(self, row: OfferRow) -> PlannedRow | None:
        key = row.cells.get("key", "").casefold()
        return self.new_keys.get(key) if key else None

    def _remember(self, planned: PlannedRow, target: Known | None) -> None:
        key = planned.row.cells.get("key", "").casefold()
        if target is not None:
            self.taken[target.pk] = planned
        elif key:
            self.new_keys[key] = planned

    def _decide(self, planned: PlannedRow, draft: Draft, answers: Mapping[str, str], *, own: bool) -> None:
        separate = any(question.value == SEPARATE for question in planned.questions)
        if planned.target is None:
            planned.changes = new_cells(draft)
            change = draft.new(without_key=separate)
            verdict = Verdict.CREATE
        else:
            signs = self.content.signs.get(planned.row.row_key, {}) if own else {}
            found = differences(draft, signs, own=own)
            planned.changes = found.changes
            if found.conflicts:
                question = conflict_question(found.conflicts, answers)
                planned.questions.append(question)
                if question.value == FROM_FILE:
                    planned.changes = [*found.changes, *found.conflicts]
            change = draft.changed(planned.changes)
            verdict = Verdict.CHANGE if planned.changes else Verdict.LEAVE
        if planned.waits_for or any(question.is_open for question in planned.questions):
            return
        planned.verdict = verdict
        planned.change = change if verdict is not Verdict.LEAVE else None

"""What a row leaves open: the questions to people. Nothing is guessed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from klappt.offers.imports.matching import Known, Matching
from klappt.offers.imports.rows import OfferRow, Question, QuestionKind
from klappt.offers.imports.values import Unreadable, stored_value
from klappt.offers.selectors.sheet import HEADINGS, KIND_WORDS, STAGE_WORDS

SEPARATE = "separate"
FROM_FILE = "file"
AS_HERE = "here"
WORDS = {"kind": KIND_WORDS, "stage": STAGE_WORDS}
READ = tuple(kind for kind in QuestionKind if kind.value in HEADINGS and kind is not QuestionKind.NAME)
"""Questions about a single cell; the kind is the column."""

Answers = Mapping[str, str]


def name_question(row: OfferRow, target: Known | None, answers: Answers) -> list[Question]:
    if target is not None and "name" not in row.cells:
        return []
    if row.name:
        return _long_name(row, answers)
    said = answers.get("name", "")
    message = _("The name of the offer is missing. Please add it or leave the row out.")
    return [Question(QuestionKind.NAME, message, None, answer=said if _fits_name(said) else None)]


def _long_name(row: OfferRow, answers: Answers) -> list[Question]:
    """Never cut off: a name that does not fit is asked for again."""
    try:
        stored_value("name", row.name)
    except Unreadable as unreadable:
        message = _("%(column)s: “%(text)s”. %(problem)s") % {
            "column": HEADINGS["name"],
            "text": row.name,
            "problem": str(unreadable),
        }
        said = answers.get("name", "")
        return [Question(QuestionKind.NAME, message, None, answer=said if _fits_name(said) else None)]
    return []


def _fits_name(text: str) -> bool:
    try:
        return bool(stored_value("name", text))
    except Unreadable:
        return False


def known_question(maybe: Sequence[Known], answers: Answers) -> Question:
    options = (
        *((str(each.pk), _("This is “%(name)s”") % {"name": each.cells["name"]}) for each in maybe),
        (SEPARATE, _("It is an offer of its own")),
    )
    said = answers.get("known")
    answer = said if said in dict(options) else None
    return Question(QuestionKind.KNOWN, _("You have offers that look like this one."), None, options, answer)


def twice_question(first: OfferRow, answers: Answers) -> Question:
    message = _("The same offer stands in %(place)s already: “%(name)s”.")
    options = ((SEPARATE, _("Add it as an offer of its own")),)
    said = answers.get("twice")
    return Question(
        QuestionKind.TWICE,
        message % {"place": first.place, "name": first.name},
        None,
        options,
        said if said in dict(options) else None,
    )


def conflict_question(conflicts: Sequence[object], answers: Answers) -> Question:
    headings = ", ".join(str(getattr(each, "heading", "")) for each in conflicts)
    message = _("Changed in the file and here as well since the download: %(columns)s.")
    options = ((FROM_FILE, _("Take what the file says")), (AS_HERE, _("Leave as it is here")))
    said = answers.get("conflict")
    return Question(
        QuestionKind.CONFLICT,
        message % {"columns": headings},
        None,
        options,
        said if said in dict(options) else None,
    )


def cell_questions(
    row: OfferRow, target: Known | None, matching: Matching, answers: Answers
) -> list[Question]:
    """Cells that cannot be stored as they stand."""
    found = []
    for kind in READ:
        text = row.cells.get(kind.value, "")
        if not text or (target is not None and text == target.cells[kind.value]):
            continue
        problem = _problem(kind.value, text, target, matching)
        if problem:
            found.append(_cell_question(kind, text, problem, target, matching, answers))
    return [*found, *_period_question(row, found, answers)]


def corrected(row: OfferRow, questions: Sequence[Question]) -> OfferRow:
    """The row with the answers in the place of the doubtful cells."""
    cells = dict(row.cells)
    for question in questions:
        if question.kind in READ or question.kind is QuestionKind.NAME:
            answer = "" if question.is_open else question.value
            cells[question.kind.value] = WORDS.get(question.kind.value, {}).get(answer, answer)
    return replace(row, cells=cells)


def _cell_question(
    kind: QuestionKind, text: str, problem: str, target: Known | None, matching: Matching, answers: Answers
) -> Question:
    message = _("%(column)s: “%(text)s”. %(problem)s") % {
        "column": HEADINGS[kind.value],
        "text": text,
        "problem": problem,
    }
    said = answers.get(kind.value)
    options = tuple(WORDS.get(kind.value, {}).items())
    good = said is not None and (
        said == "" or (said in dict(options) if options else not _problem(kind.value, said, target, matching))
    )
    return Question(kind, message, None, options, said if good else None)


def _problem(column: str, text: str, target: Known | None, matching: Matching) -> str:
    try:
        stored_value(column, text)
    except Unreadable as unreadable:
        return str(unreadable)
    rival = matching.by_short.get(text.casefold()) if column == "key" else None
    if rival is not None and target is not None and rival.pk != target.pk:
        return _("“%(name)s” has this abbreviation already.") % {"name": rival.cells["name"]}
    return ""


def _period_question(row: OfferRow, found: Sequence[Question], answers: Answers) -> list[Question]:
    asked = {question.kind for question in found}
    begins, ends = row.cells.get("valid_from", ""), row.cells.get("valid_until", "")
    if not begins or not ends or asked & {QuestionKind.VALID_FROM, QuestionKind.VALID_UNTIL}:
        return []
    first, last = stored_value("valid_from", begins), stored_value("valid_until", ends)
    if str(first) <= str(last):
        return []
    said = answers.get("valid_until")
    good = said == "" or (said is not None and _is_after(said, str(first)))
    message = _("The offer would end (%(last)s) before it begins (%(first)s).")
    return [
        Question(
            QuestionKind.VALID_UNTIL,
            message % {"first": begins, "last": ends},
            None,
            answer=said if good else None,
        )
    ]


def _is_after(text: str, first: str) -> bool:
    try:
        return str(stored_value("valid_until", text)) >= first
    except Unreadable:
        return False

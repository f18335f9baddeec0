"""What a file gives: a questionnaire as far as klappt can express it, and every loss with its place."""

from dataclasses import dataclass
from enum import StrEnum

from klappt.core.questionnaire.model import Questionnaire


class LossKind(StrEnum):
    """What did not come over as it stood. LOSS_WORDS has the sentence for each."""

    KIND = "kind"
    READ_ONLY = "read_only"
    LOOP = "loop"
    NESTED_REPEAT = "nested_repeat"
    EMPTY_REPEAT = "empty_repeat"
    REPEAT_COUNT = "repeat_count"
    COLUMN_KIND = "column_kind"
    COLUMN_RULE = "column_rule"
    NESTED_GROUP = "nested_group"
    LOOSE = "loose"
    NOTE = "note"
    NOTE_LOST = "note_lost"
    NAME = "name"
    OPTION_NAME = "option_name"
    NO_LABEL = "no_label"
    TEXT_CUT = "text_cut"
    PLACEHOLDER = "placeholder"
    CALCULATION = "calculation"
    CONSTRAINT = "constraint"
    CONDITION = "condition"
    REQUIRED_IF = "required_if"
    REQUIRED_ROWS = "required_rows"
    FILTER = "filter"
    LIST_ELSEWHERE = "list_elsewhere"
    LIST_UNUSED = "list_unused"
    OTHER_ADDED = "other_added"
    DEFAULT = "default"
    MESSAGE = "message"
    MEDIA = "media"
    FILE_KIND = "file_kind"
    APPEARANCE = "appearance"
    PARAMETER = "parameter"
    GUIDANCE = "guidance"
    DISABLED = "disabled"
    TRANSLATION = "translation"
    OTHER_LANGUAGE = "other_language"
    LANGUAGE_GUESSED = "language_guessed"
    COLUMN = "column"
    SETTING = "setting"
    SHEET = "sheet"


class ProblemKind(StrEnum):
    """Why a file cannot come in at all."""

    FILE = "file"
    NO_FORM = "no_form"
    TOO_LONG = "too_long"
    NO_SURVEY = "no_survey"
    NO_TYPE = "no_type"
    NO_NAME = "no_name"
    NO_LABEL = "no_label"
    BAD_NAME = "bad_name"
    NAME_TWICE = "name_twice"
    NAME_RESERVED = "name_reserved"
    UNKNOWN_KIND = "unknown_kind"
    NOT_INCLUDED = "not_included"
    NO_CALCULATION = "no_calculation"
    NO_SUCH_LIST = "no_such_list"
    NO_CHOICES = "no_choices"
    CHOICE_NAME = "choice_name"
    CHOICE_TWICE = "choice_twice"
    CHOICE_SPACES = "choice_spaces"
    HEADER_TWICE = "header_twice"
    HEADER_MISSING = "header_missing"
    HEADER_BAD = "header_bad"
    END_MISSING = "end_missing"
    BEGIN_MISSING = "begin_missing"
    NO_SUCH_NAME = "no_such_name"
    REFERENCE_BAD = "reference_bad"
    REFERENCE_TWICE = "reference_twice"
    TABLE_LIST = "table_list"
    PARAMETER = "parameter"
    DATE_CELL = "date_cell"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that klappt does not take over, or not as it stood. Rows as the spreadsheet counts them."""

    kind: LossKind
    sheet: str
    row: int
    column: str = ""
    value: str = ""
    becomes: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file is refused. `row` is 0 where the whole sheet or file is meant; `value` is what stands."""

    kind: ProblemKind
    sheet: str = ""
    row: int = 0
    value: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """`questionnaire` is None exactly when there are problems."""

    questionnaire: Questionnaire | None
    losses: tuple[Loss, ...] = ()
    problems: tuple[Problem, ...] = ()

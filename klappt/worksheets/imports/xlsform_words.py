"""What was lost and why a form is refused, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klappt.worksheets.imports.incoming import Loss, LossKind, Problem, ProblemKind

_LOSSES: dict[LossKind, Promise] = {
    LossKind.KIND: gettext_lazy(
        "“%(value)s” did not come over: klappt has no kind of question like “%(column)s”."
    ),
    LossKind.READ_ONLY: gettext_lazy("“%(value)s” did not come over: in the form nobody can answer it."),
    LossKind.LOOP: gettext_lazy("“%(value)s” did not come over: klappt asks nothing in loops."),
    LossKind.NESTED_REPEAT: gettext_lazy(
        "“%(value)s” did not come over: in klappt a table has no groups inside."
    ),
    LossKind.EMPTY_REPEAT: gettext_lazy(
        "“%(value)s” did not come over: nothing in it can be the column of a table."
    ),
    LossKind.REPEAT_COUNT: gettext_lazy("How often something is repeated is not computed: %(value)s"),
    LossKind.COLUMN_KIND: gettext_lazy(
        "“%(value)s” did not come over: “%(column)s” cannot be the column of a table."
    ),
    LossKind.COLUMN_RULE: gettext_lazy(
        "In a table or matrix klappt does not know this: %(column)s, %(value)s"
    ),
    LossKind.NESTED_GROUP: gettext_lazy(
        "The group “%(value)s” stands in another one. Its questions now stand in the section “%(becomes)s”."
    ),
    LossKind.LOOSE: gettext_lazy(
        "From here on, questions stand outside of groups. They make a section “%(value)s”."
    ),
    LossKind.NOTE: gettext_lazy("The note “%(value)s” is now a hint at the question “%(becomes)s”."),
    LossKind.NOTE_LOST: gettext_lazy("The note “%(value)s” did not come over: no question follows it."),
    LossKind.NAME: gettext_lazy("The name “%(value)s” becomes “%(becomes)s”."),
    LossKind.OPTION_NAME: gettext_lazy("The name of the choice “%(value)s” becomes “%(becomes)s”."),
    LossKind.NO_LABEL: gettext_lazy("There is no wording. klappt shows the name: “%(value)s”."),
    LossKind.TEXT_CUT: gettext_lazy("The text is too long and was cut: “%(value)s”"),
    LossKind.PLACEHOLDER: gettext_lazy(
        "klappt puts no answers into texts. It says there literally: “%(value)s”"
    ),
    LossKind.CALCULATION: gettext_lazy("klappt computes nothing: %(value)s"),
    LossKind.CONSTRAINT: gettext_lazy("The question came over without this rule for its answer: %(value)s"),
    LossKind.CONDITION: gettext_lazy("It is always asked now. klappt cannot say this condition: %(value)s"),
    LossKind.REQUIRED_IF: gettext_lazy("It is not required now. klappt cannot say this condition: %(value)s"),
    LossKind.REQUIRED_ROWS: gettext_lazy("Only some rows of “%(value)s” were required. Now none is."),
    LossKind.FILTER: gettext_lazy("All choices are offered. klappt does not filter by: %(value)s"),
    LossKind.LIST_ELSEWHERE: gettext_lazy("The choices of “%(value)s” are not in this file."),
    LossKind.LIST_UNUSED: gettext_lazy("The list “%(value)s” did not come over: no question here uses it."),
    LossKind.OTHER_ADDED: gettext_lazy(
        "“Sonstiges” and a question for words were added, as “or_other” says."
    ),
    LossKind.DEFAULT: gettext_lazy("klappt fills in no answer beforehand: %(value)s"),
    LossKind.MESSAGE: gettext_lazy("klappt says it in words of its own, not with: “%(value)s”"),
    LossKind.MEDIA: gettext_lazy("A picture, sound or film did not come over: %(value)s"),
    LossKind.FILE_KIND: gettext_lazy("Instead of “%(value)s”, klappt asks for a file of any kind."),
    LossKind.APPEARANCE: gettext_lazy("klappt draws the question its own way, not as: %(value)s"),
    LossKind.PARAMETER: gettext_lazy("This setting of the question did not come over: %(value)s"),
    LossKind.GUIDANCE: gettext_lazy("The guidance did not come over: “%(value)s”"),
    LossKind.DISABLED: gettext_lazy("“%(value)s” is switched off in the form and did not come over."),
    LossKind.TRANSLATION: gettext_lazy("The language “%(value)s” did not come over (column %(column)s)."),
    LossKind.OTHER_LANGUAGE: gettext_lazy(
        "The wording is missing in the language chosen. It is now: “%(value)s”"
    ),
    LossKind.LANGUAGE_GUESSED: gettext_lazy(
        "The form does not say its language. klappt takes it for German."
    ),
    LossKind.COLUMN: gettext_lazy("klappt knows nothing of this: %(column)s, %(value)s"),
    LossKind.SETTING: gettext_lazy("This setting of the form did not come over: %(column)s, %(value)s"),
    LossKind.SHEET: gettext_lazy("The sheet “%(value)s” was not read."),
}

_PROBLEMS: dict[ProblemKind, Promise] = {
    ProblemKind.FILE: gettext_lazy("%(value)s"),
    ProblemKind.NO_FORM: gettext_lazy("This is %(value)s, no form. Please send .xlsx, .xls or .csv."),
    ProblemKind.TOO_LONG: gettext_lazy(
        "Reading the form took too long, so klappt stopped. Please send it in smaller parts."
    ),
    ProblemKind.NO_SURVEY: gettext_lazy(
        "There is no sheet “survey”. This is where the questions have to stand."
    ),
    ProblemKind.NO_TYPE: gettext_lazy("The question has no kind. Please fill in the column “type”."),
    ProblemKind.NO_NAME: gettext_lazy("The question or group has no name. Please fill in the column “name”."),
    ProblemKind.NO_LABEL: gettext_lazy("“%(value)s” has no wording. Please fill in the column “label”."),
    ProblemKind.BAD_NAME: gettext_lazy(
        "The name cannot be used. It has to begin with a letter and may hold letters, digits, - and _."
    ),
    ProblemKind.NAME_TWICE: gettext_lazy("The name “%(value)s” stands twice. Please give each its own."),
    ProblemKind.NAME_RESERVED: gettext_lazy(
        "The name is taken by the format itself. Please choose another one."
    ),
    ProblemKind.UNKNOWN_KIND: gettext_lazy("XLSForm has no kind of question called “%(value)s”."),
    ProblemKind.NOT_INCLUDED: gettext_lazy(
        "The form takes in a part from another file. Please copy that part into this file."
    ),
    ProblemKind.NO_CALCULATION: gettext_lazy(
        "“calculate” without a calculation. Please add one or delete the row."
    ),
    ProblemKind.NO_SUCH_LIST: gettext_lazy("There is no list of choices called “%(value)s”."),
    ProblemKind.NO_CHOICES: gettext_lazy("The sheet “choices” with the lists of choices is missing."),
    ProblemKind.CHOICE_NAME: gettext_lazy("The choice has no name. Please fill in the column “name”."),
    ProblemKind.CHOICE_TWICE: gettext_lazy("The name of this choice stands twice in its list."),
    ProblemKind.CHOICE_SPACES: gettext_lazy(
        "The name of the choice “%(value)s” has blanks. Where several can be ticked, that is not possible."
    ),
    ProblemKind.HEADER_TWICE: gettext_lazy("A column stands twice: %(value)s. Please delete one of them."),
    ProblemKind.HEADER_MISSING: gettext_lazy("A column is missing: %(value)s."),
    ProblemKind.HEADER_BAD: gettext_lazy(
        "The headings cannot be read. They belong into the first row, without blanks."
    ),
    ProblemKind.END_MISSING: gettext_lazy("The group “%(value)s” begins here and never ends."),
    ProblemKind.BEGIN_MISSING: gettext_lazy("A group ends here that never began."),
    ProblemKind.NO_SUCH_NAME: gettext_lazy("There is no question called “%(value)s”."),
    ProblemKind.REFERENCE_BAD: gettext_lazy("A reference to a question is not written as ${name}."),
    ProblemKind.REFERENCE_TWICE: gettext_lazy("“%(value)s” is meant, but several questions are called that."),
    ProblemKind.TABLE_LIST: gettext_lazy("In a table of choices all rows need the same list of choices."),
    ProblemKind.PARAMETER: gettext_lazy("The column “parameters” has a value that does not fit."),
    ProblemKind.DATE_CELL: gettext_lazy("The date in the column “%(value)s” cannot be read."),
    ProblemKind.OTHER: gettext_lazy("The check of the format (pyxform) says: %(value)s"),
}


def loss_words(loss: Loss) -> str:
    """One sentence, without the place."""
    return str(_LOSSES[loss.kind]) % {"value": loss.value, "column": loss.column, "becomes": loss.becomes}


def problem_words(problem: Problem) -> str:
    """One sentence, without the place."""
    return str(_PROBLEMS[problem.kind]) % {"value": problem.value}


def place_words(place: Loss | Problem) -> str:
    """Empty where the whole file is meant."""
    if place.sheet and place.row:
        return _("Sheet “%(sheet)s”, row %(row)d") % {"sheet": place.sheet, "row": place.row}
    return _("Sheet “%(sheet)s”") % {"sheet": place.sheet} if place.sheet else ""

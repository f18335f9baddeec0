"""What stands hidden in a workbook, so that each cell is known again wherever its row has gone."""

OWN_SHEET = "klappt"
LIST_SHEET = "klappt-Listen"
QUESTIONS = "@questions"
TABLE = "@table:"
LABELS_ONLY = "-"
"""In the column of identifiers: this row is there to be read."""
LABEL = "klappt-label"
"""On the own sheet, before the sign of a text that is only to be read: what has no sign, people wrote."""

NUMBER, QUESTION, ANSWER, NA, HINT = "number", "question", "answer", "na", "hint"
QUESTION_COLUMNS = (QUESTIONS, NUMBER, QUESTION, ANSWER, NA, HINT)

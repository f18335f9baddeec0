"""What is wrong with a catalogue, a condition or a profile, in words for the one who has to mend it."""

from django.utils.translation import gettext as _

from klappt.core.catalogue import Problem, Reason


def problem_words(problem: Problem) -> str:
    """The sentence without its place: what is the matter and what to do."""
    return _sentence(problem.reason) % problem.values


def placed_problem(problem: Problem) -> str:
    """The sentence with the place where it stands, for a file."""
    where = ": ".join(part for part in (problem.offer, problem.place) if part)
    return f"{where}: {problem_words(problem)}" if where else problem_words(problem)


def _sentence(reason: Reason) -> str:
    return {
        Reason.NOT_JSON: _("This is not JSON (line %(line)s, column %(column)s)."),
        Reason.TOO_LARGE: _("This is larger than %(limit)s bytes."),
        Reason.TOO_DEEP: _("Parts stand in parts more than %(limit)s times. Please make it simpler."),
        Reason.FORMAT: _("The format is “%(value)s”, but only “%(expected)s” can be read."),
        Reason.MISSING: _("Something is missing here."),
        Reason.UNKNOWN_FIELD: _("Nobody knows this field. Please check how it is spelled."),
        Reason.DUPLICATE_FIELD: _("This field stands here twice."),
        Reason.NOT_OBJECT: _("Fields in braces are needed here, not “%(value)s”."),
        Reason.NOT_LIST: _("A list is needed here, not “%(value)s”."),
        Reason.NOT_TEXT: _("A text is needed here, not “%(value)s”."),
        Reason.BAD_TEXT: _("The text has characters that cannot be written: “%(value)s”."),
        Reason.BAD_KEY: _(
            "“%(value)s” cannot be an abbreviation: empty, too long, or with blanks at its ends."
        ),
        Reason.NOT_BOOLEAN: _("Only yes or no (true, false) is possible here, not “%(value)s”."),
        Reason.NOT_NUMBER: _("“%(value)s” is not a number."),
        Reason.NOT_WHOLE: _("“%(value)s” is not a whole number."),
        Reason.TOO_SMALL: _("%(value)s is too small, the least is %(least)s."),
        Reason.TOO_BIG: _("%(value)s is too big, the most is %(most)s."),
        Reason.NOT_DATE: _("“%(value)s” is not a date, such as 2026-11-22."),
        Reason.NOT_LISTED: _("“%(value)s” is not among the possible answers: %(allowed)s."),
        Reason.DUPLICATE: _("“%(value)s” stands here twice."),
        Reason.UNKNOWN_ATTRIBUTE: _("Nobody asks about “%(value)s”: it is not among the attributes."),
        Reason.UNKNOWN_OFFER: _("There is no offer “%(value)s”."),
        Reason.LINK_TO_ITSELF: _("An offer cannot lead to itself."),
        Reason.NO_CONDITION: _("This is no condition: neither a group, a comparison nor a judgement."),
        Reason.NO_EFFECT: _("This says not or not clearly what the offer leads to."),
        Reason.OPERATOR: _("“%(value)s” does not go with this kind of answer. Possible are: %(allowed)s."),
        Reason.NOT_FOR_KIND: _("“%(value)s” does not go with this kind of answer."),
        Reason.NOT_TABLE: _("This is no readable table (line %(line)s): a quotation mark may never end."),
        Reason.CELLS: _("This row has %(found)s cells, but the heading has %(expected)s."),
        Reason.ENDS_BEFORE_IT_BEGINS: _("The end (%(ends)s) lies before the beginning (%(begins)s)."),
    }[reason]

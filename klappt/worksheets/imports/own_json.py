"""A worksheet out of the JSON of klappt. Whatever is wrong is said place by place."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klappt.core.questionnaire.reading import (
    FORMAT,
    Unreadable,
    UnreadableQuestionnaire,
    read_questionnaire,
)
from klappt.worksheets.extensions import Loss, Reader, ReadFile, RefusedFile

_WRONG = {
    "missing": gettext_lazy("Something is missing here."),
    "extra_forbidden": gettext_lazy("klappt does not know this name."),
    "unexpected_keyword_argument": gettext_lazy("klappt does not know this name."),
    "string_type": gettext_lazy("A text belongs here."),
    "string_too_long": gettext_lazy("This text is too long."),
    "bool_type": gettext_lazy("true or false belongs here."),
    "bool_parsing": gettext_lazy("true or false belongs here."),
    "tuple_type": gettext_lazy("A list belongs here."),
    "enum": gettext_lazy("klappt does not know this word."),
    "union_tag_invalid": gettext_lazy("This is no condition klappt knows."),
    "too_deep": gettext_lazy("The file is nested too deeply."),
}


def read(data: bytes, _name: str) -> ReadFile:
    try:
        return ReadFile(read_questionnaire(data.decode("utf-8-sig")))
    except UnicodeDecodeError:
        raise RefusedFile([Loss(_("The file is not encoded in UTF-8."))]) from None
    except UnreadableQuestionnaire as wrong:
        raise RefusedFile([_loss(each) for each in wrong.problems]) from wrong


def _loss(problem: Unreadable) -> Loss:
    if problem.code == "not_json":
        return Loss(_("This is no JSON."), _("line %(line)s") % {"line": problem.value})
    if problem.code == "format":
        return Loss(_("The file has to begin with “format”: “%(format)s”.") % {"format": FORMAT}, "format")
    words = str(_WRONG.get(problem.code) or _("klappt cannot read this."))
    found = _("Found: %(value)s") % {"value": problem.value}
    return Loss(f"{words} {found}" if problem.value and problem.code != "missing" else words, problem.place)


READER = Reader(
    "json",
    gettext_lazy("JSON of klappt"),
    (".json",),
    gettext_lazy("A file that was downloaded here, or one you wrote in the same form."),
    read,
)

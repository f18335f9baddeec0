"""The words of weighing: the scale as people read it, and what a posted sheet says."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from klappt.core.keys import key_in
from klappt.needs.services.weighing import ABSTAIN, NOT_YET

SCALE: list[tuple[str, str | Promise]] = [
    ("4", _("most important")),
    ("3", _("important")),
    ("2", _("medium")),
    ("1", _("less important")),
    ("0", _("not important now")),
    (ABSTAIN, _("I abstain")),
    (NOT_YET, _("not weighed yet")),
]


def read_sheet(posted: Mapping[str, str]) -> dict[int, str]:
    """By the number of what is weighed; a field `weight-7` holds the word for number 7."""
    said: dict[int, str] = {}
    for name, word in posted.items():
        key = key_in(name.removeprefix("weight-")) if name.startswith("weight-") else None
        if key is not None:
            said[key] = word
    return said

"""Every free text of these pages comes through here before anything is stored."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from klappt.core.persons import BLOCKING, Sign, signs

# Lazy words; Django's stubs have a type of their own for them.
WORDS: dict[Sign, Any] = {
    Sign.MAIL: _("An e-mail or internet address stands in it. Please take it out."),
    Sign.NUMBER: _("A long number stands in it, perhaps a telephone or file number. Please take it out."),
    Sign.FILE: _("A file number or a number of a document stands in it. Please take it out."),
    Sign.BIRTH: _("A date of birth stands in it. Please take it out."),
    Sign.NAME: _("A name stands in it. Please take it out; the institution is enough."),
    Sign.DESCRIPTION: _(
        "It tells of one person, by age or origin. Please write what it shows about structures."
    ),
    Sign.PERHAPS_NAME: _("A word in it may be a name."),
    Sign.PERHAPS_PERSON: _("It may tell of one single person."),
    Sign.PERHAPS_DAY: _("A day stands in it. Is it the day of a rule, or of a person?"),
    Sign.ORIGIN: _("A country of origin stands in it."),
    Sign.ADDRESS: _("An address stands in it."),
}


def refuse_persons(text: str, *, field: str, looked_through: bool) -> bool:
    """Whether the text needed a look, and had one. ValidationError when it must change or be looked at.

    What was refused is nowhere kept: the error holds the kinds of signs, never the text.
    """
    found = signs(text)
    blocked = found & BLOCKING
    if blocked:
        raise ValidationError({field: _told(blocked)})
    if found and not looked_through:
        raise ValidationError({field: _told(found)})
    return bool(found)


def only_doubtful(text: str) -> bool:
    """Whether a conscious look is what the text needs."""
    found = signs(text)
    return bool(found) and not found & BLOCKING


def _told(found: Iterable[Sign]) -> list[Any]:
    return [WORDS[sign] for sign in Sign if sign in set(found)]

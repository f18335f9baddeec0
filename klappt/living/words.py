"""How a living table says what it knows, and above all what it does not know."""

import datetime
import re
from collections.abc import Iterable

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from klappt.alliances.models import Alliance

_EMAIL = re.compile(r"\S+@\S+\.\w+")


def day_words(day: datetime.date | None) -> str:
    """The day, or that nobody knows it."""
    return str(date_format(day, "SHORT_DATE_FORMAT")) if day else _("unknown")


def until_words(day: datetime.date | None) -> str:
    """The day on which it ends; what has no end goes on."""
    return str(date_format(day, "SHORT_DATE_FORMAT")) if day else _("open-ended")


def known(word: object) -> str:
    """The word itself; where nobody has said anything, that it is unknown."""
    return str(word or "") or _("unknown")


def count_words(number: int | None) -> str:
    return _("unknown") if number is None else str(number)


def listed(words: Iterable[object]) -> str:
    """Each once, in the order in which they come; a dash where there is none."""
    return "; ".join(dict.fromkeys(str(word) for word in words if str(word))) or "–"


def nothing_yet() -> str:
    return _("Nothing is kept here yet.")


def at(name: str, alliance: Alliance) -> str:
    """The page of the alliance where this is kept."""
    return reverse(name, args=[alliance.key])


def without_addresses(word: str) -> str:
    """An e-mail address that somebody wrote into a name stays inside the alliance."""
    return _EMAIL.sub("…", word)

"""Columns of situations and needs in people's words."""

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from klappt.needs.enums import Voice
from klappt.needs.models import LivingSituation, Need
from klappt.needs.selectors.themes import find_theme
from klappt.profiles.models import Subgroup


def label_of(row: LivingSituation | Need, column: str) -> str:
    if column == "subgroups":
        return _("Who needs it")
    field = row._meta.get_field(column)
    return str(capfirst(str(getattr(field, "verbose_name", column))))


def words_of(column: str, text: str) -> str:
    """What a stored text means to a reader."""
    if column == "theme":
        theme = find_theme(text)
        return str(theme) if theme else text
    if column in ("subgroup", "subgroups"):
        keys = [key for key in text.split(",") if key.isdecimal()]
        names = Subgroup.objects.filter(pk__in=keys).order_by("position", "pk").values_list("name", flat=True)
        return ", ".join(names) or _("all young people")
    if column == "voice":
        return str(Voice(text).label) if text in Voice else text
    day = parse_date(text) if column == "as_of" else None
    return date_format(day, "SHORT_DATE_FORMAT") if day else text

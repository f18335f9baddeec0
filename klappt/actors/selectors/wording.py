import datetime

from django.utils.formats import date_format

from klappt.actors.enums import Field, Tick
from klappt.actors.models import InstitutionType
from klappt.actors.selectors.table import TICKS


def words(column: str, value: str) -> str:
    """What a person reads for a cell's text."""
    if not value:
        return ""
    if column == "type":
        return str(InstitutionType.objects.filter(pk=value).first() or "") if value.isdecimal() else value
    if column == "checked_on":
        return date_format(datetime.date.fromisoformat(value), "SHORT_DATE_FORMAT")
    if column == "field":
        return str(Field(value).label)
    return str(Tick(value).label) if column in TICKS else value

"""Days as the bodies keep them: an unknown beginning or an open end reaches as far as it can."""

import datetime

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from klappt.alliances.models import Period

Day = datetime.date | None


def overlap(row: Period, begins: Day, ends: Day) -> bool:
    """There is a day on which the row and the period both hold; first and last day belong to it."""
    before = row.valid_until is not None and begins is not None and row.valid_until < begins
    after = row.valid_from is not None and ends is not None and row.valid_from > ends
    return not before and not after


def refuse_outside(outer: Period, begins: Day, ends: Day, *, what: str) -> None:
    """ValidationError by column where the period reaches beyond the days of what it belongs to."""
    if begins and ends and ends < begins:
        raise ValidationError({"valid_until": _("The end lies before the beginning.")})
    if outer.valid_from and begins and begins < outer.valid_from:
        told = _("“%(what)s” began only on %(day)s.") % {"what": what, "day": _said(outer.valid_from)}
        raise ValidationError({"valid_from": told})
    if outer.valid_until is None:
        return
    told = _("“%(what)s” ended on %(day)s.") % {"what": what, "day": _said(outer.valid_until)}
    if begins and begins > outer.valid_until:
        raise ValidationError({"valid_from": told})
    if ends and ends > outer.valid_until:
        raise ValidationError({"valid_until": told})


def _said(day: datetime.date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")

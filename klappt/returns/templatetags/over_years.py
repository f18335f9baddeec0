"""What came back over the years: the picture with its table, wherever research looks at returns."""

from collections.abc import Sequence

from django import template
from django.utils import timezone

from klappt.returns.selectors.wave_picture import drawn
from klappt.returns.selectors.waves import Standing
from klappt.returns.selectors.years import years

register = template.Library()


@register.inclusion_tag("returns/waves/parts/years.html")
def over_years(standings: Sequence[Standing]) -> dict[str, object]:
    """One query, for the table. The page needs `returns/waves.css`."""
    return {"years": years(standings, timezone.localdate()), "picture": drawn(standings)}

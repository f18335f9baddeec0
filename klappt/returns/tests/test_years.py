"""Returns over the years: one picture and table on both pages, and no zero where nothing was asked (C2)."""

import datetime
import re
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from conftest import Cast
from klappt.returns.models import Wave
from klappt.returns.selectors.waves import standings
from klappt.returns.selectors.years import years
from klappt.returns.tests.factories import edition_of, make_handed_in, make_return, make_wave

pytestmark = pytest.mark.django_db


def three_years(cast: Cast) -> datetime.date:
    """One worksheet went out the year before last and came back this year, another one is out now.

    Gives the day on which that was so.
    """
    today = timezone.localdate()
    earlier = make_wave(cast, edition_of(cast))
    make_handed_in(cast, make_return(cast, earlier))
    spring = {
        "opens_on": datetime.date(today.year - 2, 3, 1),
        "closes_on": datetime.date(today.year - 2, 4, 1),
    }
    Wave.objects.filter(pk=earlier.pk).update(**spring)
    now = edition_of(cast, key="bedarfe")
    make_wave(
        cast, now, opens_on=datetime.date(today.year, 1, 1), closes_on=datetime.date(today.year + 1, 3, 1)
    )
    return today


def test_a_year_without_a_wave_is_no_zero(cast: Cast) -> None:
    today = three_years(cast)
    found = years(standings(today), today)
    assert found.years == [today.year - 2, today.year - 1, today.year]
    assert [row.counts for row in found.rows] == [[0, None, 1], [None, None, 0]]
    assert (found.by_year, found.total) == ([0, None, 1], 1)


def test_both_pages_draw_the_same(cast: Cast, sign_in: Any) -> None:
    three_years(cast)
    browser = sign_in(cast.doris)

    def drawn(name: str) -> str:
        page = browser.get(reverse(name)).content.decode()
        return page[page.index('<figure class="picture">') : page.index("</figure>")]

    waves = drawn("waves:list")
    assert waves == drawn("evaluation:overview")
    (cells,) = re.findall(r"<tfoot>(.*?)</tfoot>", waves, re.DOTALL)
    assert "ging nicht hinaus" in cells
    assert re.sub(r"<[^>]*>", " ", cells).split()[:3] == ["Zusammen", "0", "–"]

"""B5: counts only, and what they add up to."""

import datetime

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.chains.enums import AnswerTime, RefusalReason
from klappt.chains.models import TransferMonth
from klappt.chains.selectors.transfers import counted, counted_by_link
from klappt.chains.services.transfers import count_transfers
from klappt.chains.tests.factories import make_link


def test_months_add_up(cast: Cast) -> None:
    link = make_link(cast.alliance, deadline_days=7)
    with scope(cast.alliance):
        for month, times in ((9, {"3": 2, "14": 1}), (10, {"7": 2, "later": 1})):
            count_transfers(
                link=link,
                month=datetime.date(2026, month, 1),
                asked=6,
                accepted=2,
                lapsed=1,
                refusals={"no_place": 1},
                answer_times=times,
                by=cast.paula,
            )
        found = counted_by_link([link])[link.pk]
    assert (found.months, found.asked, found.accepted, found.refused, found.lapsed) == (2, 12, 4, 2, 2)
    assert (found.open, found.answered) == (4, 6)
    assert found.reasons == ((RefusalReason.NO_PLACE, 2),)
    # 2 up to three days, 2 up to seven, 1 up to fourteen, 1 later: the fourth of six.
    assert found.median == AnswerTime.WITHIN_7
    assert found.in_time(7) == 4


def test_nothing_counted_has_no_median(cast: Cast) -> None:
    make_link(cast.alliance)
    with scope(cast.alliance):
        assert counted(TransferMonth.objects.all()).median is None

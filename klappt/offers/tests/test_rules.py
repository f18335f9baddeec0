"""Access rules by date: one holds on a day, the earlier ones stay readable (B3)."""

import datetime

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.offers.models import AccessRule
from klappt.offers.services.rules import end_rule, set_rule
from klappt.offers.tests.factories import make_offer, make_rule

MAY, JUNE = datetime.date(2026, 5, 1), datetime.date(2026, 6, 1)
ONE_DAY = datetime.timedelta(days=1)
YES, NO = {"all": []}, {"any": []}


def test_a_new_rule_ends_the_one_before_on_the_day_before(cast: Cast) -> None:
    offer = make_offer(cast.alliance)
    make_rule(offer, YES, since=MAY)
    make_rule(offer, NO, since=JUNE)
    with scope(cast.alliance):
        held = [[each.condition for each in AccessRule.objects.all().valid_on(day)] for day in (MAY, JUNE)]
        before = AccessRule.objects.get(condition=YES)
    assert (held, before.valid_until) == ([[YES], [NO]], JUNE - ONE_DAY)


def test_a_rule_written_anew_on_its_first_day_stays_readable_and_counts_on_no_day(cast: Cast) -> None:
    offer = make_offer(cast.alliance)
    make_rule(offer, YES, since=JUNE)
    make_rule(offer, NO, since=JUNE)
    with scope(cast.alliance):
        assert [each.condition for each in AccessRule.objects.all().valid_on(JUNE)] == [NO]
        assert AccessRule.objects.count() == 2


def test_a_rule_for_later_gives_way_to_one_that_begins_before_it(cast: Cast) -> None:
    offer = make_offer(cast.alliance)
    make_rule(offer, NO, since=JUNE)
    with scope(cast.alliance):
        set_rule(offer=offer, condition=YES, since=MAY, by=cast.alma)
        assert [each.condition for each in AccessRule.objects.all().valid_on(JUNE)] == [YES]


def test_an_ended_rule_leaves_the_offer_unchecked(cast: Cast) -> None:
    rule = make_rule(make_offer(cast.alliance), YES, since=MAY)
    with scope(cast.alliance):
        end_rule(rule=rule, on=JUNE, by=cast.alma)
        assert AccessRule.objects.all().valid_on(JUNE).exists()
        assert not AccessRule.objects.all().valid_on(JUNE + ONE_DAY).exists()

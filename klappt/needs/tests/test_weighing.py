"""B2: each weighs for themselves; the result shows the spread, and nobody's own weight."""

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from conftest import Cast
from klappt.accounts.enums import Role
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import join
from klappt.audit.models import Change, Event
from klappt.needs.models import Need, NeedWeight, WeighingRound
from klappt.needs.selectors.weighing import at_the_table, participation, weighed
from klappt.needs.services.needs import set_need_aside
from klappt.needs.services.weighing import close_round, open_round, weigh
from klappt.needs.tests.factories import DAY, give, make_need, make_round


def url(cast: Cast, name: str, *args: Any) -> str:
    return reverse(f"needs:{name}", args=[cast.alliance.key, *args])


def result(cast: Cast, round: WeighingRound, need: Need) -> Any:
    with scope(cast.alliance):
        people = at_the_table(cast.alliance, timezone.localdate())
        return weighed(round, people).get(need.pk)


def close(cast: Cast, round: WeighingRound) -> None:
    with scope(cast.alliance):
        close_round(round=round, by=cast.alma, day=DAY)


def stored(cast: Cast) -> dict[str, int | None]:
    with scope(cast.alliance):
        rows = NeedWeight.objects.select_related("by").order_by("pk")
        return {row.by.name: row.weight for row in rows}


def test_coordination_lead_and_members_sit_at_the_table(cast: Cast) -> None:
    with scope(cast.alliance):
        assert set(at_the_table(cast.alliance, timezone.localdate())) == {
            cast.alma.pk,
            cast.bernd.pk,
            cast.ceren.pk,
        }


def test_abstaining_is_not_zero_and_not_yet_is_neither(cast: Cast) -> None:
    need, round_ = make_need(cast), make_round(cast)
    give(cast, round_, cast.alma, {need: "0"})
    give(cast, round_, cast.bernd, {need: "abstain"})
    assert stored(cast) == {"Alma": 0, "Bernd": None}
    give(cast, round_, cast.bernd, {need: ""})
    assert stored(cast) == {"Alma": 0}


def test_the_result_shows_from_three_weights_on_when_the_round_is_closed(cast: Cast) -> None:
    need, other, round_ = make_need(cast), make_need(cast, "Kurse"), make_round(cast)
    dana = join(cast.alliance, "Dana", Role.MEMBER)
    for user, word in ((cast.alma, "4"), (cast.bernd, "4"), (cast.ceren, "2")):
        give(cast, round_, user, {need: word})
    give(cast, round_, dana, {other: "4"})
    give(cast, round_, cast.alma, {other: "4"})
    assert result(cast, round_, need).spread is None, "Dana has yet to weigh it"
    close(cast, round_)
    shown, hidden = result(cast, round_, need), result(cast, round_, other)
    assert (shown.spread.counts, shown.middle, shown.n) == ((0, 0, 1, 0, 2), 4, 3)
    assert (hidden.spread, hidden.n) == (None, 2)


def test_the_result_shows_at_once_when_nobody_is_left(cast: Cast) -> None:
    need, round_ = make_need(cast), make_round(cast)
    for user in (cast.alma, cast.bernd, cast.ceren):
        assert (result(cast, round_, need) or type("none", (), {"spread": None})).spread is None
        give(cast, round_, user, {need: "3"})
    assert result(cast, round_, need).spread.counts == (0, 0, 0, 3, 0)


def test_who_abstains_does_not_help_over_the_minimum(cast: Cast) -> None:
    need, round_ = make_need(cast), make_round(cast)
    give(cast, round_, cast.alma, {need: "4"})
    give(cast, round_, cast.bernd, {need: "4"})
    give(cast, round_, cast.ceren, {need: "abstain"})
    close(cast, round_)
    assert result(cast, round_, need).spread is None


def test_no_weight_ever_reaches_the_history(cast: Cast, sign_in: Any) -> None:
    need, round_ = make_need(cast), make_round(cast)
    give(cast, round_, cast.ceren, {need: "1"})
    give(cast, round_, cast.ceren, {need: "4"})
    event = Event.objects.filter(verb="needs.weighed").first()
    assert event is not None
    assert event.by == cast.ceren
    fields = Change.objects.filter(model="needs.needweight").values_list("fields", flat=True)
    assert "weight" not in json.dumps([sorted(each) for each in fields])
    trail = sign_in(cast.alma).get(reverse("alliances:trail", args=[cast.alliance.key])).content.decode()
    assert "Bedarfe gewichtet" in trail


def test_ones_own_sheet_shows_ones_own_weights_only(cast: Cast, sign_in: Any) -> None:
    need, round_ = make_need(cast), make_round(cast)
    give(cast, round_, cast.ceren, {need: "1"})
    own = sign_in(cast.ceren).get(url(cast, "weigh")).context["sheets"]
    others = sign_in(cast.alma).get(url(cast, "weigh")).context["sheets"]
    assert ([each.word for each in own], [each.word for each in others]) == (["1"], [""])


def test_the_sheet_saves_everything_at_once_without_javascript(cast: Cast, sign_in: Any) -> None:
    first, second, round_ = make_need(cast), make_need(cast, "Kurse"), make_round(cast)
    data = {"round": round_.pk, f"weight-{first.pk}": "4", f"weight-{second.pk}": "abstain"}
    sign_in(cast.ceren).post(url(cast, "weigh"), data)
    with scope(cast.alliance):
        assert dict(NeedWeight.objects.values_list("need", "weight")) == {first.pk: 4, second.pk: None}


def test_by_htmx_one_choice_is_saved_and_the_progress_with_it(cast: Cast, sign_in: Any) -> None:
    need, round_ = make_need(cast), make_round(cast)
    make_need(cast, "Kurse")
    data = {"round": round_.pk, f"weight-{need.pk}": "3"}
    response = sign_in(cast.ceren).post(url(cast, "weigh"), data, headers={"HX-Request": "true"})
    html = response.content.decode()
    assert "wichtig" in html
    assert "1 von 2 gewichtet" in html
    assert "hx-swap-oob" in html


@pytest.mark.parametrize("word", ["5", "-1", "viel", "٣"])
def test_there_are_no_other_weights(cast: Cast, sign_in: Any, word: str) -> None:
    need, round_ = make_need(cast), make_round(cast)
    data = {"round": round_.pk, f"weight-{need.pk}": word}
    assert sign_in(cast.ceren).post(url(cast, "weigh"), data).status_code == 302
    assert stored(cast) == {}


def test_a_round_that_is_over_takes_no_weight(cast: Cast, sign_in: Any) -> None:
    need, round_ = make_need(cast), make_round(cast)
    close(cast, round_)
    data = {"round": round_.pk, f"weight-{need.pk}": "4"}
    told = sign_in(cast.ceren).post(url(cast, "weigh"), data, follow=True)
    assert "Diese Runde ist zu Ende" in told.content.decode()
    assert stored(cast) == {}


def test_a_need_set_aside_is_not_weighed(cast: Cast) -> None:
    need, round_ = make_need(cast), make_round(cast)
    with scope(cast.alliance):
        set_need_aside(need=need, because="x", by=cast.alma, day=DAY)
        assert weigh(round=round_, said={need.pk: "4", 999: "4"}, by=cast.alma) == 0


def test_one_round_at_a_time_and_earlier_ones_stay(cast: Cast, sign_in: Any) -> None:
    need, first = make_need(cast), make_round(cast, "2025")
    with scope(cast.alliance), pytest.raises(ValidationError, match="noch offen"):
        open_round(alliance=cast.alliance, name="2026", by=cast.alma, day=DAY)
    for user in (cast.alma, cast.bernd, cast.ceren):
        give(cast, first, user, {need: "4"})
    sign_in(cast.alma).post(url(cast, "round_close", first.pk))
    sign_in(cast.alma).post(url(cast, "rounds"), {"name": "2026"})
    with scope(cast.alliance):
        second = WeighingRound.objects.get(closed_on=None)
    for user in (cast.alma, cast.bernd, cast.ceren):
        give(cast, second, user, {need: "1"})
    page = sign_in(cast.paula).get(url(cast, "need", need.pk))
    assert [weighed.middle for _round, weighed in page.context["by_round"]] == [1, 4]
    now, before = (
        sign_in(cast.paula).get(url(cast, "list") + query).context["lines"][0].weighed.middle
        for query in (f"?runde={second.pk}", f"?runde={first.pk}")
    )
    assert (now, before) == (1, 4)


def test_the_list_stands_in_the_order_of_the_round(cast: Cast, sign_in: Any) -> None:
    low, high, unheard = make_need(cast, "unten"), make_need(cast, "oben"), make_need(cast, "ungewichtet")
    round_ = make_round(cast)
    for user in (cast.alma, cast.bernd, cast.ceren):
        give(cast, round_, user, {low: "1", high: "4"})
    lines = sign_in(cast.paula).get(url(cast, "list")).context["lines"]
    assert [(line.need, line.place) for line in lines] == [(high, 1), (low, 2), (unheard, None)]


def test_how_many_take_part_is_told_without_names(cast: Cast, sign_in: Any) -> None:
    first, second, round_ = make_need(cast), make_need(cast, "Kurse"), make_round(cast)
    give(cast, round_, cast.bernd, {first: "1", second: "2"})
    give(cast, round_, cast.ceren, {first: "abstain"})
    with scope(cast.alliance):
        told = participation(round_, at_the_table(cast.alliance, timezone.localdate()), [first, second])
    assert (told.asked, told.begun, told.complete) == (3, 2, 1)
    html = sign_in(cast.alma).get(url(cast, "rounds")).content.decode()
    assert "1 von 3 haben alles gewichtet, 2 haben begonnen." in html


def test_without_a_round_the_sheet_says_so(cast: Cast, sign_in: Any) -> None:
    make_need(cast)
    assert "Keine Runde ist offen" in sign_in(cast.ceren).get(url(cast, "weigh")).content.decode()

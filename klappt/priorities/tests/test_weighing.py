"""Members weigh the proposals in a round; the spread shows, an abstention is no zero (A10)."""

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.audit.models import Change
from klappt.needs.selectors.weighing import at_the_table
from klappt.priorities.models import Priority, Round, Weight
from klappt.priorities.selectors.weighing import weighed
from klappt.priorities.services.proposals import withdraw
from klappt.priorities.services.weighing import close_round, open_round, weigh
from klappt.priorities.tests.factories import DAY, give, make_priority, make_round
from klappt.priorities.tests.pages import url


def result(cast: Cast, round: Round, row: Priority) -> Any:
    with scope(cast.alliance):
        return weighed(round, at_the_table(cast.alliance, timezone.localdate())).get(row.pk)


def stored(cast: Cast) -> dict[str, int | None]:
    with scope(cast.alliance):
        return {row.by.name: row.weight for row in Weight.objects.select_related("by").order_by("pk")}


def test_abstaining_is_not_zero_and_not_yet_is_neither(cast: Cast) -> None:
    row, round_ = make_priority(cast), make_round(cast)
    give(cast, round_, cast.alma, {row: "0"})
    give(cast, round_, cast.bernd, {row: "abstain"})
    assert stored(cast) == {"Alma": 0, "Bernd": None}
    give(cast, round_, cast.bernd, {row: ""})
    assert stored(cast) == {"Alma": 0}


def test_the_spread_shows_when_everybody_has_weighed(cast: Cast, sign_in: Any) -> None:
    row, round_ = make_priority(cast), make_round(cast)
    for user, word in ((cast.alma, "4"), (cast.bernd, "1")):
        give(cast, round_, user, {row: word})
    assert result(cast, round_, row).spread is None, "Ceren has yet to weigh it"
    give(cast, round_, cast.ceren, {row: "4"})
    shown = result(cast, round_, row)
    assert (shown.spread.counts, shown.middle, shown.n) == ((0, 1, 0, 0, 2), 4, 3)
    html = sign_in(cast.paula).get(url(cast, "proposals")).content.decode()
    assert "n = 3, von 1 bis 4" in html


def test_two_weights_never_show(cast: Cast) -> None:
    row, round_ = make_priority(cast), make_round(cast)
    give(cast, round_, cast.alma, {row: "4"})
    give(cast, round_, cast.bernd, {row: "4"})
    with scope(cast.alliance):
        close_round(round=round_, by=cast.alma, day=DAY)
    assert result(cast, round_, row).spread is None


def test_no_weight_ever_reaches_the_history(cast: Cast) -> None:
    row, round_ = make_priority(cast), make_round(cast)
    give(cast, round_, cast.ceren, {row: "1"})
    give(cast, round_, cast.ceren, {row: "4"})
    fields = Change.objects.filter(model="priorities.weight").values_list("fields", flat=True)
    assert "weight" not in json.dumps([sorted(each) for each in fields])


def test_ones_own_sheet_shows_ones_own_weights_only(cast: Cast, sign_in: Any) -> None:
    row, round_ = make_priority(cast), make_round(cast)
    give(cast, round_, cast.ceren, {row: "1"})
    own = sign_in(cast.ceren).get(url(cast, "weigh")).context["sheets"]
    others = sign_in(cast.alma).get(url(cast, "weigh")).context["sheets"]
    assert ([each.word for each in own], [each.word for each in others]) == (["1"], [""])


def test_the_sheet_saves_at_once_without_javascript_and_one_by_one_with_it(cast: Cast, sign_in: Any) -> None:
    first, second, round_ = make_priority(cast, "Eins"), make_priority(cast, "Zwei"), make_round(cast)
    data = {"round": round_.pk, f"weight-{first.pk}": "4", f"weight-{second.pk}": "abstain"}
    sign_in(cast.ceren).post(url(cast, "weigh"), data)
    with scope(cast.alliance):
        assert dict(Weight.objects.values_list("priority", "weight")) == {first.pk: 4, second.pk: None}
    one = {"round": round_.pk, f"weight-{first.pk}": "3"}
    html = sign_in(cast.bernd).post(url(cast, "weigh"), one, headers={"HX-Request": "true"}).content.decode()
    assert "1 von 2 gewichtet" in html
    assert "hx-swap-oob" in html


@pytest.mark.parametrize("word", ["5", "-1", "viel", "٣"])
def test_there_are_no_other_weights(cast: Cast, sign_in: Any, word: str) -> None:
    row, round_ = make_priority(cast), make_round(cast)
    data = {"round": round_.pk, f"weight-{row.pk}": word}
    assert sign_in(cast.ceren).post(url(cast, "weigh"), data).status_code == 302
    assert stored(cast) == {}


def test_a_round_that_is_over_and_a_withdrawn_proposal_take_no_weight(cast: Cast) -> None:
    row, other, round_ = make_priority(cast), make_priority(cast, "Zwei"), make_round(cast)
    with scope(cast.alliance):
        withdraw(priority=row, because="x", by=cast.alma, day=DAY)
        assert weigh(round=round_, said={row.pk: "4", 999: "4"}, by=cast.alma) == 0
        close_round(round=round_, by=cast.alma, day=DAY)
        with pytest.raises(ValidationError):
            weigh(round=round_, said={other.pk: "4"}, by=cast.alma)


def test_one_round_at_a_time(cast: Cast, sign_in: Any) -> None:
    make_priority(cast)
    round_ = make_round(cast, "Erste")
    with scope(cast.alliance), pytest.raises(ValidationError, match="noch offen"):
        open_round(alliance=cast.alliance, name="Zweite", by=cast.alma, day=DAY)
    sign_in(cast.alma).post(url(cast, "round_close", round_.pk))
    sign_in(cast.alma).post(url(cast, "rounds"), {"name": "Zweite"})
    with scope(cast.alliance):
        assert set(Round.objects.values_list("name", flat=True)) == {"Erste", "Zweite"}


def test_who_has_yet_to_weigh_is_told_on_the_start_page(cast: Cast, sign_in: Any) -> None:
    row, round_ = make_priority(cast), make_round(cast)
    home = f"/b/{cast.alliance.key}/"
    assert "Sie haben noch 1 Vorschlag zu gewichten" in sign_in(cast.ceren).get(home).content.decode()
    give(cast, round_, cast.ceren, {row: "abstain"})
    assert "Vorschlag zu gewichten" not in sign_in(cast.ceren).get(home).content.decode()
    assert "Vorschlag zu gewichten" not in sign_in(cast.paula).get(home).content.decode()

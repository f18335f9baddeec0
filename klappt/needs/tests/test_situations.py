"""B1: what is known, from whom and when; what is not known is a white spot; nothing known gets lost."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.audit.models import Event
from klappt.needs.enums import BuiltInTheme, Voice
from klappt.needs.models import LivingSituation, Theme
from klappt.needs.selectors.situations import AGES_AFTER, Known, matrix, parts_of
from klappt.needs.services.situations import replace_situation, retire_situation
from klappt.needs.tests.factories import DAY, make_situation
from klappt.profiles.models import Subgroup
from klappt.profiles.tests.factories import make_subgroup

TODAY = datetime.date(2026, 6, 1)


def url(cast: Cast, name: str, *args: Any) -> str:
    return reverse(f"needs:{name}", args=[cast.alliance.key, *args])


def entry_data(**values: Any) -> dict[str, Any]:
    return {
        "subgroup": "",
        "theme": "housing",
        "text": "Vier in einem Zimmer.",
        "voice": "young",
        "source": "Workshop",
        "as_of": "2026-05-04",
        **values,
    }


def known(cast: Cast, subgroup: Subgroup | None, theme: str, day: datetime.date = TODAY) -> Known:
    with scope(cast.alliance):
        row = next(row for row in matrix(cast.alliance, day) if row.subgroup == subgroup)
    return next(cell.known for cell in row.cells if cell.theme.code == theme)


def test_a_white_spot_is_not_the_same_as_general_knowledge(cast: Cast) -> None:
    subgroup = make_subgroup(cast.alliance)
    make_situation(cast, theme="health")
    make_situation(cast, theme="housing", subgroup=subgroup)
    assert known(cast, subgroup, "housing") is Known.YES
    assert known(cast, subgroup, "health") is Known.GENERAL
    assert known(cast, subgroup, "school") is Known.NO
    assert known(cast, None, "housing") is Known.NO


def test_what_was_known_two_years_ago_is_old(cast: Cast) -> None:
    make_situation(cast)
    assert known(cast, None, "housing", DAY + AGES_AFTER) is Known.YES
    assert known(cast, None, "housing", DAY + AGES_AFTER + datetime.timedelta(days=1)) is Known.OLD


def test_every_built_in_theme_stands_there_before_anybody_used_it(cast: Cast) -> None:
    with scope(cast.alliance):
        assert not Theme.objects.exists()
        (row,) = matrix(cast.alliance, TODAY)
    assert [cell.theme.code for cell in row.cells] == BuiltInTheme.values
    assert len(row.white_spots) == len(BuiltInTheme)


def test_a_newer_entry_takes_the_place_and_the_old_one_stays_behind_it(cast: Cast) -> None:
    old = make_situation(cast)
    with scope(cast.alliance):
        newer = replace_situation(
            situation=old,
            text="Zwei in einem Zimmer.",
            voice=Voice.YOUNG,
            source="Begehung",
            as_of=TODAY,
            by=cast.alma,
            day=TODAY,
        )
        part = next(part for part in parts_of(None) if part.theme.code == "housing")
    assert [each.pk for each in part.entries] == [newer.pk]
    assert [(each.pk, each.successor_id, each.text) for each in part.earlier] == [
        (old.pk, newer.pk, "Vier in einem Zimmer.")
    ]


@pytest.mark.parametrize("again", ["replace", "retire"])
def test_an_entry_is_brought_up_to_date_once(cast: Cast, again: str) -> None:
    old = make_situation(cast)
    with scope(cast.alliance):
        retire_situation(situation=old, by=cast.alma, day=TODAY)
        with pytest.raises(ValidationError, match="inzwischen"):
            if again == "retire":
                retire_situation(situation=old, by=cast.alma, day=TODAY)
            else:
                replace_situation(
                    situation=old, text="x", voice="young", source="x", as_of=TODAY, by=cast.alma, day=TODAY
                )
        assert LivingSituation.objects.count() == 1


def test_an_entry_says_who_says_so_and_as_of_when(cast: Cast, sign_in: Any) -> None:
    subgroup = make_subgroup(cast.alliance)
    sent = sign_in(cast.alma).post(url(cast, "situation_add"), entry_data(subgroup=subgroup.pk))
    assert sent.headers["Location"] == url(cast, "subgroup", subgroup.pk) + "#housing"
    html = sign_in(cast.paula).get(url(cast, "subgroup", subgroup.pk)).content.decode()
    for words in ("Vier in einem Zimmer.", "Junge Menschen selbst", "Workshop", "04.05.2026"):
        assert words in html
    assert "Neueres eintragen" not in html
    latest = Event.objects.first()
    assert latest is not None
    assert (latest.verb, latest.by) == ("needs.situation_added", cast.alma)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", " "),
        ("source", ""),
        ("voice", "hearsay"),
        ("theme", "weather"),
        ("as_of", "gestern"),
        ("subgroup", "99999"),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_nothing_is_stored(
    cast: Cast, sign_in: Any, field: str, value: str
) -> None:
    response = sign_in(cast.alma).post(url(cast, "situation_add"), entry_data(**{field: value}))
    assert response.status_code == 422
    assert field in response.context["form"].errors
    with scope(cast.alliance):
        assert not LivingSituation.objects.exists()
        assert not Theme.objects.exists()


def test_a_white_spot_leads_to_a_form_that_knows_what_is_missing(cast: Cast, sign_in: Any) -> None:
    subgroup = make_subgroup(cast.alliance)
    page = sign_in(cast.alma).get(url(cast, "situations")).content.decode()
    way = f"{url(cast, 'situation_add')}?theme=health&amp;subgroup={subgroup.pk}"
    assert way in page
    form = sign_in(cast.alma).get(way.replace("&amp;", "&")).context["form"]
    assert (form["theme"].value(), form["subgroup"].value()) == ("health", str(subgroup.pk))


def test_who_may_not_write_sees_white_spots_without_a_way_to_fill_them(cast: Cast, sign_in: Any) -> None:
    make_situation(cast)
    page = sign_in(cast.ceren).get(url(cast, "situations")).content.decode()
    assert "nicht bekannt" in page
    assert url(cast, "situation_add") not in page


def test_another_alliances_subgroup_is_not_there(cast: Cast, sign_in: Any) -> None:
    theirs = make_subgroup(cast.other_alliance)
    assert sign_in(cast.alma).get(url(cast, "subgroup", theirs.pk)).status_code == 404


def test_pages_of_entries_replace_and_retire(cast: Cast, sign_in: Any) -> None:
    entry = make_situation(cast)
    browser: Client = sign_in(cast.alma)
    data = {"text": "Zwei", "voice": "young", "source": "Begehung", "as_of": "01.06.2026"}
    browser.post(url(cast, "situation_replace", entry.pk), data)
    with scope(cast.alliance):
        newer = LivingSituation.objects.current().get()
    browser.post(url(cast, "situation_retire", newer.pk))
    with scope(cast.alliance):
        newer.refresh_from_db()
    assert newer.retired_on == timezone.localdate()
    html = browser.get(url(cast, "subgroup", 0)).content.decode()
    assert "2 frühere Einträge" in html

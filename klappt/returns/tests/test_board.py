"""The returns board: how far everybody is, what research can do, and what nobody sees (C2)."""

import datetime
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from conftest import Cast
from klappt.accounts.models import User
from klappt.alliances.tests.factories import make_alliance
from klappt.config.tests.counting import assert_query_count
from klappt.core.working_hours import is_working_day
from klappt.returns.models import ContactNote, Extension, Return, Wave, WaveLetter
from klappt.returns.services.asking_back import ask_back, ask_to_reopen
from klappt.returns.services.contacts import extend, note_contact
from klappt.returns.tests.factories import FULL, make_handed_in, make_return, make_wave, write

SignIn = Callable[[User], Client]
A_DAY = datetime.timedelta(days=1)


@pytest.fixture
def wave(cast: Cast) -> Wave:
    """Hier has begun, dort is silent, a third has handed in."""
    found = make_wave(cast)
    write(cast, make_return(cast, found), {"aim": "Ausbildung", "notes": "Nur für uns"})
    make_return(cast, found, alliance=cast.other_alliance)
    make_handed_in(cast, make_return(cast, found, alliance=make_alliance("fertig")))
    return found


def names(client: Client, wave: Wave, **asked: str) -> list[str]:
    page = client.get(reverse("waves:wave", args=[wave.number]), asked)
    assert page.status_code == 200
    return [each.row.alliance.key for each in page.context["page"].object_list]


def row_of(wave: Wave, key: str) -> Return:
    found: Return = wave.returns.select_related("alliance", "wave").get(alliance__key=key)
    return found


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["dort", "fertig", "hier"]),
        ({"state": "begun"}, ["hier"]),
        ({"state": "asked"}, ["dort"]),
        ({"state": "still_out"}, ["dort", "hier"]),
        ({"state": "handed_in"}, ["fertig"]),
        ({"q": "DORT"}, ["dort"]),
        ({"sort": "-far"}, ["fertig", "hier", "dort"]),
        ({"sort": "gibtsnicht", "state": "unsinn"}, ["dort", "fertig", "hier"]),
    ],
)
def test_it_is_filtered_and_sorted_by_the_address(
    cast: Cast, sign_in: SignIn, wave: Wave, asked: dict[str, str], expected: list[str]
) -> None:
    assert names(sign_in(cast.doris), wave, **asked) == expected


def test_only_questions_research_will_see_are_counted(cast: Cast, wave: Wave) -> None:
    row = row_of(wave, "hier")
    assert row.answered == 1, "the note that stays here counts nowhere"


def test_the_state_office_sees_how_far_and_nothing_else(cast: Cast, sign_in: SignIn, wave: Wave) -> None:
    row = row_of(wave, "dort")
    long_ago = datetime.date(2026, 1, 2)
    note_contact(return_=row, on=long_ago, way="call", note="Krank bis Mai", by=cast.doris)
    url = reverse("waves:wave", args=[wave.number])
    page = sign_in(cast.lars).get(url).content.decode()
    assert "nicht begonnen" in page
    assert "02.01.2026" not in page
    assert reverse("waves:return", args=[wave.number, "dort"]) not in page
    assert "02.01.2026" in sign_in(cast.doris).get(url).content.decode()
    for name in ("waves:return", "waves:contact", "waves:ask_back"):
        assert sign_in(cast.lars).get(reverse(name, args=[wave.number, "fertig"])).status_code == 403


def test_several_are_reminded_at_once(cast: Cast, sign_in: SignIn, wave: Wave) -> None:
    rows = wave.returns.all()
    client, url = sign_in(cast.doris), reverse("waves:remind", args=[wave.number])
    keys = "&".join(f"chosen={row.pk}" for row in rows) + f"&chosen={'9' * 22}"
    page = client.get(f"{url}?{keys}").content.decode()
    assert "Bündnis hier" in page
    assert "Bündnis fertig" not in page, "who has handed in is not reminded"
    client.post(f"{url}?{keys}", {"words": "Bitte!"})
    reminded = WaveLetter.objects.filter(occasion="by_hand")
    assert {each.of_return.alliance.key for each in reminded.select_related("of_return__alliance")} == {
        "hier",
        "dort",
    }
    answer = client.get(url, follow=True)
    assert "Bitte wählen Sie Bündnisse" in answer.content.decode()


def test_all_that_are_still_to_come_are_one_click_away(cast: Cast, sign_in: SignIn, wave: Wave) -> None:
    client, url = sign_in(cast.doris), reverse("waves:remind", args=[wave.number]) + "?all=1"
    board = reverse("waves:wave", args=[wave.number])
    assert url not in client.get(board).content.decode(), "it went out today"
    Wave.objects.update(opened_at=timezone.now() - 2 * A_DAY)
    assert url in client.get(board).content.decode()
    asked = client.get(url).content.decode()
    assert "Bündnis hier" in asked
    assert "Bündnis dort" in asked
    assert "Bündnis fertig" not in asked
    client.post(url, {"words": ""})
    reminded = WaveLetter.objects.filter(occasion="by_hand")
    assert {each.of_return.alliance.key for each in reminded.select_related("of_return__alliance")} == {
        "hier",
        "dort",
    }


def test_who_only_reads_is_not_asked_to_remind(cast: Cast, sign_in: SignIn, wave: Wave) -> None:
    page = sign_in(cast.lars).get(reverse("waves:wave", args=[wave.number])).content.decode()
    assert reverse("waves:remind", args=[wave.number]) not in page


def test_several_get_more_time_at_once(cast: Cast, sign_in: SignIn, wave: Wave) -> None:
    until = wave.closes_on + 10 * A_DAY
    url = reverse("waves:extend", args=[wave.number])
    keys = "&".join(f"chosen={row.pk}" for row in wave.returns.all())
    client = sign_in(cast.doris)
    client.post(f"{url}?{keys}", {"due_on": until.isoformat(), "reason": "Hochwasser"})
    assert set(wave.returns.filter(due_on=until).values_list("alliance__key", flat=True)) == {"hier", "dort"}
    assert Extension.objects.get(of_return=row_of(wave, "hier")).reason == "Hochwasser"
    assert names(client, wave, state="extended") == ["dort", "hier"]
    over = timezone.localdate() - A_DAY
    refused = client.post(f"{url}?{keys}", {"due_on": over.isoformat(), "reason": "Zu spät"})
    assert refused.status_code == 422


def test_the_day_proposed_gives_more_time(cast: Cast, sign_in: SignIn, wave: Wave) -> None:
    """A month is left: two weeks from today would be less than everybody has."""
    row = row_of(wave, "hier")
    Return.objects.filter(pk=row.pk).update(due_on=timezone.localdate() + 30 * A_DAY)
    page = sign_in(cast.doris).get(reverse("waves:extend", args=[wave.number]) + f"?chosen={row.pk}")
    proposed = page.context["form"]["due_on"].initial
    assert proposed >= timezone.localdate() + 37 * A_DAY
    assert is_working_day(proposed)


def test_less_time_is_never_given(cast: Cast, wave: Wave) -> None:
    row = row_of(wave, "hier")
    assert extend(returns=[row], due_on=row.due_on - A_DAY, reason="Früher", by=cast.doris) == []


def test_what_waits_for_research_stands_above(cast: Cast, sign_in: SignIn, wave: Wave) -> None:
    done = row_of(wave, "fertig")
    wish = ask_to_reopen(return_=done, reason="Das Jobcenter fehlt.", by=cast.emil)
    page = sign_in(cast.doris).get(reverse("waves:wave", args=[wave.number])).content.decode()
    assert "Das Jobcenter fehlt." in page
    assert reverse("waves:decide", args=[wave.number, "fertig", wish.pk]) in page


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "ods"])
def test_the_board_leaves_the_house_as_it_is_filtered(
    cast: Cast, sign_in: SignIn, wave: Wave, suffix: str
) -> None:
    url = reverse("waves:download", args=[wave.number, suffix])
    answer = sign_in(cast.lars).get(url, {"state": "begun"})
    assert answer.status_code == 200
    assert f".{suffix}" in answer.headers["Content-Disposition"]
    if suffix == "csv":
        text = answer.content.decode("utf-8-sig")
        assert "Bündnis hier" in text
        assert "Bündnis dort" not in text
        assert "Ausbildung" not in text
    assert sign_in(cast.doris).get(reverse("waves:download", args=[wave.number, "exe"])).status_code == 404


def test_fifty_four_alliances_cost_no_more_queries_than_three(
    cast: Cast, sign_in: SignIn, wave: Wave
) -> None:
    client, url = sign_in(cast.doris), reverse("waves:wave", args=[wave.number])
    assert_query_count("returns board", client, url)
    for number in range(12):
        row = make_return(cast, wave, alliance=make_alliance(f"mehr-{number}"))
        note_contact(return_=row, on=timezone.localdate(), way="call", note="Kommt", by=cast.doris)
    assert_query_count("returns board", client, url)
    assert_query_count("waves", client, reverse("waves:list"))


# One return


def page_of(client: Client, row: Return, **asked: str) -> str:
    answer = client.get(reverse("waves:return", args=[row.wave.number, row.alliance.key]), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_research_reads_what_was_sent_and_nothing_else(cast: Cast, sign_in: SignIn) -> None:
    row = make_handed_in(cast).of_return
    page = page_of(sign_in(cast.doris), row)
    assert "Was ist Ihr wichtigstes Ziel?" in page
    assert str(FULL["aim"]) in page
    assert "Früh anfangen." in page
    assert "Bleibt bei uns." not in page
    assert "Notizen für uns" not in page


@pytest.mark.parametrize(("lead", "not_asked"), [("yes", 1), ("no", 0)])
def test_what_was_not_asked_is_not_called_unanswered(
    cast: Cast, sign_in: SignIn, lead: str, not_asked: int
) -> None:
    """“Why not?” is asked of those without a lead only."""
    row = make_handed_in(cast, answers={**FULL, "lead": lead}).of_return
    page = page_of(sign_in(cast.doris), row)
    assert "Warum nicht?" in page
    assert page.count("nicht gefragt") == not_asked


def test_before_it_is_handed_in_nothing_is_read(cast: Cast, sign_in: SignIn) -> None:
    row = make_return(cast, answers=FULL)
    page = page_of(sign_in(cast.doris), row)
    assert str(FULL["aim"]) not in page
    assert "gehört ihm, bis es abgibt" in page


def test_what_was_held_back_is_named_and_not_shown(cast: Cast, sign_in: SignIn) -> None:
    from klappt.alliances.scope import scope
    from klappt.returns.services.handing_in import hand_in

    row = make_return(cast, answers=FULL)
    with scope(cast.alliance):
        hand_in(return_=row, by=cast.alma, held_back=["advice"])
    page = page_of(sign_in(cast.doris), row)
    assert "vom Bündnis zurückgehalten" in page
    assert "Früh anfangen." not in page


def test_an_earlier_hand_in_stays_readable(cast: Cast, sign_in: SignIn) -> None:
    from klappt.alliances.scope import scope
    from klappt.returns.services.handing_in import hand_in

    row = make_handed_in(cast).of_return
    ask_back(return_=row, section="building", text="Wirklich?", due_on=timezone.localdate(), by=cast.doris)
    row.refresh_from_db()
    write(cast, row, {"aim": "Ein zweites Ziel"})
    with scope(cast.alliance):
        hand_in(return_=row, by=cast.alma)
    client = sign_in(cast.doris)
    latest, first = page_of(client, row), page_of(client, row, abgabe="1")
    assert "Ein zweites Ziel" in latest
    assert str(FULL["aim"]) not in latest
    assert "wie in Abgabe 1" in latest
    assert str(FULL["aim"]) in first
    assert "es gilt eine spätere" in first
    assert "Ist geklärt" in latest
    question = row.questions_back.get()
    client.post(reverse("waves:settle", args=[row.wave.number, row.alliance.key, question.pk]))
    question.refresh_from_db()
    assert question.settled_at


def test_a_call_is_noted_and_stands_in_the_history(cast: Cast, sign_in: SignIn) -> None:
    row, client = make_return(cast), sign_in(cast.doris)
    url = reverse("waves:contact", args=[row.wave.number, row.alliance.key])
    assert "Kontakt festhalten" in client.get(url).content.decode()
    later = (timezone.localdate() + A_DAY).isoformat()
    assert client.post(url, {"on": later, "way": "call", "note": "Morgen"}).status_code == 422
    client.post(url, {"on": timezone.localdate().isoformat(), "way": "call", "note": "Kommt am Montag"})
    assert ContactNote.objects.get().by == cast.doris
    page = page_of(client, row)
    assert "Kommt am Montag" in page
    assert "Kontakt, am Telefon" in page or "Kontakt, telefonisch" in page


def test_a_question_is_asked_on_the_page(cast: Cast, sign_in: SignIn) -> None:
    row, client = make_handed_in(cast).of_return, sign_in(cast.doris)
    url = reverse("waves:ask_back", args=[row.wave.number, row.alliance.key])
    assert "Notizen für uns" not in client.get(url).content.decode(), "local sections are not even named"
    said = {"section": "notes", "text": "Und?", "due_on": timezone.localdate().isoformat()}
    assert client.post(url, said).status_code == 422
    assert client.post(url, said | {"section": "building"}).status_code == 302
    assert "Und?" in page_of(client, row)


def test_from_the_wish_to_the_decision(cast: Cast, sign_in: SignIn) -> None:
    row = make_handed_in(cast).of_return
    alma, doris = sign_in(cast.alma), sign_in(cast.doris)
    home = reverse("returns:return", args=[cast.alliance.key, row.wave.number])
    url = reverse("returns:ask_reopening", args=[cast.alliance.key, row.wave.number])
    assert url in alma.get(home).content.decode()
    alma.post(url, {"reason": "Zahlen vertauscht"})
    assert "Zahlen vertauscht" in alma.get(home).content.decode()
    wish = row.reopenings.get()
    decide = reverse("waves:decide", args=[row.wave.number, row.alliance.key, wish.pk])
    assert doris.post(decide, {"granted": "no", "answer": ""}).status_code == 422
    assert doris.post(decide, {"granted": "yes", "due_on": ""}).status_code == 422
    until = timezone.localdate() + 7 * A_DAY
    doris.post(decide, {"granted": "yes", "due_on": until.isoformat()})
    row.refresh_from_db()
    assert (row.state, row.due_on) == ("reopened", until)
    assert doris.post(decide, {"granted": "no", "answer": "Nein"}).status_code == 302
    assert alma.get(url).status_code == 302


def test_research_opens_it_by_itself_on_the_page(cast: Cast, sign_in: SignIn) -> None:
    row = make_handed_in(cast).of_return
    url = reverse("waves:reopen", args=[row.wave.number, row.alliance.key])
    until = timezone.localdate() + 7 * A_DAY
    sign_in(cast.doris).post(url, {"due_on": until.isoformat(), "reason": "Wie besprochen"})
    row.refresh_from_db()
    assert row.state == "reopened"


def test_a_return_of_a_wave_that_is_not_open_is_not_there(cast: Cast, sign_in: SignIn) -> None:
    row = make_return(cast, make_wave(cast, is_open=False))
    url = reverse("waves:return", args=[row.wave.number, row.alliance.key])
    assert sign_in(cast.doris).get(url).status_code == 404

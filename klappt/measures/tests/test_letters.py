"""Whoever is responsible is reminded: at a sensible time, all in one mail, never twice (A7)."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.audit.models import Event
from klappt.jobs.models import OutgoingMail
from klappt.measures.enums import Occasion, Rhythm, Why
from klappt.measures.models import Letter, LetterLine
from klappt.measures.services import letters
from klappt.measures.services.letters import choose_rhythm
from klappt.measures.tasks import remind
from klappt.measures.tests.factories import MONDAY, make_held, moved_to, write
from klappt.meetings.enums import MeetingState, OutcomeState
from klappt.meetings.services.outcomes import Responsible, change
from klappt.meetings.tests.factories import make_item, make_meeting, make_outcome

pytestmark = pytest.mark.django_db
DAY = MONDAY.date()


def due(cast: Cast, text: str, days: int, **fields: object) -> object:
    """Due so many days after the Monday on which the tests write."""
    return make_outcome(
        cast,
        fields.pop("item", None),
        text=text,
        due_on=DAY + datetime.timedelta(days=days),
        **fields,  # type: ignore[arg-type] # its own options, handed on
    )


def want(cast: Cast, rhythm: Rhythm, email: str = "Ceren@example.org") -> None:
    with scope(cast.alliance):
        choose_rhythm(alliance=cast.alliance, email=email, rhythm=rhythm, by=None, signature=email)


def lines(cast: Cast, letter: Letter) -> list[tuple[str, str]]:
    with scope(cast.alliance):
        return [(line.outcome.text, line.why) for line in letter.lines.select_related("outcome")]


# The weekly mail


def test_all_of_theirs_stand_in_one_mail(cast: Cast) -> None:
    due(cast, "Flyer drucken", -5)
    due(cast, "Raum suchen", 6)
    due(cast, "Erst im Sommer", 120)
    moved_to(cast, due(cast, "Kurs öffnen", 90), OutcomeState.STUCK)
    (letter,) = write(cast)
    assert letter.email == "ceren@example.org"
    assert lines(cast, letter) == [
        ("Flyer drucken", Why.OVERDUE),
        ("Raum suchen", Why.DUE),
        ("Kurs öffnen", Why.STUCK),
    ]
    (sent,) = mail.outbox
    assert sent.subject == "Ihre Maßnahmen: 1 überfällig, 1 in dieser Woche fällig, 1 stockt"
    assert "Kurs öffnen" in str(sent.body)
    assert "Raum fehlt" in str(sent.body)
    assert "Erst im Sommer" not in str(sent.body)


def test_two_that_are_stuck_stand_in_the_plural(cast: Cast) -> None:
    for text in ("Kurs öffnen", "Raum suchen"):
        moved_to(cast, due(cast, text, 90), OutcomeState.STUCK)
    write(cast)
    assert mail.outbox[0].subject == "Ihre Maßnahmen: 2 stocken"


def test_of_one_measure_the_subject_says_what_and_by_when(cast: Cast) -> None:
    due(cast, "Raum suchen", 6)
    write(cast)
    assert mail.outbox[0].subject == "Am 07.02.2027 fällig: Raum suchen"
    text = str(mail.outbox[0].body)
    assert text.count("antwort=") == 3


def test_each_gets_only_their_own(cast: Cast) -> None:
    due(cast, "Raum suchen", 1)
    due(cast, "Kurs öffnen", 1, person="Paula", email="paula@example.org")
    assert {letter.email for letter in write(cast)} == {"ceren@example.org", "paula@example.org"}
    assert all(not ("Raum" in str(m.body) and "Kurs" in str(m.body)) for m in mail.outbox)


def test_nothing_due_is_silence(cast: Cast) -> None:
    due(cast, "Erst im Sommer", 120)
    moved_to(cast, due(cast, "Schon erledigt", -3), OutcomeState.DONE)
    assert write(cast) == []


def test_the_same_week_is_never_written_twice(cast: Cast) -> None:
    due(cast, "Raum suchen", 1)
    assert len(write(cast)) == 1
    assert write(cast, MONDAY + datetime.timedelta(minutes=30)) == []
    due(cast, "Kurs öffnen", 2)
    assert write(cast, MONDAY + datetime.timedelta(days=2)) == []
    (next_week,) = write(cast, MONDAY + datetime.timedelta(days=7))
    assert len(lines(cast, next_week)) == 2


def test_whoever_is_killed_half_way_goes_on_where_they_were(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    due(cast, "Raum suchen", 1)
    due(cast, "Kurs öffnen", 1, person="Paula", email="paula@example.org")
    send, calls = letters.send, []

    def dies_at_the_second(*given: object) -> OutgoingMail:
        calls.append(given)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return send(*given)  # type: ignore[arg-type] # handed on

    monkeypatch.setattr(letters, "send", dies_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        write(cast)
    monkeypatch.setattr(letters, "send", send)
    assert len(mail.outbox) == 1
    assert len(write(cast)) == 1
    assert sorted(m.to[0] for m in mail.outbox) == ["ceren@example.org", "paula@example.org"]


def test_the_database_does_not_take_the_same_letter_twice(cast: Cast) -> None:
    due(cast, "Raum suchen", 1)
    (letter,) = write(cast)
    letter.pk, letter._state.adding, letter.secret_hash = None, True, "x"
    with set_up(cast.alliance), pytest.raises(IntegrityError), transaction.atomic():
        letter.save()


@pytest.mark.parametrize(
    "now",
    [
        datetime.datetime(2027, 2, 1, 7, 30, tzinfo=MONDAY.tzinfo),
        datetime.datetime(2027, 2, 1, 18, 0, tzinfo=MONDAY.tzinfo),
        datetime.datetime(2027, 1, 31, 10, 0, tzinfo=MONDAY.tzinfo),
    ],
)
def test_nobody_is_written_to_outside_working_hours(cast: Cast, now: datetime.datetime) -> None:
    due(cast, "Raum suchen", 1)
    assert write(cast, now) == []


def test_after_a_holiday_monday_it_comes_on_tuesday(cast: Cast) -> None:
    make_outcome(cast, text="Raum suchen", due_on=datetime.date(2027, 3, 30))
    easter_monday = datetime.datetime(2027, 3, 29, 9, 0, tzinfo=MONDAY.tzinfo)
    assert write(cast, easter_monday) == []
    assert len(write(cast, easter_monday + datetime.timedelta(days=1))) == 1


# After a meeting


def agreed(cast: Cast, *texts: str, **fields: object) -> None:
    item = make_held(cast)
    for text in texts:
        make_outcome(cast, item, text=text, due_on=DAY + datetime.timedelta(days=60), **fields)  # type: ignore[arg-type] # its own options


TYPED = datetime.datetime(2027, 2, 2, 10, 0, tzinfo=MONDAY.tzinfo)
LATER = TYPED + datetime.timedelta(hours=2)


def test_after_a_meeting_one_mail_with_all_that_is_new(cast: Cast) -> None:
    with time_machine.travel(TYPED):
        agreed(cast, "Raum suchen", "Kurs öffnen")
    (letter,) = write(cast, LATER)
    assert (letter.occasion, len(lines(cast, letter))) == (Occasion.AGREED, 2)
    assert mail.outbox[0].subject == "2 neue Maßnahmen für Sie"
    assert write(cast, LATER + datetime.timedelta(hours=1)) == []


def test_while_results_are_still_being_typed_nothing_is_sent(cast: Cast) -> None:
    with time_machine.travel(TYPED):
        agreed(cast, "Raum suchen")
    assert write(cast, TYPED + datetime.timedelta(minutes=40)) == []


def test_nor_while_the_meeting_is_still_to_come(cast: Cast) -> None:
    with time_machine.travel(TYPED):
        meeting = make_meeting(cast, state=MeetingState.UNDER_WAY, starts_at=LATER)
        make_outcome(cast, make_item(cast, meeting), due_on=DAY + datetime.timedelta(days=60))
    assert write(cast, LATER) == []


def test_whoever_takes_it_over_is_told_once(cast: Cast) -> None:
    with time_machine.travel(TYPED):
        agreed(cast, "Raum suchen")
    (first,) = write(cast, LATER)
    with scope(cast.alliance), time_machine.travel(LATER):
        outcome = first.lines.get().outcome
        change(outcome=outcome, by=cast.alma, responsible=Responsible("Paula", user=cast.paula))
    later = LATER + datetime.timedelta(hours=2)
    assert [letter.email for letter in write(cast, later)] == ["paula@example.org"]
    assert write(cast, later + datetime.timedelta(hours=1)) == []


# Rhythm


def test_who_wants_mail_only_when_due_gets_it_once_before_and_once_after(cast: Cast) -> None:
    due(cast, "Raum suchen", 5)
    want(cast, Rhythm.WHEN_DUE)
    (before,) = write(cast)
    assert lines(cast, before) == [("Raum suchen", Why.DUE)]
    for days in (1, 2, 4):
        assert write(cast, MONDAY + datetime.timedelta(days=days)) == []
    (after,) = write(cast, MONDAY + datetime.timedelta(days=7))
    assert lines(cast, after) == [("Raum suchen", Why.OVERDUE)]
    assert write(cast, MONDAY + datetime.timedelta(days=14)) == []


def test_a_new_day_is_reminded_of_anew(cast: Cast) -> None:
    outcome = due(cast, "Raum suchen", 5)
    want(cast, Rhythm.WHEN_DUE)
    write(cast)
    with scope(cast.alliance):
        change(outcome=outcome, by=cast.alma, due_on=DAY + datetime.timedelta(days=30))
    (letter,) = write(cast, MONDAY + datetime.timedelta(days=24))
    assert lines(cast, letter) == [("Raum suchen", Why.DUE)]


def test_who_wants_none_gets_none(cast: Cast) -> None:
    due(cast, "Raum suchen", -5)
    want(cast, Rhythm.NEVER)
    assert write(cast) == []


def test_who_has_no_address_is_left_alone_and_the_account_counts_as_one(cast: Cast) -> None:
    due(cast, "Raum suchen", 1, person="Jo", email="")
    outcome = due(cast, "Kurs öffnen", 1)
    with scope(cast.alliance):
        change(outcome=outcome, by=cast.alma, responsible=Responsible("Paula", user=cast.paula))
    assert [letter.email for letter in write(cast)] == ["paula@example.org"]


# The job


def test_the_job_writes_for_each_alliance_and_leaves_events(cast: Cast) -> None:
    due(cast, "Raum suchen", 1)
    with time_machine.travel(MONDAY):
        remind.call()
        remind.call()
    assert len(mail.outbox) == 1
    assert Event.objects.filter(verb="measures.letter_written", alliance_id=cast.alliance.pk).count() == 1
    with scope(cast.alliance):
        letter = Letter.objects.get()
        assert LetterLine.objects.filter(letter=letter).count() == 1
    assert OutgoingMail.objects.get(number=letter.mail_number).to == "ceren@example.org"
    assert "secret" not in str(letter.secret_hash)


# One that cannot be written


def test_a_letter_that_stumbles_stops_no_other_and_goes_when_it_can(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    due(cast, "Flyer drucken", -5)
    due(cast, "Raum suchen", -4, person="Bernd Brandt", email="bernd@example.org")
    send = letters.send

    def stumbles(letter: Letter, *more: object) -> OutgoingMail:
        if letter.email == "bernd@example.org":
            raise KeyError("a word that is missing")
        return send(letter, *more)  # type: ignore[arg-type] # handed on

    monkeypatch.setattr(letters, "send", stumbles)
    assert [each.email for each in write(cast)] == ["ceren@example.org"]
    monkeypatch.setattr(letters, "send", send)
    later = MONDAY + datetime.timedelta(minutes=30)
    assert [each.email for each in write(cast, later)] == ["bernd@example.org"]
    assert write(cast, later + datetime.timedelta(minutes=30)) == []

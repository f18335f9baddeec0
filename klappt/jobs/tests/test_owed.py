"""Letters that are owed: a bad one stops no other, rests and is tried again; each is written once."""

import datetime

import pytest
from django.db import OperationalError
from django.utils import timezone

from klappt.jobs.models import StuckLetter
from klappt.jobs.services import forget_old_mail, stuck, write_each

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 2, 3, 10, 0, tzinfo=datetime.UTC)
KIND = "tests.letter"


class Pile:
    """Letters 1, 2 and 3; some of them raise."""

    def __init__(self, **bad: Exception) -> None:
        self.bad = {int(name[1:]): error for name, error in bad.items()}
        self.written: list[int] = []

    def write(self, number: int) -> bool:
        if number in self.bad:
            raise self.bad[number]
        self.written.append(number)
        return True

    def go(self, now: datetime.datetime = NOW) -> int:
        owed = [number for number in (1, 2, 3) if number not in self.written]
        return write_each(KIND, owed, self.write, now)


@pytest.mark.parametrize("error", [KeyError("section"), ValueError("\x00"), AttributeError("name")])
def test_a_bad_letter_stops_no_other_and_is_noted(error: Exception) -> None:
    pile = Pile(n2=error)
    assert pile.go() == 2
    assert pile.written == [1, 3]
    (row,) = stuck(KIND).values()
    assert (row.key, row.tries, row.trouble) == ("2", 1, type(error).__name__)


def test_it_rests_each_time_longer_and_a_day_at_most() -> None:
    pile, now, pauses = Pile(n1=KeyError()), NOW, []
    for _try in range(8):
        pile.go(now)
        again = stuck(KIND)["1"].again_at
        pauses.append(again - now)
        pile.go(again - datetime.timedelta(seconds=1))
        now = again
    minutes = [pause.total_seconds() / 60 for pause in pauses]
    assert minutes == [5, 20, 80, 320, 1280, 1440, 1440, 1440]
    assert stuck(KIND)["1"].tries == 8


def test_once_written_nothing_is_left_of_the_trouble() -> None:
    pile = Pile(n2=KeyError())
    pile.go()
    pile.bad.clear()
    assert pile.go() == 0
    assert pile.go(NOW + datetime.timedelta(minutes=5)) == 1
    assert pile.written == [1, 3, 2]
    assert not stuck(KIND)


def test_what_is_no_letters_own_trouble_ends_the_job_after_the_others() -> None:
    pile = Pile(n1=OSError("disk full"))
    with pytest.raises(ExceptionGroup) as raised:
        pile.go()
    assert [str(each) for each in raised.value.exceptions] == ["disk full"]
    assert pile.written == [2, 3]
    assert stuck(KIND)["1"].tries == 1


def test_without_a_database_the_round_ends_at_once() -> None:
    pile = Pile(n2=OperationalError("database is locked"))
    with pytest.raises(OperationalError):
        pile.go()
    assert pile.written == [1]
    assert not stuck(KIND)


def test_the_same_key_of_another_kind_is_another_letter() -> None:
    Pile(n1=KeyError()).go()
    assert write_each("tests.other", [1], lambda _number: True, NOW) == 1
    assert stuck(KIND)


def test_what_nobody_tries_any_more_is_forgotten() -> None:
    Pile(n1=KeyError()).go(timezone.now() - datetime.timedelta(days=20))
    Pile(n2=KeyError()).go(timezone.now())
    forget_old_mail()
    assert list(StuckLetter.objects.values_list("key", flat=True)) == ["2"]

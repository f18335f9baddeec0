"""The one way to write without an event: for what people give anonymously."""

from pathlib import Path

import pytest

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.audit.models import Change, Event
from klappt.audit.recorder import NoEventOpen
from klappt.audit.services import untraced
from klappt.needs.models import Theme

PACKAGE = Path(__file__).parents[2]
# Answers to the anonymous survey, and minutes of work at a section: both are nobody's.
ALLOWED = {
    "audit/services.py",
    "needs/services/answering.py",
    "config/examples/musterkreis_needs.py",
    "returns/services/times.py",
}


def test_nothing_is_noted_and_it_ends_with_the_block(cast: Cast) -> None:
    before = Event.objects.count(), Change.objects.count()
    with scope(cast.alliance), untraced(reason="a test"):
        Theme.objects.create(alliance=cast.alliance, label="x")
    assert (Event.objects.count(), Change.objects.count()) == before
    with scope(cast.alliance), pytest.raises(NoEventOpen):
        Theme.objects.create(alliance=cast.alliance, label="y")


def test_it_is_one_transaction(cast: Cast) -> None:
    with pytest.raises(RuntimeError, match="power"), scope(cast.alliance), untraced(reason="a test"):
        Theme.objects.create(alliance=cast.alliance, label="x")
        raise RuntimeError("power")
    with scope(cast.alliance):
        assert not Theme.objects.exists()


def test_an_open_event_would_tell_when(cast: Cast) -> None:
    with set_up(cast.alliance), pytest.raises(RuntimeError, match="when"), untraced(reason="a test"):
        pass


def test_it_needs_a_reason() -> None:
    with pytest.raises(ValueError, match="reason"), untraced(reason=""):
        pass


def test_only_what_is_nobodys_uses_it() -> None:
    using = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if "untraced" in path.read_text() and "tests" not in path.parts
    }
    assert using == ALLOWED

"""The cast of these tests meets on 3 December 2026: whenever they run, that day lies ahead."""

import datetime
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
import time_machine

NOON = datetime.datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture(autouse=True)
def ten_days_before() -> Iterator[None]:
    with time_machine.travel(NOON):
        yield

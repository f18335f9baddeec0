"""Answers from calendar programs come in by mail."""

from klappt.jobs.inbox import add_reader
from klappt.meetings.services.calendar_replies import read_calendar_answers


def register() -> None:
    add_reader(read_calendar_answers)

from klappt.meetings.models.agenda import AgendaItem, SecondText
from klappt.meetings.models.attendance import Attendance, ReplyLink
from klappt.meetings.models.meeting import Meeting, Series
from klappt.meetings.models.minutes import Correction, Minutes, MinutesCopy
from klappt.meetings.models.outcome import Outcome, OutcomeChange
from klappt.meetings.models.poll import DatePoll, PollAnswer, PollDate, PollVoter

__all__ = [
    "AgendaItem",
    "Attendance",
    "Correction",
    "DatePoll",
    "Meeting",
    "Minutes",
    "MinutesCopy",
    "Outcome",
    "OutcomeChange",
    "PollAnswer",
    "PollDate",
    "PollVoter",
    "ReplyLink",
    "SecondText",
    "Series",
]

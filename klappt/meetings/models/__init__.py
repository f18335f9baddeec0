from klappt.meetings.models.agenda import AgendaItem, SecondText
from klappt.meetings.models.attendance import Attendance, ReplyLink
from klappt.meetings.models.feed import FeedAddress
from klappt.meetings.models.meeting import Meeting, Series
from klappt.meetings.models.minutes import Correction, Minutes, MinutesCopy
from klappt.meetings.models.notice import DoubtfulReply, Notice
from klappt.meetings.models.outcome import Outcome, OutcomeChange
from klappt.meetings.models.poll import DatePoll, PollAnswer, PollDate, PollVoter

__all__ = [
    "AgendaItem",
    "Attendance",
    "Correction",
    "DatePoll",
    "DoubtfulReply",
    "FeedAddress",
    "Meeting",
    "Minutes",
    "MinutesCopy",
    "Notice",
    "Outcome",
    "OutcomeChange",
    "PollAnswer",
    "PollDate",
    "PollVoter",
    "ReplyLink",
    "SecondText",
    "Series",
]

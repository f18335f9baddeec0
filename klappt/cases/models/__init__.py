from klappt.cases.models.conference import CaseConference, Present
from klappt.cases.models.finding import LONGEST_TEXT, Finding, FollowUp
from klappt.cases.models.pattern import CasePattern, PatternMissing, PatternTrait

__all__ = [
    "LONGEST_TEXT",
    "CaseConference",
    "CasePattern",
    "Finding",
    "FollowUp",
    "PatternMissing",
    "PatternTrait",
    "Present",
]

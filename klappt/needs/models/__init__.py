from klappt.needs.models.need import Need, NeedSource, NeedSubgroup, NeedWeight, WeighingRound
from klappt.needs.models.second_text import SecondText
from klappt.needs.models.situation import LivingSituation
from klappt.needs.models.survey import SpentToken, Survey, SurveyAnswer, SurveyItem, SurveyText
from klappt.needs.models.theme import Theme

__all__ = [
    "LivingSituation",
    "Need",
    "NeedSource",
    "NeedSubgroup",
    "NeedWeight",
    "SecondText",
    "SpentToken",
    "Survey",
    "SurveyAnswer",
    "SurveyItem",
    "SurveyText",
    "Theme",
    "WeighingRound",
]

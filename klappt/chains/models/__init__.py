from klappt.chains.models.answer import Consequence, NeedAnswer, NeedReview
from klappt.chains.models.goal import Goal
from klappt.chains.models.hint import Hint
from klappt.chains.models.lever import Lever, LeverParty, LeverQuerySet
from klappt.chains.models.link import InterfaceRule, Link, LinkQuerySet
from klappt.chains.models.transfer import TransferMonth

__all__ = [
    "Consequence",
    "Goal",
    "Hint",
    "InterfaceRule",
    "Lever",
    "LeverParty",
    "LeverQuerySet",
    "Link",
    "LinkQuerySet",
    "NeedAnswer",
    "NeedReview",
    "TransferMonth",
]

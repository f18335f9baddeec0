"""What was typed at the questions of a section."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from klappt.core.keys import key_in
from klappt.core.questionnaire.model import Question, QuestionKind, Section
from klappt.core.questionnaire.values import Reply
from klappt.fields.forms import Entered, entered, mentions
from klappt.returns.services.answers import Order, Written

_ORDER = re.compile(r"([0-9]{1,15})-([0-9]{1,15})(-again)?")


@dataclass
class Typed:
    """`written` can be kept, `wrong` stands on the page again with what is the matter.

    `seen` are the answers that stood beneath the wrong ones: what was never compared with a newer one must
    not be taken for its successor. `beside`: somebody else was quicker there, both texts are kept.
    """

    written: dict[str, Written] = field(default_factory=dict)
    wrong: dict[str, Entered] = field(default_factory=dict)
    seen: dict[str, int | None] = field(default_factory=dict)
    beside: set[str] = field(default_factory=set)


def typed_in(section: Section, posted: QueryDict, stands: Mapping[str, Reply]) -> Typed:
    """Every question of the section that was on the page."""
    found = Typed()
    for question in section.questions:
        if question.kind is QuestionKind.LIVING or not mentions(question, posted):
            continue
        here = entered(question, posted, stands.get(question.key))
        if here.reply is None:
            found.wrong[question.key] = here
            found.seen[question.key] = seen(question, posted)
        else:
            found.written[question.key] = Written(here.reply, seen(question, posted))
    return found


def order_of(typed: str) -> Order | None:
    """What the browser says about when it was typed; None where it says nothing that can be read."""
    found = _ORDER.fullmatch(typed)
    return Order(int(found[1]), int(found[2]), is_again=bool(found[3])) if found else None


def seen(question: Question, posted: QueryDict) -> int | None:
    """The key of the answer that stood at the question when the page was drawn; None for none."""
    return key_in(str(posted.get("over") or posted.get(f"over-{question.key}") or ""))

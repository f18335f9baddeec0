"""Everything a file with a worksheet says: what is asked, what is known, and when it was made."""

import datetime
from dataclasses import dataclass, field

from django.db.models import Max
from django.utils import timezone

from klappt.core.questionnaire.model import QuestionKind, Questionnaire
from klappt.core.questionnaire.values import Reply
from klappt.living.model import LivingTable
from klappt.living.sources import table
from klappt.offline.outline.stamp import Stamp, sign_of_edition
from klappt.offline.selectors.standing import replies_then
from klappt.returns.models import Answer, Return


@dataclass(frozen=True)
class Content:
    """`replies` and `living` by question; an empty worksheet has none of either."""

    stamp: Stamp
    alliance: str
    wave: str
    edition: int
    due_on: datetime.date
    made_at: datetime.datetime
    questionnaire: Questionnaire
    replies: dict[str, Reply] = field(default_factory=dict)
    living: dict[str, LivingTable] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return f"{self.questionnaire.title}: {self.alliance}"


def content_of(return_: Return) -> Content:
    """With what is known filled in. The scope of the alliance must be open."""
    newest = newest_of(return_)
    return _content(return_, newest, replies_then(return_, newest), _living(return_))


def empty_content(return_: Return) -> Content:
    """To be printed and filled in by hand."""
    return _content(return_, newest_of(return_), {}, {})


def newest_of(return_: Return) -> int:
    """The key of the answer written last; 0 where there is none."""
    newest: int | None = Answer.objects.filter(of_return=return_).aggregate(newest=Max("pk"))["newest"]
    return newest or 0


def _content(
    return_: Return, newest: int, stands: dict[str, Reply], living: dict[str, LivingTable]
) -> Content:
    alliance, wave, edition = return_.alliance, return_.wave, return_.edition
    return Content(
        stamp=Stamp(alliance.key, wave.number, sign_of_edition(edition.fingerprint), newest),
        alliance=alliance.name,
        wave=str(wave),
        edition=edition.number,
        due_on=return_.due_on,
        made_at=timezone.localtime(),
        questionnaire=edition.questionnaire,
        replies=stands,
        living=living,
    )


def _living(return_: Return) -> dict[str, LivingTable]:
    today = timezone.localdate()
    return {
        question.key: table(question.source, return_.alliance, today)
        for question in return_.edition.questionnaire.questions
        if question.kind is QuestionKind.LIVING and question.source is not None
    }

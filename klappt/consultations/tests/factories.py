"""Sets the stage for drafts that alliances are asked about."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from conftest import Cast
from klappt.accounts.models import User
from klappt.alliances.models import Alliance
from klappt.consultations.enums import Outcome, Spot
from klappt.consultations.models import Asked, Comment, Consultation
from klappt.consultations.services.answering import answer_comment
from klappt.consultations.services.asking import consult
from klappt.consultations.services.comments import write_comment
from klappt.worksheets.models import Edition
from klappt.worksheets.tests.factories import make_draft


def make_consultation(
    cast: Cast, edition: Edition | None = None, *, alliances: Sequence[Alliance] = (), **fields: Any
) -> Consultation:
    """A round about a draft with every kind of question; Alma's alliance is asked unless others are named."""
    return consult(
        edition=edition or make_draft(cast.doris),
        alliances=alliances or [cast.alliance],
        until=fields.pop("until", timezone.localdate() + datetime.timedelta(days=14)),
        by=cast.doris,
        letter=fields.pop("letter", "Passen die Fragen zu Ihrer Arbeit?"),
    )


def asked(consultation: Consultation, alliance: Alliance) -> Asked:
    return Asked.objects.select_related("consultation__edition", "alliance").get(
        consultation=consultation, alliance=alliance
    )


def make_comment(cast: Cast, consultation: Consultation | None = None, **fields: Any) -> Comment:
    """Alma's on the question "aim"."""
    by: User = fields.pop("by", cast.alma)
    alliance: Alliance = fields.pop("alliance", cast.alliance)
    row = consultation or make_consultation(cast)
    return write_comment(
        asked=asked(row, alliance),
        spot=fields.pop("spot", Spot.QUESTION),
        key=fields.pop("key", "aim"),
        text=fields.pop("text", "Welches Ziel ist gemeint, das des Kreises?"),
        by=by,
    )


def take_up(
    cast: Cast, comment: Comment, answer: str = "Wir fragen jetzt nach dem Ziel des Bündnisses."
) -> Comment:
    return answer_comment(comment=comment, outcome=Outcome.TAKEN_UP, answer=answer, by=cast.doris)

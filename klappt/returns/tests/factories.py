"""Sets the stage for returns."""

import datetime
import re
from typing import Any

from django.core import mail
from django.utils import timezone

from conftest import Cast
from klappt.alliances.models import Alliance, Lead
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.core.questionnaire.model import Questionnaire
from klappt.core.questionnaire.values import Reply, given
from klappt.returns.enums import Origin
from klappt.returns.models import HandIn, LeadInquiry, Return, Wave
from klappt.returns.services.answers import save_answers
from klappt.returns.services.handing_in import hand_in
from klappt.returns.services.lead import ask_lead
from klappt.returns.services.waves import ask_alliances, open_wave, plan_wave
from klappt.worksheets.models import Edition
from klappt.worksheets.tests.factories import EVERY_KIND, make_edition

ENOUGH: dict[str, Any] = {"aim": "Ausbildung für alle", "members": "12"}
FULL: dict[str, Any] = {
    **ENOUGH,
    "notes": "Bleibt bei uns.",
    "story": "Es begann mit einem Runden Tisch.",
    "begun": "2019-03-01",
    "lead": "yes",
    "fields": ["migration", "work"],
    "trust": "s3",
    "topics": ["school", "language"],
    "contact": {"migration": "s4", "work": "s2"},
    "meetings": [{"day": "2026-05-04", "topic": "Sprachkurse", "people": "9"}],
    "advice": "Früh anfangen.",
}


def make_wave(cast: Cast, edition: Edition | None = None, *, is_open: bool = True, **fields: Any) -> Wave:
    today = timezone.localdate()
    wave = plan_wave(
        edition=edition or make_edition(cast.doris),
        title=fields.pop("title", "Bündnisaufbau"),
        opens_on=fields.pop("opens_on", today - datetime.timedelta(days=7)),
        closes_on=fields.pop("closes_on", today + datetime.timedelta(days=21)),
        by=cast.doris,
        **fields,
    )
    return open_wave(wave=wave, by=cast.doris) if is_open else wave


def make_return(
    cast: Cast,
    wave: Wave | None = None,
    *,
    alliance: Alliance | None = None,
    answers: dict[str, Any] | None = None,
) -> Return:
    here = alliance or cast.alliance
    wave = wave or make_wave(cast)
    (made,) = ask_alliances(wave=wave, alliances=[here], by=cast.doris)
    if answers:
        write(cast, made, answers)
    return made


def write(cast: Cast, return_: Return, answers: dict[str, Any]) -> None:
    wanted: dict[str, Reply] = {
        key: value if isinstance(value, Reply) else given(value) for key, value in answers.items()
    }
    with scope(return_.alliance):
        save_answers(return_=return_, wanted=wanted, by=cast.alma, origin=Origin.TYPED)
    return_.refresh_from_db()


def make_handed_in(
    cast: Cast, return_: Return | None = None, answers: dict[str, Any] | None = None
) -> HandIn:
    made = return_ or make_return(cast)
    write(cast, made, answers or FULL)
    with scope(made.alliance):
        done = hand_in(return_=made, by=cast.alma)
    made.refresh_from_db()
    return done


def edition_of(cast: Cast, questionnaire: Questionnaire = EVERY_KIND, key: str = "aufbau") -> Edition:
    return make_edition(cast.doris, questionnaire, key)


def ask_the_lead(cast: Cast, return_: Return, email: str = "bernd@example.org") -> tuple[LeadInquiry, str]:
    """The question and the secret of its link, as the mail carries it. The lead has no account."""
    with set_up(cast.alliance):
        Lead.objects.create(
            alliance=cast.alliance, name="Bernd Brandt", email=email, valid_from=timezone.localdate()
        )
    with scope(cast.alliance):
        inquiry = ask_lead(return_=return_, by=cast.alma)
    (secret,) = re.findall(r"/arbeitshilfe/([\w-]+)/", str(mail.outbox[-1].body))
    return inquiry, secret

"""Handing in the survey: once per form, without knowing whose form it was."""

import datetime
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from klappt.alliances.scope import scope
from klappt.audit.services import untraced
from klappt.core.traces import traces
from klappt.needs.enums import Level, SurveyState
from klappt.needs.models import SpentToken, Survey, SurveyAnswer

FORM_HOLDS_FOR = datetime.timedelta(days=2)
MOST_ANSWERS = 5000  # nobody can be kept out without knowing who they are; this keeps the disk from filling
LONGEST_TEXT = 600
_SALT = "klappt.needs.survey"


@dataclass(frozen=True)
class Given:
    """What somebody ticked, rated (number of the item -> level) and wrote."""

    language: str
    chosen: tuple[int, ...] = ()
    ratings: Mapping[int, str] = field(default_factory=dict)
    text: str = ""


def new_token(survey: Survey) -> str:
    """Goes out with the empty form: signed, so that nobody makes their own; random, so it says nothing."""
    return signing.dumps([survey.code, secrets.token_urlsafe(16)], salt=_SALT)


def hand_in(*, survey: Survey, token: str, given: Given) -> bool:
    """Keep an answer. False when this form was handed in before: then nothing is added.

    ValidationError with codes that name the text to show: `nothing`, `too_many`, `again` (the form is too old
    or not ours), `trace_...` (the text says who somebody is), `closed`.
    """
    with scope(survey.alliance):
        if survey.state(timezone.localdate()) is not SurveyState.OPEN:
            raise ValidationError("closed", code="closed")
        token_hash = _read(token, survey)
        if SpentToken.objects.filter(pk=token_hash).exists():
            return False
        check(survey, given)
        try:
            _keep(survey, token_hash, given)
        except IntegrityError:
            return False
    return True


def check(survey: Survey, given: Given) -> None:
    """ValidationError with all that is the matter, by code. Needs the open scope."""
    wrong = []
    if not (given.chosen or given.ratings or given.text.strip()):
        wrong.append("nothing")
    if len(given.chosen) > survey.choose_at_most:
        wrong.append("too_many")
    wrong += sorted(f"trace_{trace.value}" for trace in traces(given.text))
    if wrong:
        raise ValidationError([ValidationError(code, code=code) for code in wrong])


def _read(token: str, survey: Survey) -> str:
    try:
        code, nonce = signing.loads(token, salt=_SALT, max_age=FORM_HOLDS_FOR)
    except (signing.BadSignature, ValueError, TypeError) as unknown:
        raise ValidationError("again", code="again") from unknown
    if code != survey.code:
        raise ValidationError("again", code="again")
    return hashlib.sha256(str(nonce).encode()).hexdigest()


def _keep(survey: Survey, token_hash: str, given: Given) -> None:
    items = set(survey.items.values_list("pk", flat=True))
    with untraced(reason="an anonymous answer: when it came would say whose it is"):
        # The lock makes closing and releasing wait for answers under way.
        survey = Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
        if survey.state(timezone.localdate()) is not SurveyState.OPEN or _is_full(survey):
            raise ValidationError("closed", code="closed")
        SpentToken.objects.create(alliance_id=survey.alliance_id, survey=survey, token_hash=token_hash)
        SurveyAnswer.objects.create(
            alliance_id=survey.alliance_id,
            survey=survey,
            language=given.language if given.language in survey.languages else "",
            chosen=sorted(items.intersection(given.chosen)),
            ratings={
                str(key): level
                for key, level in given.ratings.items()
                if key in items and level in Level and survey.asks_rating
            },
            text=given.text.strip()[:LONGEST_TEXT] if survey.asks_text else "",
        )


def _is_full(survey: Survey) -> bool:
    return bool(survey.answers.count() >= MOST_ANSWERS)

"""Sets the stage for the core group: institutions with answers, approaches in a state, the lead's link."""

import datetime
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlparse

from django.core import mail

from conftest import Cast
from klappt.accounts.models import User
from klappt.actors.enums import ApproachState, Criterion, Field, Tick
from klappt.actors.models import AgreementRequest, Approach, Institution
from klappt.actors.services.agreement import ask_lead
from klappt.actors.services.cooperation import mark_criterion
from klappt.actors.tests.factories import make_institution
from klappt.alliances.models import Alliance, Lead
from klappt.alliances.scope import scope
from klappt.alliances.services import name_lead
from klappt.alliances.tests.factories import set_up

DAY = datetime.date(2024, 1, 1)


def make_candidate(
    alliance: Alliance, name: str, field: Field = Field.WORK, meets: Iterable[Criterion] = (), **columns: Any
) -> Institution:
    institution = make_institution(alliance, name, field=field, **columns)
    with scope(alliance):
        for criterion in meets:
            mark_criterion(
                institution=institution, criterion=criterion, meets=Tick.YES, by=None, signature="t"
            )
    return institution


def make_approach(
    alliance: Alliance, name: str = "Jobcenter", state: ApproachState = ApproachState.PROPOSED, **columns: Any
) -> Approach:
    institution = make_candidate(alliance, name)
    with set_up(alliance):
        approach: Approach = Approach.objects.create(
            alliance=alliance, institution=institution, state=state, **columns
        )
    return approach


def make_lead(alliance: Alliance, user: User | None = None) -> Lead:
    with scope(alliance):
        return name_lead(
            alliance=alliance,
            name="Bernd Muster",
            email="bernd@stadt.example",
            since=DAY,
            by=None,
            user=user,
            signature="test",
        )


def ask_the_lead(cast: Cast) -> tuple[AgreementRequest, str]:
    """The question to the lead, and the address in the mail."""
    with scope(cast.alliance):
        named = Lead.objects.exists()
    if not named:
        make_lead(cast.alliance, cast.bernd)
    with scope(cast.alliance):
        request = ask_lead(alliance=cast.alliance, by=cast.alma)
    link = next(word for word in mail.outbox[-1].body.split() if word.startswith("http"))
    return request, urlparse(link).path

import datetime
from typing import Any

from conftest import Cast
from klappt.accounts.tests.route import (
    COORDINATOR,
    EVERYBODY,
    INSIDE,
    OPERATOR,
    PLATFORM,
    SIGNED_IN,
    STEERING,
    Route,
)
from klappt.alliances.models import CoordinationOffice, Lead
from klappt.alliances.scope import scope
from klappt.alliances.services import name_lead, place_office
from klappt.alliances.tests.factories import (
    a_failed_mail,
    an_answer_by_hand,
    an_invitation,
    membership,
)


def an_open_invitation(cast: Cast) -> dict[str, Any]:
    return {"pk": an_invitation(cast.alliance, cast.alma)[0].pk}


def paula(cast: Cast) -> dict[str, Any]:
    return {"pk": membership(cast.alliance, cast.paula).pk}


def a_link(cast: Cast) -> dict[str, Any]:
    return {"secret": an_invitation(cast.alliance, cast.alma)[1]}


DAY = datetime.date(2024, 1, 1)


def a_lead(cast: Any) -> dict[str, Any]:
    with scope(cast.alliance):
        lead = Lead.objects.first() or name_lead(
            alliance=cast.alliance, name="Bernd", since=DAY, by=cast.alma
        )
    return {"pk": lead.pk}


def an_office(cast: Any) -> dict[str, Any]:
    with scope(cast.alliance):
        office = CoordinationOffice.objects.first() or place_office(
            alliance=cast.alliance, department="ki", since=DAY, by=cast.alma
        )
    return {"pk": office.pk}


def a_step(_cast: Any) -> dict[str, Any]:
    return {"step": "alliances.lead"}


def doris(cast: Any) -> dict[str, Any]:
    return {"pk": cast.doris.pk}


def the_key(cast: Any) -> dict[str, Any]:
    return {"key": cast.alliance.key}


def a_mail(cast: Any) -> dict[str, Any]:
    return {"number": a_failed_mail(cast.alliance).number}


def an_answer(cast: Any) -> dict[str, Any]:
    return {"pk": an_answer_by_hand(cast.alliance).pk}


ROUTES = {
    "alliances:start": Route(get=SIGNED_IN),
    "alliances:home": Route(get=INSIDE),
    "alliances:team": Route(get=INSIDE),
    "alliances:rights": Route(get=INSIDE),
    "alliances:invite": Route(
        get=COORDINATOR, post=COORDINATOR, data={"email": "neu@example.org", "role": "member"}
    ),
    "alliances:invite_again": Route(post=COORDINATOR, kwargs=an_open_invitation),
    "alliances:withdraw_invitation": Route(post=COORDINATOR, kwargs=an_open_invitation),
    "alliances:change_role": Route(post=COORDINATOR, kwargs=paula),
    "alliances:end_work": Route(
        get=COORDINATOR, post=COORDINATOR, kwargs=paula, data={"last_day": "2030-01-01"}
    ),
    "alliances:accept": Route(get=EVERYBODY, post=EVERYBODY, kwargs=a_link),
    "alliances:plan": Route(get=INSIDE),
    "alliances:week": Route(get=INSIDE),
    "alliances:plan_step": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_step),
    "alliances:settings": Route(get=INSIDE),
    "alliances:settings_change": Route(get=COORDINATOR, post=COORDINATOR),
    "alliances:lead_name": Route(get=COORDINATOR, post=COORDINATOR),
    "alliances:lead_correct": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_lead),
    "alliances:lead_end": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_lead),
    "alliances:office_place": Route(get=COORDINATOR, post=COORDINATOR),
    "alliances:office_correct": Route(get=COORDINATOR, post=COORDINATOR, kwargs=an_office),
    "alliances:trail": Route(get=STEERING),
    "alliances:search": Route(get=INSIDE),
    "alliances:post": Route(get=STEERING),
    "alliances:post_again": Route(post=COORDINATOR, kwargs=a_mail),
    "alliances:post_settle": Route(post=COORDINATOR, kwargs=a_mail),
    "alliances:answer_settle": Route(post=COORDINATOR, kwargs=an_answer),
    "alliances:platform_post": Route(get=OPERATOR),
    "alliances:platform": Route(get=PLATFORM),
    "alliances:found": Route(get=OPERATOR, post=OPERATOR),
    "alliances:platform_history": Route(get=OPERATOR),
    "alliances:platform_people": Route(get=OPERATOR),
    "alliances:platform_appoint": Route(
        get=OPERATOR,
        post=OPERATOR,
        data={"email": "neu@example.org", "name": "Neu", "role": "researcher"},
    ),
    "alliances:platform_dismiss": Route(get=OPERATOR, post=OPERATOR, kwargs=doris),
    "alliances:platform_invite": Route(get=OPERATOR, post=OPERATOR, kwargs=the_key),
}

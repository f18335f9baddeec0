"""A3: the lead agrees from the mail, without signing in; the link works once and explains itself."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from conftest import Cast
from klappt.actors.enums import ApproachState
from klappt.actors.models import AgreementRequest, Approach
from klappt.actors.tests.group import ask_the_lead, make_approach
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.audit.enums import Channel
from klappt.audit.models import Event


def states(cast: Cast) -> dict[int, str]:
    with scope(cast.alliance):
        return dict(Approach.objects.order_by("pk").values_list("pk", "state"))


def test_the_mail_says_whom_and_what_happens_if_one_does_nothing(cast: Cast) -> None:
    make_approach(cast.alliance, "Jobcenter")
    ask_the_lead(cast)
    message = mail.outbox[-1]
    assert message.to == ["bernd@stadt.example"]
    for words in ("Jobcenter", "Bernd Muster", "Alma", "Wenn Sie nichts tun"):
        assert words in str(message.body)


def test_looking_changes_nothing(cast: Cast) -> None:
    row = make_approach(cast.alliance)
    _, path = ask_the_lead(cast)
    before = Event.objects.count()
    response = Client().get(path)
    assert "Jobcenter" in response.content.decode()
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert (states(cast), Event.objects.count()) == ({row.pk: ApproachState.PROPOSED}, before)


def test_one_click_agrees_and_the_trail_says_that_it_came_by_link(cast: Cast) -> None:
    first, second = make_approach(cast.alliance, "JMD"), make_approach(cast.alliance, "VHS")
    _, path = ask_the_lead(cast)
    Client().post(path, {"decision": "agree", "approach": [first.pk, second.pk]})
    assert set(states(cast).values()) == {ApproachState.AGREED}
    event = Event.objects.first()
    assert event is not None
    assert (event.channel, event.by) == (Channel.LINK, None)
    assert "Bernd Muster" in event.signature
    assert "bernd@stadt.example" in event.signature


def test_what_is_not_ticked_stays_proposed_with_what_the_lead_says(cast: Cast) -> None:
    yes, no = make_approach(cast.alliance, "JMD"), make_approach(cast.alliance, "VHS")
    _, path = ask_the_lead(cast)
    Client().post(path, {"decision": "agree", "approach": [yes.pk], "comment": "VHS später"})
    assert states(cast) == {yes.pk: ApproachState.AGREED, no.pk: ApproachState.PROPOSED}
    with scope(cast.alliance):
        assert dict(Approach.objects.order_by("pk").values_list("pk", "lead_comment"))[no.pk] == "VHS später"


def test_asking_to_be_spoken_to_agrees_to_nothing(cast: Cast) -> None:
    row = make_approach(cast.alliance)
    _, path = ask_the_lead(cast)
    Client().post(path, {"decision": "talk", "approach": [row.pk], "comment": "Bitte rufen Sie an"})
    with scope(cast.alliance):
        row.refresh_from_db()
    assert (row.state, row.lead_comment) == (ApproachState.PROPOSED, "Bitte rufen Sie an")


@pytest.mark.parametrize(
    "data",
    [
        {"decision": "agree"},
        {"decision": "talk", "comment": " "},
        {"decision": "?"},
        {},
        {"decision": "agree", "approach": ["999999"]},
    ],
)
def test_an_answer_that_says_nothing_comes_back_and_the_link_stays_good(cast: Cast, data: dict) -> None:
    row = make_approach(cast.alliance)
    request, path = ask_the_lead(cast)
    assert Client().post(path, data).status_code == 422
    with scope(cast.alliance):
        request.refresh_from_db()
    assert request.is_open(timezone.now())
    assert states(cast) == {row.pk: ApproachState.PROPOSED}


def test_a_used_link_says_so_and_does_nothing_more(cast: Cast) -> None:
    row = make_approach(cast.alliance)
    _, path = ask_the_lead(cast)
    Client().post(path, {"decision": "talk", "comment": "Bitte anrufen"})
    again = Client().post(path, {"decision": "agree", "approach": [row.pk]})
    assert "es ist vermerkt" in again.content.decode()
    assert states(cast) == {row.pk: ApproachState.PROPOSED}


def test_an_expired_link_says_until_when_it_worked(cast: Cast) -> None:
    row = make_approach(cast.alliance)
    request, path = ask_the_lead(cast)
    with time_machine.travel(request.expires_at + datetime.timedelta(minutes=1)):
        response = Client().post(path, {"decision": "agree", "approach": [row.pk]})
    assert response.status_code == 410
    assert "abgelaufen" in response.content.decode()
    assert states(cast) == {row.pk: ApproachState.PROPOSED}


def test_an_older_link_points_to_the_newer(cast: Cast) -> None:
    row = make_approach(cast.alliance)
    _, old = ask_the_lead(cast)
    _, new = ask_the_lead(cast)
    assert Client().post(old, {"decision": "agree", "approach": [row.pk]}).status_code == 410
    Client().post(new, {"decision": "agree", "approach": [row.pk]})
    assert states(cast) == {row.pk: ApproachState.AGREED}


def test_a_tampered_link_opens_nothing(cast: Cast) -> None:
    make_approach(cast.alliance)
    _, path = ask_the_lead(cast)
    response = Client().get(path[:-3] + "xx/")
    assert response.status_code == 404
    assert response.context["why"] == "unknown"


def test_when_all_is_decided_there_is_nothing_left_to_do(cast: Cast) -> None:
    row = make_approach(cast.alliance)
    _, path = ask_the_lead(cast)
    with set_up(cast.alliance):
        row.state = ApproachState.WITHDRAWN
        row.save()
    assert Client().get(path).status_code == 410


def test_an_approach_of_another_mail_cannot_be_slipped_in(cast: Cast) -> None:
    asked = make_approach(cast.alliance, "JMD")
    _, path = ask_the_lead(cast)
    later = make_approach(cast.alliance, "VHS")
    Client().post(path, {"decision": "agree", "approach": [asked.pk, later.pk]})
    assert states(cast) == {asked.pk: ApproachState.PROPOSED, later.pk: ApproachState.PROPOSED}


def test_only_the_hash_of_the_secret_is_kept(cast: Cast) -> None:
    make_approach(cast.alliance)
    _, path = ask_the_lead(cast)
    secret = path.strip("/").split("/")[-1]
    with scope(cast.alliance):
        stored = AgreementRequest.objects.get()
    assert secret not in str(vars(stored))
    assert not Event.objects.filter(changes__fields__icontains=stored.secret_hash).exists()

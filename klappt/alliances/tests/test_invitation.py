"""Invitations: a link that works once, for 14 days, and says who invites to what."""

import datetime
import re

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from conftest import Cast
from klappt.accounts.enums import Role
from klappt.accounts.models import User
from klappt.accounts.tests.factories import PASSWORD
from klappt.alliances import services
from klappt.alliances.models import Invitation
from klappt.alliances.scope import scope
from klappt.alliances.selectors import member_of
from klappt.audit.models import Change, Event

NOW = datetime.datetime(2026, 11, 22, 9, 0, tzinfo=datetime.UTC)
TODAY = NOW.date()
LATER = NOW + datetime.timedelta(days=1)
TOO_LATE = NOW + datetime.timedelta(days=14, seconds=1)
LINK = re.compile(r"/einladung/([\w-]+)/")


@pytest.fixture
def invited(cast: Cast) -> tuple[Invitation, str]:
    """Nora, invited by Alma, and the secret of her link as it stood in the mail."""
    invitation = services.invite(
        alliance=cast.alliance,
        email=" Nora@Example.org",
        name="Nora",
        role=Role.PRACTITIONER,
        by=cast.alma,
        now=NOW,
    )
    return invitation, secret_of(mail.outbox[-1])


def secret_of(message) -> str:
    found = LINK.search(message.body)
    assert found
    return found[1]


def test_the_mail_says_who_what_and_until_when(invited) -> None:
    message = mail.outbox[-1]
    assert message.to == ["nora@example.org"]
    assert "Bündnis hier" in message.subject
    for part in ("Alma", "Bündnis hier", "06.12.2026", "alma@example.org", str(Role.PRACTITIONER.label)):
        assert part in message.body
    assert secret_of(message) in message.alternatives[0].content


def test_only_the_hash_of_the_secret_is_kept(invited) -> None:
    invitation, secret = invited
    assert services.invitation_for(secret) == invitation
    assert secret not in str(vars(invitation))
    noted = [str(change.fields) for change in Change.objects.filter(model="alliances.invitation")]
    assert noted
    assert not [each for each in noted if invitation.secret_hash in each]


def test_nothing_is_sent_when_the_invitation_is_not_stored(cast: Cast, mailoutbox) -> None:
    with pytest.raises(ValidationError):
        services.invite(alliance=cast.alliance, email="no address", role=Role.MEMBER, by=cast.alma, now=NOW)
    assert not mailoutbox


def test_who_works_here_is_not_invited(cast: Cast) -> None:
    with pytest.raises(ValidationError) as refused:
        services.invite(
            alliance=cast.alliance, email="CEREN@example.org", role=Role.LEAD, by=cast.alma, now=NOW
        )
    assert "email" in refused.value.message_dict


def test_nobody_holds_two_open_invitations(cast: Cast, invited) -> None:
    with pytest.raises(ValidationError):
        services.invite(
            alliance=cast.alliance, email="nora@example.org", role=Role.LEAD, by=cast.alma, now=LATER
        )


def test_somebody_new_opens_an_account_and_begins(cast: Cast, invited) -> None:
    invitation, _secret = invited
    before = Event.objects.count()
    user = services.accept_as_new(
        invitation=invitation, name="Nora Neu", password=PASSWORD, language="de", now=LATER
    )
    member = member_of(user, cast.alliance.key, LATER.date())
    assert member is not None
    assert (member.role, user.email, user.check_password(PASSWORD)) == (
        Role.PRACTITIONER,
        "nora@example.org",
        True,
    )
    latest = Event.objects.first()
    assert latest is not None
    assert (latest.verb, latest.by, Event.objects.count()) == (
        "alliances.invitation_accepted",
        user,
        before + 1,
    )


def test_accepting_twice_does_nothing_twice(cast: Cast, invited) -> None:
    invitation, _secret = invited
    user = services.accept_as_new(
        invitation=invitation, name="Nora", password=PASSWORD, language="de", now=LATER
    )
    events, people = Event.objects.count(), User.objects.count()
    for again in (
        lambda: services.accept(invitation=invitation, user=user, now=LATER),
        lambda: services.accept_as_new(
            invitation=invitation, name="N", password=PASSWORD, language="de", now=LATER
        ),
    ):
        with pytest.raises(ValidationError):
            again()
    assert (Event.objects.count(), User.objects.count()) == (events, people)


def test_after_14_days_it_is_over(cast: Cast, invited) -> None:
    invitation, _secret = invited
    with pytest.raises(ValidationError):
        services.accept(invitation=invitation, user=cast.emil, now=TOO_LATE)
    assert member_of(cast.emil, cast.alliance.key, TOO_LATE.date()) is None


def test_a_withdrawn_invitation_opens_nothing(cast: Cast, invited) -> None:
    invitation, _secret = invited
    with scope(cast.alliance):
        services.withdraw_invitation(invitation=invitation, by=cast.alma, now=NOW)
    with pytest.raises(ValidationError):
        services.accept(invitation=invitation, user=cast.emil, now=LATER)


def test_inviting_again_replaces_the_link_and_begins_14_days_anew(cast: Cast, invited) -> None:
    invitation, old = invited
    with scope(cast.alliance):
        services.invite_again(invitation=invitation, by=cast.alma, now=TOO_LATE)
    new = secret_of(mail.outbox[-1])
    assert services.invitation_for(old) is None
    found = services.invitation_for(new)
    assert found is not None
    assert found.is_open(TOO_LATE + datetime.timedelta(days=13))


def test_a_weak_password_opens_no_account(invited) -> None:
    invitation, _secret = invited
    for weak in ("kurz", "nora@example.org", "administrator", "123456789012"):
        with pytest.raises(ValidationError):
            services.accept_as_new(
                invitation=invitation, name="Nora", password=weak, language="de", now=LATER
            )
    assert not User.objects.filter(email="nora@example.org").exists()


def test_an_operator_invites_the_first_coordination(cast: Cast) -> None:
    invitation = services.invite(
        alliance=cast.other_alliance, email="gfs@example.org", role=Role.COORDINATOR, by=cast.otto, now=NOW
    )
    services.accept(invitation=invitation, user=cast.ceren, now=LATER)
    member = member_of(cast.ceren, cast.other_alliance.key, LATER.date())
    assert member is not None
    assert member.role == Role.COORDINATOR

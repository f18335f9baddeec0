"""One's own details; and the end of an account, which reaches the history."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from conftest import Cast
from klappt.accounts.enums import Role
from klappt.accounts.models import User
from klappt.accounts.services import close_account
from klappt.accounts.tests.factories import PASSWORD, a_passkey
from klappt.alliances import services
from klappt.alliances.models import Invitation
from klappt.alliances.scope import every_alliance, scope
from klappt.alliances.selectors import alliances_of
from klappt.alliances.tests.factories import an_invitation, membership
from klappt.audit.models import Change, Event


def test_name_and_language_are_changed_and_noted(cast: Cast, sign_in) -> None:
    browser = sign_in(cast.ceren)
    answer = browser.post(reverse("accounts:profile"), {"name": "Ceren Y.", "language": "en"}, follow=True)
    assert '<html lang="en"' in answer.content.decode()
    assert "Saved." in answer.content.decode()
    cast.ceren.refresh_from_db()
    assert (cast.ceren.name, cast.ceren.language) == ("Ceren Y.", "en")
    latest = Event.objects.first()
    assert latest is not None
    assert (latest.verb, latest.by) == ("accounts.profile_changed", cast.ceren)


def test_an_empty_name_is_not_taken(cast: Cast, sign_in) -> None:
    answer = sign_in(cast.ceren).post(reverse("accounts:profile"), {"name": " ", "language": "de"})
    assert answer.status_code == 200
    cast.ceren.refresh_from_db()
    assert cast.ceren.name == "Ceren"


def test_the_language_of_the_person_counts_on_a_new_device(cast: Cast, sign_in) -> None:
    cast.ceren.language = "en"
    cast.ceren.save()
    assert '<html lang="en"' in sign_in(cast.ceren).get(reverse("accounts:profile")).content.decode()


def test_closing_forgets_name_address_and_ways_to_sign_in(cast: Cast) -> None:
    an_invitation(cast.other_alliance, cast.emil, "ceren@example.org")
    a_passkey(cast.ceren)
    close_account(user=cast.ceren, now=timezone.now())
    gone = User.objects.get(pk=cast.ceren.pk)
    assert str(gone) == "gelöschtes Konto"
    assert "ceren" not in gone.email
    assert not gone.is_active
    assert not gone.has_usable_password()
    kept = [*Change.objects.values_list("label", "fields"), *User.objects.values_list("name", "email")]
    assert not [each for each in kept if "ceren" in str(each).lower()]
    with every_alliance(reason="test"):
        assert not Invitation.objects.filter(email__iexact="ceren@example.org").exists()


def test_closing_ends_the_work_and_keeps_the_history_in_shape(cast: Cast) -> None:
    with scope(cast.alliance):
        services.change_role(
            membership=membership(cast.alliance, cast.ceren),
            role=Role.PRACTITIONER,
            by=cast.ceren,
            today=timezone.localdate(),
        )
    events = Event.objects.count()
    close_account(user=cast.ceren, now=timezone.now())
    assert Event.objects.count() == events + 1
    role_changed = Event.objects.get(verb="alliances.role_changed")
    assert role_changed.who == "gelöschtes Konto"
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    assert alliances_of(cast.ceren, tomorrow) == []


def test_the_only_coordination_cannot_disappear(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="Bündnis hier"):
        close_account(user=cast.alma, now=timezone.now())
    cast.alma.refresh_from_db()
    assert (cast.alma.name, cast.alma.is_active) == ("Alma", True)


def test_on_the_page_it_takes_password_and_tick(cast: Cast, sign_in) -> None:
    browser, elsewhere = sign_in(cast.ceren), sign_in(cast.ceren)
    url = reverse("accounts:close")
    assert browser.post(url, {"sure": "on"}).headers["Location"].startswith(reverse("account_reauthenticate"))
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    browser.post(url, {})
    assert User.objects.get(pk=cast.ceren.pk).is_active
    answer = browser.post(url, {"sure": "on"}, follow=True)
    assert "Ihr Konto ist gelöscht" in answer.content.decode()
    for one in (browser, elsewhere):
        assert one.get(reverse("accounts:profile")).status_code == 302
    after = Client()
    after.post(reverse("account_login"), {"login": "ceren@example.org", "password": PASSWORD})
    assert after.get(reverse("accounts:profile")).status_code == 302


def test_the_page_says_why_the_only_coordination_stays(cast: Cast, sign_in) -> None:
    browser = sign_in(cast.alma)
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    answer = browser.post(reverse("accounts:close"), {"sure": "on"})
    assert "Alma ist die einzige Koordination" in answer.content.decode()

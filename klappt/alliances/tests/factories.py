import datetime
import itertools
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import factory
from django.core import mail
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.accounts.enums import Role
from klappt.accounts.models import User
from klappt.accounts.tests.factories import UserFactory
from klappt.alliances.models import Alliance, Invitation, Membership, Municipality
from klappt.alliances.scope import scope
from klappt.alliances.services import admit, found_alliance, invite
from klappt.audit.events import verb
from klappt.audit.services import event

SET_UP = verb("tests.set_up", _("Set up for a test"))
LONG_AGO = datetime.date(2020, 1, 1)


@contextmanager
def set_up(alliance: Alliance) -> Iterator[None]:
    """Scope and event for putting rows in place."""
    with scope(alliance), event(SET_UP, by=None, alliance=alliance, signature="test"):
        yield


class MunicipalityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Municipality

    ags = factory.Sequence("99{:03d}".format)
    name = factory.Sequence("Kreis {}".format)
    kind = "district"


def make_alliance(key: str, **fields: Any) -> Alliance:
    return found_alliance(
        key=key,
        name=f"Bündnis {key}",
        municipality=MunicipalityFactory(),
        by=None,
        signature="test",
        **fields,
    )


def join(alliance: Alliance, name: str, role: Role) -> User:
    user = UserFactory(name=name, email=f"{name.lower()}@example.org")
    with scope(alliance):
        admit(alliance=alliance, user=user, role=role, since=LONG_AGO, by=None, signature="test")
    return user


_numbers = itertools.count(1)


def an_invitation(alliance: Alliance, by: User, email: str = "") -> tuple[Invitation, str]:
    """Somebody invited as practitioner, and the secret of the link as it stood in the mail."""
    invitation = invite(
        alliance=alliance,
        email=email or f"invited{next(_numbers)}@example.org",
        role=Role.PRACTITIONER,
        by=by,
        now=timezone.now(),
    )
    found = re.search(r"/einladung/([\w-]+)/", str(mail.outbox[-1].body))
    assert found
    return invitation, found[1]


def membership(alliance: Alliance, user: User) -> Membership:
    with scope(alliance):
        found: Membership = Membership.objects.select_related("user", "alliance").get(user=user)
    return found

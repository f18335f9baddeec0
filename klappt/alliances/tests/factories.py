import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import factory
from django.utils.translation import gettext_lazy as _

from klappt.accounts.enums import Role
from klappt.accounts.models import User
from klappt.accounts.tests.factories import UserFactory
from klappt.alliances.models import Alliance, Municipality
from klappt.alliances.scope import scope
from klappt.alliances.services import admit, found_alliance
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

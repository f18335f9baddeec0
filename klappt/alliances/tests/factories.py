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
from klappt.jobs.enums import MailCause, MailState, ReceivedState, WhyUnplaced
from klappt.jobs.models import OutgoingMail, ReceivedMail

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
    name = factory.Sequence("Kreis {:03d}".format)
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


def a_failed_mail(alliance: Alliance, **values: Any) -> OutgoingMail:
    """A mail nobody at the other end wanted; its text is still there."""
    given = {
        "to": "ceren@example.org",
        "subject": "Einladung zur Kerngruppe",
        "text": "Guten Tag",
        "state": MailState.FAILED,
        "cause": MailCause.NO_SUCH_ADDRESS,
        "reason": "550 5.1.1 User unknown",
        "settled_at": timezone.now(),
    }
    return OutgoingMail.objects.create(alliance_id=alliance.pk, **{**given, **values})


def an_answer_by_hand(alliance: Alliance, **values: Any) -> ReceivedMail:
    """Somebody has written back instead of using the buttons; `values` are of the mail it answers."""
    answered = a_failed_mail(alliance, **{"state": MailState.SENT, "cause": "", "reason": "", **values})
    return ReceivedMail.objects.create(
        key=str(answered.number),
        state=ReceivedState.UNPLACED,
        why=WhyUnplaced.NOBODYS,
        sender="ceren@example.org",
        subject="AW: Einladung zur Kerngruppe",
        text="Ich komme, bringe aber Paula mit.",
        answers=answered,
    )

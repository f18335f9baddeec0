"""Sets the stage for what goes on inside the administration."""

import re
from typing import Any

from django.core import mail

from conftest import Cast
from klappt.accounts.models import User
from klappt.alliances.models import Lead
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import LONG_AGO, set_up
from klappt.matters.enums import MatterKind
from klappt.matters.models import Inquiry, InternalMatter
from klappt.matters.services.asking import ask_lead, send_submission
from klappt.matters.services.matters import Content, record

# Words that stand nowhere else, so that a page that shows them has let something through.
SECRET = "Quittenmarmelade"


def make_matter(
    cast: Cast, kind: MatterKind = MatterKind.SUBMISSION, title: str = SECRET, **content: Any
) -> InternalMatter:
    with scope(cast.alliance):
        return record(
            alliance=cast.alliance,
            kind=kind,
            content=Content(title=title, text=content.pop("text", f"{SECRET}: bitte umsetzen."), **content),
            by=cast.alma,
        )


def make_conflict(cast: Cast, **content: Any) -> InternalMatter:
    return make_matter(cast, MatterKind.CONFLICT, **content)


def make_lead(cast: Cast, user: User | None = None) -> Lead:
    with set_up(cast.alliance):
        lead: Lead = Lead.objects.create(
            alliance=cast.alliance,
            name="Bernd Brandt",
            email="bernd@example.org",
            user=user or cast.bernd,
            valid_from=LONG_AGO,
        )
    return lead


def ask_somebody(
    cast: Cast, matter: InternalMatter | None = None, email: str = "amt@example.org"
) -> tuple[Inquiry, str]:
    """The question and the secret of its link, as the mail carries it."""
    matter = matter or make_matter(cast)
    with scope(cast.alliance):
        inquiry = send_submission(matter=matter, name="Sozialamt", email=email, by=cast.alma)
    return inquiry, last_secret()


def escalate(cast: Cast, matter: InternalMatter | None = None) -> tuple[Inquiry, str]:
    matter, lead = matter or make_conflict(cast), make_lead(cast)
    with scope(cast.alliance):
        inquiry = ask_lead(matter=matter, lead=lead, by=cast.alma, text="Bitte entscheiden.")
    return inquiry, last_secret()


def last_secret() -> str:
    found = re.search(r"/vorgang/([\w-]+)/", str(mail.outbox[-1].body))
    assert found
    return found[1]

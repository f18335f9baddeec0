"""Links that are sent by mail: making the secret, finding what it belongs to, using it once."""

import hashlib
import secrets
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Link, LinkQuestion
from klappt.alliances.scope import every_alliance

AnyLink = TypeVar("AnyLink", bound=Link)


def new_secret() -> str:
    """For the mail alone; what is kept is its hash."""
    return secrets.token_urlsafe(32)


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def find_link(model: type[AnyLink], secret: str, *, related: tuple[str, ...]) -> AnyLink | None:
    """What a link belongs to, whether still open or not; None for a link we never sent."""
    with every_alliance(reason="only the secret of a link from a mail says whose it is"):
        found: AnyLink | None = (
            model.objects.select_related("alliance", *related).filter(secret_hash=hash_of(secret)).first()
        )
    return found


def unanswered(links: models.QuerySet[AnyLink]) -> models.QuerySet[AnyLink]:
    """Those of the links nobody has used or taken back; they may have expired."""
    return links.filter(**{links.model.answered: None, "withdrawn_at": None})


def take_back(question: LinkQuestion) -> None:
    """The link no longer opens anything; whoever follows it is told so. Inside an event."""
    question.withdrawn_at = timezone.now()
    question.save(update_fields=["withdrawn_at"])


def use_once(question: LinkQuestion) -> None:
    """Note that the link was used: once, also when it is clicked twice at the same moment. Inside an event.

    ValidationError when it has been used, withdrawn or has expired meanwhile.
    """
    row = type(question).objects.select_for_update(of=("self",)).get(pk=question.pk)
    now = timezone.now()
    if not row.is_open(now):
        raise ValidationError(_("This link has been used already or has expired."))
    row.used_at = question.used_at = now
    row.save(update_fields=["used_at"])

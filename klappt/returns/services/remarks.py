"""What people of an alliance say to each other at a question."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.audit.services import event
from klappt.returns import events
from klappt.returns.models import Remark, Return


def remark(*, return_: Return, question: str, text: str, by: User, to: User | None = None) -> Remark:
    """ValidationError on `text` when nothing is said."""
    if not text.strip():
        raise ValidationError({"text": _("Please write something.")})
    row = Remark(
        alliance_id=return_.alliance_id,
        of_return=return_,
        question=question,
        text=text.strip(),
        to=to,
        by=by,
    )
    row.full_clean(exclude=["alliance"])
    with event(events.REMARKED, by=by, alliance=return_.alliance, question=question):
        row.save()
    return row


def settle_remark(*, row: Remark, by: User) -> Remark:
    """Done; it stays readable. A second time changes nothing."""
    if row.settled_at is None:
        with event(events.REMARK_SETTLED, by=by, alliance=row.alliance, question=row.question):
            row.settled_at, row.settled_by = timezone.now(), by
            row.save(update_fields=["settled_at", "settled_by"])
    return row

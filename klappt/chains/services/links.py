"""How the step from one offer to the next is arranged: agreed, ruled, ended."""

import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.actors.models import Institution
from klappt.audit.services import event
from klappt.chains import events
from klappt.chains.enums import LinkKind
from klappt.chains.models import InterfaceRule, Link
from klappt.offers.models import Offer


def set_link(
    *,
    source: Offer,
    target: Offer,
    kind: LinkKind | str,
    by: User | None,
    agreed: bool = True,
    since: datetime.date | None = None,
    basis: str = "",
    note: str = "",
    deadline_days: int | None = None,
    signature: str = "",
) -> Link:
    """Arrange the step from `source` to `target`, or change how it is arranged. One open link per step."""
    if source.pk == target.pk:
        raise ValidationError({"target": _("Please choose two different offers.")})
    known = Link.objects.filter(source=source, target=target, valid_until=None).first()
    link = known or Link(alliance_id=source.alliance_id, source=source, target=target)
    link.kind, link.agreed, link.deadline_days = kind, agreed, deadline_days
    link.basis, link.note = basis.strip(), note.strip()
    link.valid_from = since if since or known is None else link.valid_from
    link.full_clean(exclude=["alliance", "source", "target"], validate_constraints=False)
    with event(events.LINK_SET, by=by, alliance=source.alliance, signature=signature):
        link.save()
    return link


def end_link(*, link: Link, on: datetime.date, by: User) -> Link:
    """From the day after, the step is cold again. The row stays."""
    with event(events.LINK_ENDED, by=by, alliance=link.alliance):
        link.valid_until = on
        link.full_clean(exclude=["alliance", "source", "target"], validate_constraints=False)
        link.save()
    return link


def set_rule(
    *,
    link: Link,
    what: str,
    by: User | None,
    rule: InterfaceRule | None = None,
    giver: Institution | None = None,
    giver_words: str = "",
    receiver: Institution | None = None,
    receiver_words: str = "",
    by_when: str = "",
    signature: str = "",
) -> InterfaceRule:
    """Write down one line: who hands what to whom by when."""
    if not (giver or giver_words.strip()):
        raise ValidationError({"giver": _("Please say who hands it over.")})
    if not (receiver or receiver_words.strip()):
        raise ValidationError({"receiver": _("Please say to whom.")})
    row = rule or InterfaceRule(alliance_id=link.alliance_id, link=link, position=link.rules.count())
    row.what, row.by_when = what.strip(), by_when.strip()
    row.giver, row.giver_words = giver, giver_words.strip()
    row.receiver, row.receiver_words = receiver, receiver_words.strip()
    row.clean_fields(exclude=["alliance", "link", "giver", "receiver"])
    with event(events.RULE_SET, by=by, alliance=link.alliance, signature=signature):
        row.save()
    return row


def remove_rule(*, rule: InterfaceRule, by: User) -> None:
    with event(events.RULE_REMOVED, by=by, alliance=rule.alliance):
        rule.delete()

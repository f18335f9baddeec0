import datetime
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from klappt.accounts.models import User
from klappt.audit.enums import Channel
from klappt.audit.services import event
from klappt.offers import events
from klappt.offers.models import AccessRule, Offer
from klappt.offers.services.conditions import checked_condition
from klappt.profiles.selectors.vocabulary import attributes

ONE_DAY = datetime.timedelta(days=1)


def set_rule(
    *,
    offer: Offer,
    condition: Mapping[str, Any],
    by: User | None,
    source: str = "",
    as_of: datetime.date | None = None,
    doubt: str = "",
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    template_key: str = "",
    template_edition: str = "",
    channel: Channel = Channel.PAGE,
    signature: str = "",
) -> AccessRule:
    """A new rule from `since` (today). The one before ends the day before and stays readable.

    Rules that were to begin later are put aside: the new one takes their place. ValidationError by field when
    something is wrong.
    """
    begins = since or timezone.localdate()
    rule = AccessRule(
        alliance_id=offer.alliance_id,
        offer=offer,
        condition=checked_condition(condition, attributes(offer.alliance)),
        source=source.strip(),
        as_of=as_of,
        doubt=doubt.strip(),
        valid_from=begins,
        valid_until=until,
        template_key=template_key,
        template_edition=template_edition,
    )
    with event(events.RULE_SET, by=by, alliance=offer.alliance, channel=channel, signature=signature):
        rule.full_clean(validate_constraints=False)
        _make_room(offer, begins)
        rule.save()
    return rule


def end_rule(*, rule: AccessRule, on: datetime.date, by: User | None) -> AccessRule:
    """The rule holds until this day; then access counts as not checked, until a new one is written."""
    with event(events.RULE_ENDED, by=by, alliance=rule.alliance):
        rule.valid_until = on
        rule.full_clean()
        rule.save()
    return rule


def _make_room(offer: Offer, begins: datetime.date) -> None:
    for earlier in offer.rules.filter(replaced_at=None):
        if earlier.valid_from and earlier.valid_from >= begins:
            earlier.replaced_at = timezone.now()
            earlier.save()
        elif earlier.valid_until is None or earlier.valid_until >= begins:
            earlier.valid_until = begins - ONE_DAY
            earlier.save()

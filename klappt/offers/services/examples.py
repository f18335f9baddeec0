"""Copying offers from the example catalogue, and deciding on what a newer edition says (B3)."""

import datetime
from collections.abc import Collection, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.alliances.models import Alliance
from klappt.audit.services import event
from klappt.core import catalogue as core
from klappt.core.catalogue import fields_of, write_condition
from klappt.offers import events
from klappt.offers.models import ExampleCopy, Offer
from klappt.offers.selectors.examples import NRW, current_fields, example_catalogue, news_of
from klappt.offers.services.offers import Values, add_offer, change_offer
from klappt.offers.services.rules import end_rule, set_rule
from klappt.offers.services.taking import RULE_FIELDS, attributes_in, values_of
from klappt.profiles.services.attributes import take_attributes


def copy_examples(
    *, alliance: Alliance, keys: Collection[str], by: User | None, catalogue: str = NRW, signature: str = ""
) -> list[Offer]:
    """Offers of the alliance's own, made from these examples, with the questions they need, as one event.

    An example is left out where the alliance has an offer with its abbreviation already.
    """
    source = example_catalogue(catalogue)
    taken = {key.casefold() for key in Offer.objects.values_list("key", flat=True)}
    wanted = [each for each in source.offers if each.key in keys and each.key.casefold() not in taken]
    if not wanted:
        return []
    with event(events.EXAMPLES_COPIED, by=by, alliance=alliance, signature=signature) as opened:
        needed = attributes_in(wanted, source.attributes)
        take_attributes(alliance=alliance, attributes=needed, by=by, signature=signature)
        copies = [_copy(alliance, each, catalogue, by, signature) for each in wanted]
        opened.details["offers"] = [each.key for each in copies]
    return copies


def _copy(alliance: Alliance, example: core.Offer, catalogue: str, by: User | None, signature: str) -> Offer:
    edition = example_catalogue(catalogue).header.edition
    values: Values = {**values_of(example), "key": example.key}
    offer = add_offer(alliance=alliance, by=by, signature=signature, **values)
    if example.access is not None:
        set_rule(
            offer=offer,
            condition=write_condition(example.access),
            source=example.basis.source,
            as_of=example.basis.as_of,
            since=_begins(example),
            template_key=example.key,
            template_edition=edition,
            by=by,
            signature=signature,
        )
    ExampleCopy.objects.create(
        alliance=alliance,
        offer=offer,
        catalogue=catalogue,
        key=example.key,
        edition=edition,
        content=fields_of(example),
    )
    return offer


def _begins(example: core.Offer) -> datetime.date:
    """A rule holds from the day its source is known to say so: later, that time would count as unchecked."""
    today = timezone.localdate()
    known = [day for day in (example.valid_from, example.basis.as_of) if day]
    return min([*known, today])


def decide_example(
    *, copy: ExampleCopy, taken: Collection[str], seen: str, by: User | None
) -> dict[str, list[str]]:
    """Take over these fields of the newer edition and leave the others; either way it is decided.

    `seen` is the sign of what was shown (`News.sign`). ValidationError when something else stands there now.
    """
    with event(events.EXAMPLE_DECIDED, by=by, alliance=copy.alliance) as opened:
        row = ExampleCopy.objects.select_for_update(of=("self",)).get(pk=copy.pk)
        news = news_of(row)
        if news is None or news.sign != seen:
            raise ValidationError(_("The offer has changed since you opened this page. Please look again."))
        fields = [each.field for each in news.differences]
        chosen = [name for name in fields if name in taken]
        _take(row, news.example, chosen, by)
        row.edition, row.content = news.edition, fields_of(news.example)
        row.decided_at = timezone.now()
        row.save()
        decided = {"taken": chosen, "left": [name for name in fields if name not in taken]}
        opened.details.update(decided, offer=row.offer.key, edition=row.edition)
    return decided


def _take(copy: ExampleCopy, example: core.Offer, chosen: Sequence[str], by: User | None) -> None:
    offer, catalogue = copy.offer, example_catalogue(copy.catalogue)
    # Before the rule changes: what of it is left is read from here.
    here = current_fields(offer)
    needed = attributes_in([example], catalogue.attributes)
    take_attributes(alliance=offer.alliance, attributes=needed, by=by)
    change_offer(offer=offer, by=by, **values_of(example, only=chosen))
    if set(chosen) & RULE_FIELDS:
        _take_rule(offer, core.merged(here, fields_of(example), chosen), example, by)


def _take_rule(offer: Offer, fields: dict[str, Any], example: core.Offer, by: User | None) -> None:
    today = timezone.localdate()
    if "access" not in fields:
        for rule in offer.rules.valid_on(today):
            end_rule(rule=rule, on=today, by=by)
        return
    as_of = fields.get("as_of")
    set_rule(
        offer=offer,
        condition=fields["access"],
        source=fields.get("source", ""),
        as_of=datetime.date.fromisoformat(as_of) if as_of else None,
        template_key=example.key,
        template_edition=example_catalogue().header.edition,
        by=by,
    )

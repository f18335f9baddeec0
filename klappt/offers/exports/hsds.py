"""Offers as HSDS 3.0 (Open Referral), and what HSDS has no place for (B3).

The file is a page of services as the HSDS API gives it; each service carries its organisation and places.
"""

import datetime
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from urllib.parse import urlsplit

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klappt.actors.models import Institution
from klappt.alliances.models import Alliance
from klappt.core.conditions import AllOf, Comparison, Condition
from klappt.offers.enums import OfferRoleKind
from klappt.offers.models import OfferRole
from klappt.offers.selectors.catalogue import condition_of
from klappt.offers.selectors.sheet import KIND_WORDS, Line
from klappt.profiles.selectors.vocabulary import attributes
from klappt.profiles.words import sentence

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://klappt.example/hsds")
KIND_TAXONOMY = "klappt: kind of offer"
Record = dict[str, Any]


@dataclass(frozen=True)
class NotHeld:
    """Something klappt keeps of offers that HSDS has no field for, and in how many offers it stands."""

    what: str
    count: int


_NO_PLACE: tuple[tuple[Promise, Callable[[Line], bool]], ...] = (
    (
        gettext_lazy("Access rules as rules: HSDS takes them as a sentence only, with the ages"),
        lambda line: line.rule is not None,
    ),
    (
        gettext_lazy("Source and date of the access rules"),
        lambda line: bool(line.rule and line.rule.source),
    ),
    (gettext_lazy("What an offer leads to"), lambda line: bool(line.offer.effects)),
    (gettext_lazy("Duration"), lambda line: bool(line.offer.months or line.offer.duration_note)),
    (gettext_lazy("Places a year with their date"), lambda line: line.places is not None),
    (gettext_lazy("Legal basis"), lambda line: bool(line.offer.legal_basis)),
    (
        gettext_lazy("In force since and until"),
        lambda line: bool(line.offer.valid_from or line.offer.valid_until),
    ),
    (
        gettext_lazy("Institutions that assign people"),
        lambda line: any(row.role == OfferRoleKind.ASSIGNS for row in line.roles),
    ),
    (
        gettext_lazy("A second carrier: HSDS knows one organisation for each service"),
        lambda line: len(_carriers(line)) > 1,
    ),
    (gettext_lazy("Notes"), lambda line: bool(line.offer.note)),
)


def hsds_page(alliance: Alliance, lines: Sequence[Line], day: datetime.date) -> Record:
    """The whole file; `klappt_not_exported` says inside it what is missing."""
    known = attributes(alliance)
    services = [
        _service(alliance, line, condition_of(line.rule, known), known, day) for line in _existing(lines)
    ]
    return {
        "total_items": len(services),
        "total_pages": 1,
        "page_number": 1,
        "size": len(services),
        "first_page": True,
        "last_page": True,
        "empty": not services,
        "contents": services,
        "klappt_not_exported": [{"what": each.what, "offers": each.count} for each in not_held(lines)],
    }


def not_held(lines: Sequence[Line]) -> list[NotHeld]:
    """What of these offers does not go into HSDS; only what there is."""
    existing = list(_existing(lines))
    told = [NotHeld(str(words), sum(1 for line in existing if holds(line))) for words, holds in _NO_PLACE]
    ideas = NotHeld(_("Ideas: they do not exist yet"), len(lines) - len(existing))
    return [each for each in (*told, ideas) if each.count]


def _existing(lines: Sequence[Line]) -> Iterator[Line]:
    return (line for line in lines if not line.offer.is_idea)


def _service(
    alliance: Alliance, line: Line, rule: Condition | None, known: Sequence[Any], day: datetime.date
) -> Record:
    offer = line.offer
    return _filled(
        id=_id(alliance, "service", offer.pk),
        name=offer.name,
        alternate_name=offer.key,
        description=offer.description,
        url=_url(offer.website),
        status="defunct" if offer.valid_until and offer.valid_until < day else "active",
        application_process=offer.decides,
        eligibility_description=sentence(rule, known) if rule is not None else "",
        **_ages(rule),
        assured_date=offer.checked_on.isoformat() if offer.checked_on else None,
        alert=offer.doubt,
        last_modified=offer.changed_at.isoformat(),
        organization=_organization(alliance, line),
        service_at_locations=[_place(alliance, row) for row in line.roles if row.role == OfferRoleKind.RUNS],
        funding=[
            {"id": _id(alliance, "funding", row.pk), "source": str(row.institution)}
            for row in line.roles
            if row.role == OfferRoleKind.FUNDS
        ],
        service_areas=[{"id": _id(alliance, "area", offer.pk), "name": alliance.name, "extent_type": "text"}],
        attributes=[_kind(alliance, offer.pk, offer.kind)],
    )


def _kind(alliance: Alliance, pk: int, kind: str) -> Record:
    return {
        "id": _id(alliance, "kind-of", pk),
        "link_type": "kind",
        "link_entity": "service",
        "value": kind,
        "taxonomy_term": {
            "id": str(uuid.uuid5(NAMESPACE, f"kind/{kind}")),
            "code": kind,
            "name": KIND_WORDS[kind],
            "description": KIND_WORDS[kind],
            "taxonomy": KIND_TAXONOMY,
            "language": "de",
        },
    }


def _carriers(line: Line) -> list[OfferRole]:
    return [row for row in line.roles if row.role == OfferRoleKind.CARRIES]


def _organization(alliance: Alliance, line: Line) -> Record | None:
    rows = _carriers(line) or [row for row in line.roles if row.role == OfferRoleKind.RUNS]
    if not rows:
        return None
    institution = rows[0].institution
    return _filled(
        id=_id(alliance, "organization", institution.pk),
        name=str(institution),
        alternate_name=institution.short_name,
        # HSDS wants a description; what the alliance thinks of an institution is not for others.
        description=institution.department or str(institution),
        website=_url(institution.website),
    )


def _place(alliance: Alliance, row: OfferRole) -> Record:
    institution: Institution = row.institution
    location = _filled(
        id=_id(alliance, "location", institution.pk),
        location_type="physical",
        name=str(institution),
        description=institution.address,
    )
    return {"id": _id(alliance, "at", row.pk), "location": location}


def _ages(rule: Condition | None) -> Mapping[str, float]:
    """Ages the rule asks of everybody: the comparisons that stand at its top. HSDS counts the oldest in."""
    found: dict[str, float] = {}
    parts = rule.parts if isinstance(rule, AllOf) else (rule,)
    for part in parts:
        if not isinstance(part, Comparison) or part.attribute != "age":
            continue
        if part.operator == ">=":
            found["minimum_age"] = _number(part.value)
        elif part.operator == "<":
            found["maximum_age"] = _number(part.value) - 1
        elif part.operator == "<=":
            found["maximum_age"] = _number(part.value)
    return found


def _number(value: object) -> int | float:
    if not isinstance(value, Fraction):
        raise TypeError(f"an age is a number, not {value!r}")
    return int(value) if value.denominator == 1 else float(value)


def _url(text: str) -> str | None:
    """HSDS wants a whole address; "www.vhs.de" is none."""
    text = text.strip()
    if text.startswith("www."):
        text = f"https://{text}"
    parts = urlsplit(text)
    return text if parts.scheme in ("http", "https") and parts.netloc and " " not in text else None


def _id(alliance: Alliance, what: str, pk: int) -> str:
    """The same row has the same id in each export."""
    return str(uuid.uuid5(NAMESPACE, f"{alliance.key}/{what}/{pk}"))


def _filled(**fields: Any) -> Record:
    return {name: value for name, value in fields.items() if value not in ("", None, [], {})}

"""Offers out of JSON: a catalogue of klappt, or services of HSDS 3.0."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from klappt.core.catalogue import Catalogue, CatalogueErrors, Idea, Offer, read_catalogue
from klappt.offers.enums import OfferRoleKind, UploadKind
from klappt.offers.imports.rows import FileContent, OfferRow
from klappt.offers.selectors.catalogue import DETAIL_COLUMNS
from klappt.offers.selectors.sheet import KIND_WORDS, STAGE_WORDS, day_cell
from klappt.offers.services.taking import attributes_in
from klappt.profiles.words import placed_problem
from klappt.sheets.arriving import refuse_too_large

_SHORT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_MOST_SERVICES = 5_000
_TAKEN = frozenset(
    [
        "id",
        "status",
        "name",
        "alternate_name",
        "description",
        "url",
        "application_process",
        "assured_date",
        "alert",
        "organization",
        "organization_id",
        "program_id",
        "service_at_locations",
        "funding",
        "attributes",
        "eligibility_description",
        "minimum_age",
        "maximum_age",
    ]
)


class Unreadable(Exception):
    """The file cannot be read; `messages` say what is wrong, each with its place."""

    def __init__(self, messages: list[str]) -> None:
        super().__init__("; ".join(messages))
        self.messages = messages


def read_json(data: bytes, kind: UploadKind) -> FileContent:
    """Raises `Unreadable`, or `Refused` for a file that is too large."""
    refuse_too_large(len(data))
    return _catalogue(data) if kind is UploadKind.CATALOGUE else _hsds(data)


def _catalogue(data: bytes) -> FileContent:
    try:
        catalogue = read_catalogue(data)
    except CatalogueErrors as errors:
        raise Unreadable([placed_problem(each) for each in errors.problems]) from errors
    both = [*((offer, None) for offer in catalogue.offers), *((idea.offer, idea) for idea in catalogue.ideas)]
    rows = [_row(number, offer, idea) for number, (offer, idea) in enumerate(both, start=1)]
    needed = attributes_in([offer for offer, _idea in both], catalogue.attributes)
    return FileContent(rows=rows, notices=_notices(catalogue), attributes=tuple(needed))


def _notices(catalogue: Catalogue) -> list[str]:
    if not catalogue.links and not catalogue.goals:
        return []
    return [_("Links between offers and goals stand in this catalogue as well. They stay out here.")]


def _row(number: int, offer: Offer, idea: Idea | None) -> OfferRow:
    with override("de"):  # the cells of the worksheet are German in every language
        cells = {
            "name": offer.names.get("de") or next(iter(offer.names.values()), offer.key),
            "key": offer.key if _SHORT.fullmatch(offer.key) else "",
            "kind": KIND_WORDS[offer.kind.value],
            "stage": STAGE_WORDS["idea" if idea else "open"],
            **{column: offer.details.get(name, "") for name, column in DETAIL_COLUMNS.items()},
            "months": str(offer.months) if offer.months else "",
            "valid_from": day_cell(offer.valid_from),
            "valid_until": day_cell(offer.valid_until),
            "doubt": offer.doubt,
            "note": offer.basis.note,
            "places": "" if offer.capacity is None else str(offer.capacity),
            "effort": f"{float(idea.effort):g}".replace(".", ",") if idea else "",
        }
    return OfferRow(f"j-{number}", _("entry %(number)s") % {"number": number}, cells, offer=offer)


def _hsds(data: bytes) -> FileContent:
    try:
        raw = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Unreadable([_("This is neither a table nor JSON that can be read.")]) from error
    try:
        services = list(_services(raw))
    except RecursionError as error:
        raise Unreadable([_("This is neither a table nor JSON that can be read.")]) from error
    if not services:
        raise Unreadable([_("No services of HSDS and no catalogue of klappt were found in this file.")])
    if len(services) > _MOST_SERVICES:
        raise Unreadable([_("There are more than %(count)s services in it.") % {"count": _MOST_SERVICES}])
    wrong = [problem for number, each in enumerate(services, 1) for problem in _wrong(number, each)]
    if wrong:
        raise Unreadable(wrong)
    rows = [_service(number, each) for number, each in enumerate(services, start=1)]
    return FileContent(rows=rows, notices=_left_in_hsds(services))


def _left_in_hsds(services: list[Mapping[str, Any]]) -> list[str]:
    """The fields with something in them that klappt does not take."""
    left = {str(name): None for each in services for name in each if each[name] and name not in _TAKEN}
    if not left:
        return []
    words = _("klappt has no place for these columns and leaves them aside: %(columns)s.")
    return [words % {"columns": ", ".join(left)}]


def _services(raw: object) -> Iterator[Mapping[str, Any]]:
    """A service, a list of them, a page of them, or organisations with their services."""
    if isinstance(raw, list):
        for each in raw:
            yield from _services(each)
    elif isinstance(raw, Mapping):
        inside = raw.get("contents", raw.get("services"))
        if isinstance(inside, list):
            owner = {"organization": {"name": raw["name"]}} if isinstance(raw.get("name"), str) else {}
            yield from ({**owner, **each} for each in _services(inside))
        elif "id" in raw and "status" in raw:
            yield raw


def _wrong(number: int, service: Mapping[str, Any]) -> list[str]:
    place = _("service %(number)s") % {"number": number}
    texts = ("name", "alternate_name", "description", "url", "alert", "assured_date", "application_process")
    found = [
        _("%(place)s, %(field)s: a text is needed here.") % {"place": place, "field": field}
        for field in (*texts, "eligibility_description")
        if not isinstance(service.get(field, ""), str | None)
    ]
    if not str(service.get("name") or "").strip():
        found.append(_("%(place)s: the name is missing.") % {"place": place})
    return found


def _service(number: int, service: Mapping[str, Any]) -> OfferRow:
    short = _text(service, "alternate_name")
    cells = {
        "name": _text(service, "name"),
        "key": short if _SHORT.fullmatch(short) else "",
        "description": _text(service, "description"),
        "website": _text(service, "url"),
        "decides": _text(service, "application_process"),
        "checked_on": _day(service),
        "doubt": _text(service, "alert"),
        "kind": _kind(service),
        **_institutions(service),
    }
    row = OfferRow(f"h-{number}", _("service %(number)s") % {"number": number}, cells)
    _tell_the_rest(row, service)
    return row


def _institutions(service: Mapping[str, Any]) -> dict[str, str]:
    owner = service.get("organization")
    places = [each.get("location") for each in _objects(service, "service_at_locations")]
    named = {
        OfferRoleKind.CARRIES.value: [_text(owner, "name")] if isinstance(owner, Mapping) else [],
        OfferRoleKind.FUNDS.value: [_text(each, "source") for each in _objects(service, "funding")],
        OfferRoleKind.RUNS.value: [_text(each, "name") for each in places if isinstance(each, Mapping)],
    }
    return {role: "\n".join(name for name in names if name) for role, names in named.items()}


def _kind(service: Mapping[str, Any]) -> str:
    for each in _objects(service, "attributes"):
        if each.get("link_type") == "kind" and each.get("value") in KIND_WORDS:
            return KIND_WORDS[str(each["value"])]
    return ""


def _tell_the_rest(row: OfferRow, service: Mapping[str, Any]) -> None:
    """Whom it is for comes as a sentence and is kept as a note: a rule is made by people in klappt."""
    who = _text(service, "eligibility_description")
    ages = [str(service[name]) for name in ("minimum_age", "maximum_age") if service.get(name) is not None]
    said = "; ".join(part for part in (who, "–".join(ages)) if part)
    if said:
        row.only_new["note"] = _("Whom it is for, from HSDS: %(text)s") % {"text": said}
        row.hints.append(_("Whom it is for comes as a sentence. Please write the access rule in klappt."))
    if service.get("status") not in ("active", None):
        row.hints.append(_("Its status there is “%(status)s”.") % {"status": service["status"]})


def _day(service: Mapping[str, Any]) -> str:
    text = _text(service, "assured_date")[:10]
    parts = text.split("-")
    return ".".join(reversed(parts)) if len(parts) == 3 else text


def _objects(service: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = service.get(name)
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []


def _text(raw: Mapping[str, Any], name: str) -> str:
    found = raw.get(name)
    return " ".join(found.split()) if isinstance(found, str) else ""

"""Offers that leave the house: worksheet, catalogue of klappt, HSDS."""

import json

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import formats, timezone, translation
from django.views.decorators.http import require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.core.catalogue import write_catalogue
from klappt.offers.exports.catalogue import named_catalogue
from klappt.offers.exports.hsds import hsds_page, not_held
from klappt.offers.exports.worksheet import worksheet
from klappt.offers.policies import SEE_OFFERS
from klappt.offers.selectors.sheet import lines
from klappt.sheets.formats import CONTENT_TYPES, Format, written
from klappt.ui.downloads import download

JSON = "application/json"


@require_safe
def table(request: MemberRequest, suffix: str) -> HttpResponse:
    """The offers as a worksheet that can be filled in and brought back."""
    return _worksheet(request, suffix, empty=False)


@require_safe
def empty_table(request: MemberRequest, suffix: str) -> HttpResponse:
    """The same worksheet without offers, for those who start."""
    return _worksheet(request, suffix, empty=True)


def _worksheet(request: MemberRequest, suffix: str, *, empty: bool) -> HttpResponse:
    require(request.member.may(SEE_OFFERS))
    if suffix not in set(Format):
        raise Http404
    alliance = request.member.alliance
    with translation.override("de"):
        rows = [] if empty else lines(alliance)
        data = written(worksheet(alliance, rows, _today()), Format(suffix))
    name = f"Angebote leer.{suffix}" if empty else f"Angebote {alliance.name}.{suffix}"
    return download(data, name, CONTENT_TYPES[Format(suffix)])


@require_safe
def catalogue(request: MemberRequest) -> HttpResponse:
    """All offers with their rules as klappt-catalogue/1, for other alliances and for researchers."""
    require(request.member.may(SEE_OFFERS))
    alliance = request.member.alliance
    found = write_catalogue(named_catalogue(alliance, timezone.localdate()))
    return download(_json(found), f"Angebote {alliance.name}.json", JSON)


@require_safe
def hsds(request: MemberRequest) -> HttpResponse:
    require(request.member.may(SEE_OFFERS))
    alliance = request.member.alliance
    with translation.override("de"):
        page = hsds_page(alliance, lines(alliance), timezone.localdate())
    return download(_json(page), f"Angebote {alliance.name} HSDS.json", JSON)


@require_safe
def ways_out(request: MemberRequest) -> HttpResponse:
    """In which forms the offers can be taken along, and what each of them cannot hold."""
    require(request.member.may(SEE_OFFERS))
    rows = lines(request.member.alliance)
    context = {"not_held": not_held(rows), "total": len(rows)}
    return render(request, "offers/importing/ways_out.html", context)


def _json(found: object) -> str:
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _today() -> str:
    return formats.date_format(timezone.localdate(), "d.m.Y")

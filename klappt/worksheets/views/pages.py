"""What the pages share: finding the worksheet and the edition, and the way back."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from klappt.core.questionnaire.editing import NotThere
from klappt.ui.verbs import Trail
from klappt.worksheets.models import Edition
from klappt.worksheets.selectors.editions import Standing, edition_of, standing


def open_worksheet(key: str) -> Standing:
    found = standing(key)
    if found is None:
        raise Http404
    return found


def open_edition(key: str, number: int) -> Edition:
    found = edition_of(key, number)
    if found is None:
        raise Http404
    return found


def page_of(edition: Edition, name: str = "edition", *arguments: str) -> str:
    return reverse(f"worksheets:{name}", args=[edition.worksheet.key, edition.number, *arguments])


def trail_to_worksheet(standing: Standing) -> Trail:
    worksheet = standing.worksheet
    return [
        (reverse("worksheets:list"), _("Worksheets")),
        (reverse("worksheets:worksheet", args=[worksheet.key]), worksheet.title),
    ]


def trail_to_draft(edition: Edition) -> Trail:
    return [
        (reverse("worksheets:list"), _("Worksheets")),
        (reverse("worksheets:worksheet", args=[edition.worksheet.key]), edition.worksheet.title),
        (page_of(edition, "edit"), _("Draft of edition %(number)d") % {"number": edition.number}),
    ]


def open_draft(key: str, number: int) -> Edition:
    """The draft; a page that changes it leads back to the edition once it is none any more."""
    found = open_edition(key, number)
    if not found.is_draft:
        raise NoDraft(found)
    return found


class NoDraft(Exception):
    """The edition has been published or given up meanwhile."""

    def __init__(self, edition: Edition) -> None:
        super().__init__(edition.pk)
        self.edition = edition


Page = Callable[..., HttpResponse]


def on_a_draft(page: Page) -> Page:
    """A page about a draft: what has gone meanwhile is said, and leads to what is there."""

    @wraps(page)
    def told(request: Any, key: str, number: int, **rest: str) -> HttpResponse:
        try:
            return page(request, key, number, **rest)
        except NoDraft as wrong:
            messages.warning(request, _("This edition is no draft any more: it never changes."))
            return redirect(page_of(wrong.edition))
        except NotThere:
            if request.method in {"GET", "HEAD"}:
                raise Http404 from None
            messages.warning(request, _("Somebody else has taken this out of the draft meanwhile."))
            return redirect(reverse("worksheets:edit", args=[key, number]))

    return told

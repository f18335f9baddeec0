"""The handbook as help: open to everybody, for whoever cannot sign in needs it most."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django_htmx.middleware import HtmxDetails

from klappt.handbook.selectors.chapters import as_html, chapters, neighbours
from klappt.handbook.selectors.finding import find


class HelpRequest(HttpRequest):
    htmx: HtmxDetails


@login_not_required
@require_safe
def index(request: HelpRequest) -> HttpResponse:
    if request.htmx:
        return render(request, "handbook/index.html#beside", {"chapters": chapters().values()})
    text = request.GET.get("q", "").strip()[:100]
    places = find(text)
    shown = {"chapters": chapters().values(), "text": text, "places": places, "count": len(places)}
    return render(request, "handbook/index.html", shown)


@login_not_required
@require_safe
def chapter(request: HelpRequest, chapter: str) -> HttpResponse:
    """A chapter as a page, or, asked for by the page one works on, beside the work."""
    found = chapters().get(chapter)
    if found is None:
        raise Http404
    if request.htmx:
        beside = {"chapter": found, "html": as_html(found, level=3, prefix="hilfe-")}
        return render(request, "handbook/chapter.html#beside", beside)
    before, after = neighbours(found)
    shown = {
        "chapter": found,
        "html": as_html(found, level=2),
        "chapters": chapters().values(),
        "before": before,
        "after": after,
    }
    return render(request, "handbook/chapter.html", shown)


@login_not_required
@require_safe
def whole(request: HttpRequest) -> HttpResponse:
    """All chapters on one page: to print, or to search with the browser."""
    read = [
        {"chapter": each, "html": as_html(each, level=3, prefix=f"{each.key}-")}
        for each in chapters().values()
    ]
    return render(request, "handbook/whole.html", {"read": read})

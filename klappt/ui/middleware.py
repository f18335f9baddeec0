"""Addresses that only take what a button sends."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string


class ButtonAddressMiddleware:
    """Who comes there otherwise, mostly by signing in anew, reads what to do instead of a blank page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_blank = isinstance(response, HttpResponseNotAllowed) and not response.content
        if is_blank and request.method == "GET":
            response.content = render_to_string("405.html", request=request).encode()
        return response

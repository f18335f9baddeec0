"""Opens the scope of the alliance that the address names, for those who work in it."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from klappt.alliances.scope import scope
from klappt.alliances.selectors import member_of

KEY = "alliance_key"


class AllianceMiddleware:
    """A view below /b/<key>/ gets `request.member`; a stranger gets 404 as if there were no alliance."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with ExitStack() as stack:
            request.open_scopes = stack  # type: ignore[attr-defined] # read in process_view only
            return self.get_response(request)

    def process_view(self, request: Any, _view: Any, _args: Any, kwargs: dict[str, Any]) -> None:
        if KEY not in kwargs or not request.user.is_authenticated:
            return
        member = member_of(request.user, kwargs.pop(KEY), timezone.localdate())
        if member is None:
            raise Http404
        request.member = member
        request.open_scopes.enter_context(scope(member.alliance))

"""The interface for other programs: one description, one way to sign in, one way to say no. Each context
adds its own router (config/api.py)."""

from typing import Annotated, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from ninja import Field, NinjaAPI, Schema
from ninja.errors import ValidationError
from ninja.pagination import PageNumberPagination
from ninja.security import SessionAuth
from pydantic import AfterValidator
from pydantic_core import PydanticCustomError


class SignedIn(SessionAuth):
    """The session of the pages; whoever has none is told so before the CSRF token is asked for."""

    def __call__(self, request: HttpRequest) -> Any:
        return super().__call__(request) if request.user.is_authenticated else None


class Pages(PageNumberPagination):
    class Input(Schema):
        page: int = Field(1, ge=1, le=1_000_000)
        page_size: int = Field(100, ge=1, le=500)


def _storable(text: str) -> str:
    """JSON can spell half a character (\\ud800), which no database takes."""
    try:
        text.encode()
    except UnicodeEncodeError as wrong:
        raise PydanticCustomError("half_a_character", "This is not text.") from wrong
    return text


Text = Annotated[str, AfterValidator(_storable)]


class Reason(Schema):
    detail: str


api = NinjaAPI(
    title="klappt",
    version="1",
    urls_namespace="api",
    auth=SignedIn(),
    openapi_url=None,  # `schema` below: one for all alliances, for people who are signed in
    docs_url=None,  # its scripts come from elsewhere, which the content security policy forbids
)
ALLIANCE_KEY = {"name": "alliance_key", "in": "path", "required": True, "schema": {"type": "string"}}
INSIDE = {"parameters": [ALLIANCE_KEY]}  # the middleware reads it; the operations never see it
DENIALS = {401: Reason, 403: Reason, 404: Reason}


def refusal(body: str, where: str, *reasons: object) -> ValidationError:
    """In the shape in which ninja itself says what is wrong with a body."""
    return ValidationError(
        [{"type": "refused", "loc": ["body", body, where], "msg": str(reason)} for reason in reasons]
    )


@api.exception_handler(PermissionDenied)
def _denied(request: HttpRequest, denial: PermissionDenied) -> HttpResponse:
    return api.create_response(request, {"detail": str(denial)}, status=403)


@require_safe
def schema(_request: HttpRequest) -> HttpResponse:
    """What there is, as OpenAPI."""
    prefix = reverse("api:api-root", args=["KEY"]).replace("KEY", "{alliance_key}")
    return JsonResponse(api.get_openapi_schema(path_prefix=prefix))

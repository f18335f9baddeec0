"""Error pages say what happened, that nothing was changed, and how to go on."""

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from django.views.decorators.http import require_POST
from django.views.defaults import server_error

from klappt.config.urls import urlpatterns as real


def denied(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("Only the coordination may approach members.")


def broken(request: HttpRequest) -> HttpResponse:
    raise BadRequest


@require_POST
def pressed(request: HttpRequest) -> HttpResponse:
    return HttpResponse("done")


for view in (denied, broken, pressed):
    view.login_required = False  # type: ignore[attr-defined] # what login_not_required sets
urlpatterns = [path("denied/", denied), path("broken/", broken), path("pressed/", pressed), *real]
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


def test_a_denial_gives_its_reason() -> None:
    answer = Client().get("/denied/")
    assert answer.status_code == 403
    assert "Only the coordination may approach members." in answer.content.decode()


@pytest.mark.parametrize(("address", "status"), [("/broken/", 400), ("/nowhere/", 404), ("/pressed/", 405)])
def test_each_page_leads_back_to_the_start(address: str, status: int, cast, sign_in) -> None:
    answer = sign_in(cast.alma).get(address)
    assert answer.status_code == status
    assert '<a href="/" class="kern-btn' in answer.content.decode()


def test_a_fault_is_explained_without_anything_that_could_fail_again() -> None:
    answer = server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "<h1>" in answer.content.decode()


def test_an_old_form_is_told_to_be_sent_again() -> None:
    answer = Client(enforce_csrf_checks=True).post("/ui/darstellung/", {"theme": "dark"})
    assert answer.status_code == 403
    assert '<a href="/" class="kern-btn' in answer.content.decode()

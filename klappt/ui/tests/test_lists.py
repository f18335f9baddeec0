"""What narrows and sorts a list stands in its address, and turning a page does not lose it."""

from django.template import Context
from django.test import RequestFactory
from django.urls import reverse

from conftest import Cast
from klappt.ui.templatetags.ui import sorting


def test_the_next_page_keeps_the_filter(cast: Cast, sign_in) -> None:
    html = sign_in(cast.alma).get(reverse("ui:components"), {"field": "work", "page": 4}).content.decode()
    assert 'href="?field=work&amp;page=5" rel="next"' in html
    assert 'href="?field=work&amp;page=3" rel="prev"' in html


def test_sorting_begins_on_the_first_page_and_turns_round() -> None:
    context = Context({"request": RequestFactory().get("/?page=4&field=work")})
    first = sorting(context, "name", "", "sort")
    assert (first.href, first.standing) == ("?field=work&sort=name", "none")
    again = sorting(context, "name", "name", "sort")
    assert (again.href, again.standing) == ("?field=work&sort=-name", "ascending")
    assert sorting(context, "name", "-name", "sort").standing == "descending"

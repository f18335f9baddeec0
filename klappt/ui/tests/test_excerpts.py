"""A long list of which people look at one part after the other."""

from django.test import RequestFactory

from klappt.ui.excerpts import same_excerpt, tabs


def test_empty_parts_are_left_out_but_not_the_one_somebody_stands_on() -> None:
    shown = tabs([("alle", "Alle", 2), ("neu", "Neu", 0), ("aus", "Aus", 0)], "aus")
    assert [(each.key, each.count, each.is_current) for each in shown] == [
        ("alle", 2, False),
        ("aus", 0, True),
    ]


def test_the_way_back_keeps_what_was_chosen() -> None:
    asked = RequestFactory().get("/hier/", {"nur": "neu", "page": "2"})
    assert same_excerpt(asked, "/dort/") == "/dort/?nur=neu&page=2"
    assert same_excerpt(RequestFactory().get("/hier/"), "/dort/") == "/dort/"

"""Addresses of the actor pages, for the tests of them."""

from typing import Any

from django.urls import reverse

from conftest import Cast


def url(cast: Cast, name: str, *args: Any, alliance: Any = None) -> str:
    return reverse(f"actors:{name}", args=[(alliance or cast.alliance).key, *args])

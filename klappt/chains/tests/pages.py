from typing import Any

from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.alliances.models import Alliance


def url(cast: Cast, name: str, *keys: Any, alliance: Alliance | None = None) -> str:
    return reverse(f"chains:{name}", args=[(alliance or cast.alliance).key, *keys])


def text_of(browser: Client, address: str) -> str:
    """The page as text; it was there."""
    answer = browser.get(address)
    assert answer.status_code == 200, answer.status_code
    return " ".join(answer.content.decode().split())

from typing import Any

from django.urls import reverse

from conftest import Cast


def url(cast: Cast, name: str, *keys: Any, alliance: Any = None) -> str:
    return reverse(f"priorities:{name}", args=[(alliance or cast.alliance).key, *keys])

"""Role x route: who gets through to which URL, by which method. A URL without a row fails."""

import importlib
from collections.abc import Iterator
from functools import cache

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from conftest import Cast, signed_in
from klappt.accounts.tests.route import EVERYBODY, INSIDE, Route

CONTEXTS = (
    "ui",
    "accounts",
    "alliances",
    "actors",
    "profiles",
    "bodies",
    "agreements",
    "meetings",
    "measures",
    "matters",
    "councils",
    "offers",
    "needs",
    "chains",
    "cases",
    "priorities",
    "worksheets",
    "consultations",
    "returns",
    "offline",
    "evaluation",
    "public",
    "handbook",
    "config",
)


@cache
def rows() -> dict[str, Route]:
    found: dict[str, Route] = {}
    for context in CONTEXTS:
        try:
            module = importlib.import_module(f"klappt.{context}.tests.routes")
        except ModuleNotFoundError:
            continue
        twice = found.keys() & module.ROUTES.keys()
        assert not twice, f"listed twice: {twice}"
        found.update(module.ROUTES)
    return found


def names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            yield f"{namespace}{each.name}"
        elif not getattr(each.urlconf_module, "__name__", "").startswith("allauth."):
            # sign-in brings its own pages and its own rules; accounts tests them
            inner = f"{namespace}{each.namespace}:" if each.namespace else namespace
            yield from names(each, inner)


def test_every_url_has_a_row_and_every_row_a_url() -> None:
    assert set(names(get_resolver())) == set(rows())


def expected(who: str, allowed: frozenset[str], *, inside_alliance: bool) -> str:
    if who in allowed:
        return "through"
    if who == "anonymous":
        return "sign in"
    if inside_alliance and who not in INSIDE:
        return "404"
    return "403"


def outcome(browser: Client, method: str, url: str, route: Route) -> str:
    if method == "patch":
        response = browser.patch(url, route.data, content_type="application/json")
    else:
        response = browser.get(url) if method == "get" else browser.post(url, route.data)
    if response.status_code == 401:
        return "sign in"
    if response.status_code == 302 and response.headers["Location"].startswith(reverse("account_login")):
        return "sign in"
    if response.status_code == 405:
        return "not offered"
    return str(response.status_code) if response.status_code in {403, 404} else "through"


def methods(name: str) -> tuple[str, ...]:
    """PATCH is what only the interface for programs offers: a page answers by GET and POST."""
    return ("get", "post", "patch") if name.startswith("api") or rows()[name].patch else ("get", "post")


@pytest.mark.parametrize("name", sorted(rows()))
def test_who_gets_through(name: str, cast: Cast) -> None:
    route = rows()[name]
    inside_alliance = _names_an_alliance(name)
    kwargs = {**({"alliance_key": cast.alliance.key} if inside_alliance else {}), **route.kwargs(cast)}
    url = reverse(name, kwargs=kwargs)
    wrong = []
    for who, cookies in {"anonymous": {}, **_sessions(cast)}.items():
        for method in methods(name):
            allowed: frozenset[str] = getattr(route, method)
            try:
                with transaction.atomic():  # everybody finds the stage as it was set
                    found = outcome(_browser(cookies), method, url, route)
                    transaction.set_rollback(True)
            except Exception as error:  # raised again, with who asked for what
                error.add_note(f"{method} {name} as {who}")
                raise
            wanted = expected(who, allowed, inside_alliance=inside_alliance) if allowed else "not offered"
            hidden = not allowed and found in {"404", "sign in", "403"}
            if found != wanted and not hidden:
                wrong.append(f"{method} {name} as {who}: {found}, expected {wanted}")
    assert not wrong, "\n".join(wrong)
    assert route.get | route.post | route.patch <= EVERYBODY


def _sessions(cast: Cast) -> dict[str, dict[str, str]]:
    return {
        who: {key: morsel.value for key, morsel in signed_in(user).cookies.items()}
        for who, user in cast.everyone().items()
    }


def _browser(cookies: dict[str, str]) -> Client:
    """What an answer puts into it, or takes out, is of no concern to the next question."""
    browser = Client()
    browser.cookies.load(cookies)
    return browser


def _names_an_alliance(name: str) -> bool:
    return any("alliance_key" in parameters for _, parameters in get_resolver_patterns(name))


def get_resolver_patterns(name: str) -> list[tuple[str, list[str]]]:
    *namespaces, last = name.split(":")
    resolver = get_resolver()
    prefix_parameters: list[str] = []
    for namespace in namespaces:
        prefix, resolver = resolver.namespace_dict[namespace]
        prefix_parameters += ["alliance_key"] if "alliance_key" in prefix else []
    return [
        (pattern, [*parameters, *prefix_parameters])
        for possibilities, *_ in resolver.reverse_dict.getlist(last)
        for pattern, parameters in possibilities
    ]

"""What a production start refuses, and what to set instead."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register, run_checks
from django.core.exceptions import ImproperlyConfigured

TAG = "production"
RECIPE = 'python3 -c "import secrets; print(secrets.token_urlsafe(50))"'
SHORTEST_SECRET = 50
FEWEST_LETTERS = 10


@register(TAG, deploy=True)
def production(**_kwargs: Any) -> list[CheckMessage]:
    return [] if settings.DEBUG else [*_secrets(), *_hosts(), *_cookies()]


def _secrets() -> Iterator[CheckMessage]:
    key = settings.SECRET_KEY
    if len(key) < SHORTEST_SECRET or len(set(key)) < FEWEST_LETTERS or key.startswith("django-insecure"):
        yield Error(
            "SECRET_KEY is weak: who guesses it can sign in as anybody.",
            hint=f"Set it to the output of: {RECIPE}",
            id="klappt.E001",
        )


def _hosts() -> Iterator[CheckMessage]:
    hosts = settings.ALLOWED_HOSTS
    if not hosts or any(host.strip(".") in {"*", ""} for host in hosts):
        yield Error(
            "ALLOWED_HOSTS is open: links in mails could be made to lead elsewhere.",
            hint="Set it to the names klappt is reached by, e.g. ALLOWED_HOSTS=klappt.kreis-muster.de",
            id="klappt.E002",
        )


def _cookies() -> Iterator[CheckMessage]:
    public = settings.PUBLIC_URL.partition("://")
    local = public[2].partition(":")[0].partition("/")[0] in {"127.0.0.1", "localhost"}
    if not settings.BEHIND_TLS and not local:
        yield Error(
            "KLAPPT_TLS=0 is only for this machine: passwords would cross the network in the clear.",
            hint="Put a server that speaks HTTPS before klappt (docs/operations.md), leave KLAPPT_TLS unset.",
            id="klappt.E003",
        )


def refuse_weak_settings() -> None:
    """Raise ImproperlyConfigured, saying what to set, if these settings must not face the public."""
    found = run_checks(tags=[TAG], include_deployment_checks=True)
    if found:
        raise ImproperlyConfigured("\n".join(f"{each.msg}\n  {each.hint}" for each in found))

"""Settings come from the environment; a missing or weak one is said at start, not at the first visitor."""

import os
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool = False) -> bool:
    value = text(name).lower()
    if value not in {"", "1", "true", "yes", "on", "0", "false", "no", "off"}:
        raise ImproperlyConfigured(f"{name} is {value!r}; say 1 or 0")
    return value in {"1", "true", "yes", "on"} if value else default


def number(name: str, default: int) -> int:
    value = text(name)
    if value and not value.isdigit():
        raise ImproperlyConfigured(f"{name} is {value!r}; it has to be a whole number")
    return int(value or default)


def listed(name: str) -> list[str]:
    return [part.strip() for part in text(name).split(",") if part.strip()]


def home() -> Path:
    """Where this installation keeps what it writes: database, uploads, backups."""
    return Path(text("KLAPPT_HOME") or Path.cwd() / ".klappt").resolve()


def secret_key() -> str:
    """From SECRET_KEY, or from the file `secret-key` in the home, which `klappt demo` makes."""
    kept = home() / "secret-key"
    return text("SECRET_KEY") or (kept.read_text().strip() if kept.is_file() else "")


def mailbox() -> dict[str, Any]:
    """The mailbox that answers and returned mail come into; empty without IMAP_HOST."""
    host, tls = text("IMAP_HOST"), text("IMAP_TLS", "ssl").lower()
    if tls not in {"ssl", "starttls", "none"}:
        raise ImproperlyConfigured(f"IMAP_TLS is {tls!r}; say ssl, starttls or none")
    if host and tls == "none" and host not in {"127.0.0.1", "::1", "localhost"}:
        raise ImproperlyConfigured(
            "IMAP_TLS=none sends the password readable; only for a server on this machine"
        )
    account = {
        "host": host,
        "port": number("IMAP_PORT", 0),
        "user": text("IMAP_USER"),
        "password": text("IMAP_PASSWORD"),
        "folder": text("IMAP_FOLDER", "INBOX"),
        "tls": tls,
    }
    return account if host else {}

"""Settings come from the environment; a missing or weak one is said at start, not at the first visitor."""

import os
from pathlib import Path


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool = False) -> bool:
    value = text(name).lower()
    return value in {"1", "true", "yes", "on"} if value else default


def number(name: str, default: int) -> int:
    return int(text(name) or default)


def listed(name: str) -> list[str]:
    return [part.strip() for part in text(name).split(",") if part.strip()]


def home() -> Path:
    """Where this installation keeps what it writes: database, uploads, backups."""
    return Path(text("KLAPPT_HOME") or Path.cwd() / ".klappt").resolve()

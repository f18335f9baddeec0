"""The environment of a demonstration on one's own machine: nothing to set, nothing open to others."""

import os
import secrets
from pathlib import Path

from klappt.config import env


def prepare(port: str) -> None:
    """Fill in what is not set; runs before the settings are read."""
    home = env.home()
    home.mkdir(parents=True, exist_ok=True)
    _keep_secret(home / "secret-key")
    for name, value in {
        "KLAPPT_HOME": str(home),
        "KLAPPT_TLS": "0",
        "KLAPPT_EXAMPLES": "1",
        "KLAPPT_URL": f"http://127.0.0.1:{port}",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
    }.items():
        os.environ.setdefault(name, value)


def _keep_secret(kept: Path) -> None:
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(50))

"""The packages the front end is built from: pinned by content, from no named place, without their scripts."""

import json
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
LOCK = json.loads((ROOT / "package-lock.json").read_text())


def test_the_lock_file_names_no_address() -> None:
    assert "http" not in (ROOT / "package-lock.json").read_text()
    assert not any("resolved" in package for package in LOCK["packages"].values())


def test_every_package_is_pinned_by_its_content() -> None:
    assert [name for name, package in LOCK["packages"].items() if name and "integrity" not in package] == []


def test_packages_run_no_scripts_when_they_are_installed() -> None:
    settings = (ROOT / ".npmrc").read_text().splitlines()
    assert {"ignore-scripts=true", "omit-lockfile-registry-resolved=true"} <= set(settings)

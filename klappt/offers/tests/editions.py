"""A newer edition of the example catalogue, for tests."""

import json
from pathlib import Path
from typing import Any

from klappt.offers.selectors import examples

NEWER = "2027-01"


def ship(monkeypatch: Any, folder: Path, **changes: dict[str, Any]) -> None:
    """From now on klappt ships an edition in which these offers (by key) read so."""
    raw = json.loads((examples.DATA / "nrw.json").read_text(encoding="utf-8"))
    raw["header"]["edition"] = NEWER
    for offer in raw["offers"]:
        offer.update(changes.get(offer["key"].replace("-", "_"), {}))
    (folder / "nrw.json").write_text(json.dumps(raw), encoding="utf-8")
    monkeypatch.setattr(examples, "DATA", folder)
    forget()


def forget() -> None:
    examples.example_catalogue.cache_clear()
    examples.example_offers.cache_clear()

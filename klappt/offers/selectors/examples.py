"""The example catalogue klappt ships: rules written from the law, with source, date and doubt.

A newer klappt brings a newer edition; what an alliance has copied stays its own until it accepts a
difference.
"""

from functools import cache
from pathlib import Path

from klappt.core.catalogue import Catalogue, Offer, read_catalogue

DATA = Path(__file__).resolve().parents[1] / "data"
NRW = "nrw"


@cache
def example_catalogue(name: str = NRW) -> Catalogue:
    """The edition that ships with this klappt. It is the same for every alliance."""
    return read_catalogue((DATA / f"{name}.json").read_text(encoding="utf-8"))


@cache
def example_offers(name: str = NRW) -> dict[str, Offer]:
    """Its offers by key, in the order of the catalogue."""
    return {offer.key: offer for offer in example_catalogue(name).offers}

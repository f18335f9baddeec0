import datetime
from dataclasses import replace

from klappt.alliances.models import Alliance
from klappt.core.catalogue import Catalogue, Header
from klappt.offers.selectors.catalogue import catalogue_of


def named_catalogue(alliance: Alliance, day: datetime.date) -> Catalogue:
    """The alliance's own catalogue with its name and date, as it leaves the house."""
    header = Header(titles={"de": f"Angebote: {alliance.name}"}, as_of=day, note="Keine Rechtsberatung.")
    return replace(catalogue_of(alliance, day), header=header)

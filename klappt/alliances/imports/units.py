"""The 54 units of Nordrhein-Westfalen that programmes count: 53 Kreise and cities, and the town of Aachen."""

import csv
from importlib.resources import files

from klappt.alliances.enums import MunicipalityKind
from klappt.alliances.services.municipalities import Kept, Place, keep_municipalities

_KINDS = {
    "Kreis": MunicipalityKind.DISTRICT,
    "kreisfreie Stadt": MunicipalityKind.CITY,
    "Städteregion": MunicipalityKind.REGION,
    "regionsangehörige Stadt mit eigenem Bündnis": MunicipalityKind.REGION_CITY,
}
_DISTRICT_LENGTH = 5


def load_units() -> Kept:
    """Put the 54 units in place; a second time changes nothing."""
    text = files("klappt.alliances").joinpath("data/nrw_units.csv").read_text("utf-8")
    return keep_municipalities(map(_place, csv.DictReader(text.splitlines())), source="nrw_units.csv")


def _place(row: dict[str, str]) -> Place:
    ags = row["ags"]
    return Place(
        ags=ags,
        name=row["name"],
        official_name=row["official_name"],
        kind=_KINDS[row["kind"]],
        parent_ags=ags[:_DISTRICT_LENGTH] if len(ags) > _DISTRICT_LENGTH else "",
        district_government=row["district_government"],
        nuts3=row["nuts3"],
        is_counted_unit=True,
    )

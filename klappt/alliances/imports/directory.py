"""Reads the official directory of municipalities: CSV of Destatis GV-ISys, or XRepository code list."""

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineError, CalamineWorkbook

from klappt.alliances.enums import MunicipalityKind
from klappt.alliances.services.municipalities import Place

GOVERNMENT, REGION, DISTRICT, ASSOCIATION, MUNICIPALITY = "20", "30", "40", "50", "60"
_CITIES = {"41", "42", "61", "62"}
_UNINCORPORATED = {"65", "66"}
_COLUMNS = {
    "satzart", "textkennzeichen", "land", "rb", "kreis", "vb", "gemeinde", "gemeindename", "bevoelkerung",
}  # fmt: skip
_REGIONS = ("Städteregion", "Region ", "Regionalverband")
# Former governments and statistical regions stand in the directory beside the real ones.
_NO_GOVERNMENT = ("früher", "Statistische Region")
_ARS_LENGTH = 12


class UnreadableDirectory(ValueError):
    """The file is no directory of municipalities; the message says why, for people."""


@dataclass(frozen=True)
class RowProblem:
    row: int
    what: str | Promise


@dataclass
class Directory:
    """What a file says: places, what could not be read, what was left aside and why."""

    places: dict[str, Place] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)
    left_aside: Counter[str] = field(default_factory=Counter)
    kinds_of_row: Counter[str] = field(default_factory=Counter)
    governments: dict[str, str] = field(default_factory=dict)

    @property
    def population(self) -> int:
        return sum(place.population or 0 for place in self.places.values() if place.population)


def read_directory(path: Path) -> Directory:
    """Raises UnreadableDirectory if it is none."""
    if path.suffix.lower() == ".xlsx":
        return _read_code_list(path)
    return _read_csv(path)


def _read_csv(path: Path) -> Directory:
    directory = Directory()
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = _COLUMNS - set(reader.fieldnames or ())
            if missing:
                raise UnreadableDirectory(
                    _("These columns are missing: %(columns)s.") % {"columns": ", ".join(sorted(missing))}
                )
            for row in reader:
                _take(directory, reader.line_num, {k: (v or "").strip() for k, v in row.items() if k})
    except UnicodeDecodeError as error:
        raise UnreadableDirectory(_("The file is not UTF-8. Please save it as “CSV UTF-8”.")) from error
    return directory


def _take(directory: Directory, line: int, row: dict[str, str]) -> None:
    kind = row["satzart"]
    directory.kinds_of_row[kind] += 1
    takers: dict[str, Callable[[Directory, dict[str, str]], None]] = {
        GOVERNMENT: _take_government,
        DISTRICT: _take_district,
        MUNICIPALITY: _take_municipality,
    }
    if kind not in {"10", REGION, ASSOCIATION, *takers}:
        directory.problems.append(RowProblem(line, _("Unknown kind of row: “%(kind)s”.") % {"kind": kind}))
    elif not row["gemeindename"]:
        directory.problems.append(RowProblem(line, _("The name is missing.")))
    elif kind in takers:
        try:
            takers[kind](directory, row)
        except ValueError as error:
            directory.problems.append(RowProblem(line, str(error)))


def _take_government(directory: Directory, row: dict[str, str]) -> None:
    name = row["gemeindename"]
    if not name.startswith(_NO_GOVERNMENT):
        directory.governments[row["land"] + row["rb"]] = name.removeprefix("Reg.-Bez.").strip()


def _take_district(directory: Directory, row: dict[str, str]) -> None:
    ags = _key(row["land"], row["rb"], row["kreis"], length=5)
    _keep(directory, _described(directory, ags, row, _kind_of_district(row), parent=""))


def _kind_of_district(row: dict[str, str]) -> MunicipalityKind:
    if row["textkennzeichen"] in _CITIES:
        return MunicipalityKind.CITY
    if row["gemeindename"].startswith(_REGIONS):
        return MunicipalityKind.REGION
    return MunicipalityKind.DISTRICT


def _take_municipality(directory: Directory, row: dict[str, str]) -> None:
    district = _key(row["land"], row["rb"], row["kreis"], length=5)
    ags = _key(district, row["gemeinde"], length=8)
    is_city = row["textkennzeichen"] in _CITIES
    if district not in directory.places and not is_city:
        # Coastal waters and the German-Luxembourg condominium carry the number of no Kreis.
        directory.left_aside[row["gemeindename"]] += 1
        return
    if is_city:
        # A kreisfreie Stadt is Kreis and Gemeinde in one: one unit, with the shorter key.
        _keep(directory, _described(directory, district, row, MunicipalityKind.CITY, parent=""), again=True)
        return
    unincorporated = row["textkennzeichen"] in _UNINCORPORATED
    kind = MunicipalityKind.UNINCORPORATED if unincorporated else MunicipalityKind.TOWN
    _keep(directory, _described(directory, ags, row, kind, parent=district))


def _described(
    directory: Directory, ags: str, row: dict[str, str], kind: MunicipalityKind, *, parent: str
) -> Place:
    return Place(
        ags=ags,
        name=row["gemeindename"].split(",")[0].strip(),
        official_name=row["gemeindename"],
        kind=kind,
        parent_ags=parent,
        district_government=directory.governments.get(row["land"] + row["rb"], ""),
        population=_whole_number(row["bevoelkerung"]),
    )


def _keep(directory: Directory, place: Place, *, again: bool = False) -> None:
    if place.ags in directory.places and not again:
        raise ValueError(_("The key %(key)s stands twice.") % {"key": place.ags})
    directory.places[place.ags] = place


def _key(*parts: str, length: int) -> str:
    key = "".join(parts)
    if len(key) != length or not key.isdecimal():
        raise ValueError(
            _("The key “%(key)s” does not have %(length)d digits.") % {"key": key, "length": length}
        )
    return key


def _whole_number(text: str) -> int | None:
    digits = "".join(text.split())  # also without thin and no-break spaces
    if digits and not digits.isdecimal():
        raise ValueError(_("“%(text)s” is not a number of inhabitants.") % {"text": text})
    return int(digits) if digits else None


def _read_code_list(path: Path) -> Directory:
    directory = Directory()
    for number, key, name, remark in _code_rows(path):
        if remark:
            directory.left_aside[str(_("Parts of towns"))] += 1
        elif len(key) == _ARS_LENGTH and key.isdecimal():
            _keep(directory, _place_of_code(key, name))
            directory.kinds_of_row[MUNICIPALITY] += 1
        else:
            what = _("The key “%(key)s” does not have %(length)d digits.")
            directory.problems.append(RowProblem(number, what % {"key": key, "length": _ARS_LENGTH}))
    return directory


def _place_of_code(key: str, name: str) -> Place:
    # Regional key: Land 2, Regierungsbezirk 1, Kreis 2, Verband 4, Gemeinde 3; zeros alone mean kreisfrei.
    is_city = not key[5:].strip("0")
    return Place(
        ags=key[:5] if is_city else key[:5] + key[9:],
        name=name.split(",", maxsplit=1)[0].strip(),
        official_name=name,
        kind=MunicipalityKind.CITY if is_city else MunicipalityKind.TOWN,
        parent_ags="" if is_city else key[:5],
        kind_is_guessed=True,
    )


def _code_rows(path: Path) -> Iterator[tuple[int, str, str, str]]:
    try:
        sheet = CalamineWorkbook.from_path(path).get_sheet_by_name("daten")
        rows: Iterable[Sequence[object]] = sheet.to_python()
    except (CalamineError, OSError) as error:
        raise UnreadableDirectory(_("This workbook has no sheet “daten” with codes.")) from error
    codes = False
    for number, row in enumerate(rows, 1):
        cells = [str(cell).strip() for cell in row] + [""] * 4
        if codes and cells[1]:
            yield number, cells[1], cells[2], cells[3]
        codes = codes or cells[0] == "Daten"
    if not codes:
        raise UnreadableDirectory(_("This workbook has no sheet “daten” with codes."))

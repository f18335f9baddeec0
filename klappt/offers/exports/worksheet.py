"""The worksheet of offers. Its words are German in every language: it comes back by its headings."""

from collections.abc import Sequence

from klappt.actors.models import Institution
from klappt.alliances.models import Alliance
from klappt.offers.selectors.sheet import (
    COLUMNS,
    KEY_COLUMN,
    KIND_WORDS,
    MARK,
    ROLES,
    STAGE_WORDS,
    Line,
    all_cells,
)
from klappt.sheets.formats import fitting, short
from klappt.sheets.layout import Column, Layout, SheetLayout
from klappt.sheets.signs import OWN_SHEET, digest


def worksheet(alliance: Alliance, rows: Sequence[Line], as_of: str) -> Layout:
    """The filled worksheet; without offers it is the empty one for those who start."""
    cells = all_cells(alliance, rows)
    return Layout(
        sheets=[_offers(alliance, rows, cells, as_of), _own(alliance, rows, cells)],
        title=f"Angebote: {alliance.name}",
        source=alliance.name,
        as_of=as_of,
        properties={MARK: "angebote/1", "klappt-alliance": alliance.key},
    )


def key_of(alliance: Alliance, pk: int) -> str:
    return f"{alliance.key}:{pk}"


def _offers(
    alliance: Alliance, rows: Sequence[Line], cells: dict[int, dict[str, str]], as_of: str
) -> SheetLayout:
    names = fitting(sorted(str(each) for each in Institution.objects.order_by("name", "pk")))
    choices = {
        "kind": tuple(KIND_WORDS.values()),
        "stage": tuple(STAGE_WORDS.values()),
        **dict.fromkeys(ROLES, names),
    }
    columns = [
        Column(KEY_COLUMN.heading, KEY_COLUMN.width, hidden=True),
        *(
            Column(
                column.heading,
                column.width,
                column.hint,
                choices.get(column.key, ()),
                closed=column.key in ("kind", "stage"),
            )
            for column in COLUMNS
        ),
    ]
    body = [
        [
            key_of(alliance, line.offer.pk),
            *(short(cells[line.offer.pk][column.key]) for column in COLUMNS),
        ]
        for line in rows
    ]
    lines = [
        f"Angebote: {alliance.name}",
        f"Stand: {as_of}. Jedes Angebot steht in einer Zeile, neue einfach darunter.",
        "Die Zugangsregeln stehen hier nur zum Lesen. Sie werden in klappt geändert.",
        "Sie können die Datei in klappt wieder hochladen. Dort sehen Sie vorher jede Änderung.",
    ]
    return SheetLayout("Angebote", columns, body, lines, frozen_columns=2, spare=100)


def _own(alliance: Alliance, rows: Sequence[Line], cells: dict[int, dict[str, str]]) -> SheetLayout:
    """How each cell stood at the download, so that an upload knows who changed what."""
    columns = [Column("key"), *(Column(column.key) for column in COLUMNS)]
    body = [
        [
            key_of(alliance, line.offer.pk),
            *(digest(short(cells[line.offer.pk][column.key])) for column in COLUMNS),
        ]
        for line in rows
    ]
    return SheetLayout(OWN_SHEET, columns, body, spare=0, hidden=True)

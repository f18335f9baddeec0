"""The actor table as the page shows it: which columns, and what stands in each cell."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from klappt.actors.models import Institution, SecondText
from klappt.actors.selectors.table import TICKS
from klappt.actors.selectors.wording import words
from klappt.actors.services.cells import read_cell
from klappt.alliances.models import Alliance

Kind = Literal["name", "text", "long", "field", "tick", "day", "mail", "phone"]


@dataclass(frozen=True)
class Column:
    """`sort` is empty where sorting says nothing; `on_card` marks what a phone shows."""

    key: str
    label: str | Promise
    kind: Kind
    sort: str = ""
    on_card: bool = False


COLUMNS = (
    Column("name", _("Institution"), "name", "name", on_card=True),
    Column("department", _("Department or site"), "text", "department"),
    Column("field", _("Field"), "field", "field", on_card=True),
    Column("type", _("Type"), "text", "type"),
    Column("contact_name", _("Contact person"), "text"),
    Column("contact_phone", _("Phone"), "phone", on_card=True),
    Column("contact_email", _("E-mail"), "mail"),
    Column("cooperation", _("Cooperation"), "tick", "cooperation"),
    Column("core_group_planned", _("Core group"), "tick", "core_group_planned"),
    Column("forum_planned", _("Forum"), "tick", "forum_planned"),
    Column("contributions", _("Possible contributions"), "long"),
    Column("note", _("Note"), "long"),
    Column("checked_on", _("Checked on"), "day", "checked_on"),
)
CHOICES = TICKS | {"field", "type", "checked_on"}
BY_KEY = {column.key: column for column in COLUMNS}


@dataclass(frozen=True)
class Second:
    """What somebody else wrote into the cell, and how it reads."""

    row: SecondText
    words: str


@dataclass(frozen=True)
class Cell:
    column: Column
    text: str
    value: str
    url: str
    form_url: str
    page_url: str
    seconds: list["Second"]
    state: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.text and not self.state

    @property
    def is_long(self) -> bool:
        return self.column.kind == "long" and bool(self.text)


@dataclass(frozen=True)
class Row:
    institution: Institution
    url: str
    cells: list[Cell]


def rows(institutions: Iterable[Institution], *, alliance: Alliance) -> Iterator[Row]:
    """Rows with everything in place; expects `selectors.table.with_details`. Asks the database nothing."""
    base = reverse("actors:list", args=[alliance.key])
    for institution in institutions:
        url = f"{base}{institution.pk}/"
        yield Row(institution, url, [cell(institution, column, url) for column in COLUMNS])


def cell(institution: Institution, column: Column, url: str) -> Cell:
    value = read_cell(institution, column.key)
    texts: list[SecondText] = institution.open_texts  # type: ignore[attr-defined] # see with_details
    return Cell(
        column=column,
        text=shown(institution, column.key, value),
        value=value,
        url=f"{url}zelle/{column.key}/",
        form_url=f"{url}bearbeiten/#id_{column.key}",
        seconds=[Second(each, words(column.key, each.text)) for each in texts if each.column == column.key],
        page_url=url,
        state=_state(institution, column.key, value),
    )


def shown(institution: Institution, column: str, value: str) -> str:
    """What a person reads for what stands in this cell; the type is known already and not asked for."""
    return str(institution.type or "") if column == "type" else words(column, value)


def _state(institution: Institution, column: str, value: str) -> str:
    """The state that the cell shows by word and icon: a tick, a seat, or how old the check is."""
    inside = {"core_group_planned": "in_core_group", "forum_planned": "in_forum"}.get(column, "")
    if inside and getattr(institution, inside):
        return "member"
    if column == "checked_on":
        expires = institution.check_expires_on()
        return "" if expires is None else "expired" if expires < timezone.localdate() else "checked"
    return value if column in TICKS else ""

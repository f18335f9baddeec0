"""One row of the actor table: cells to values, and every doubt said in words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klappt.actors.imports.fields import field_heading, field_of
from klappt.actors.imports.mails import read_mails
from klappt.actors.imports.mapping import Column
from klappt.actors.imports.phones import INVISIBLE, read_phones
from klappt.actors.imports.roles import CRITERIA, TICKS, Role, answer_of_subcolumn
from klappt.actors.imports.rows import ActorRow, HintKind, Problem, ProblemKind
from klappt.actors.imports.ticks import Tick, read_tick, says_more
from klappt.sheets.grid import Value, cell_text

_PLACEHOLDER = re.compile(r"[-–—/?.]+|k\. ?a\.?|n\. ?n\.?|n/a|keine?|unbekannt|entfällt", re.IGNORECASE)
_SPECIAL = re.compile(f"[\n\xa0]|{INVISIBLE.pattern}")
_SIGNS = (
    (HintKind.LINE_BREAK, re.compile("\n"), gettext_lazy("Row %(row)s: a cell has several lines.")),
    (
        HintKind.NO_BREAK_SPACE,
        re.compile("\xa0"),
        gettext_lazy("Row %(row)s: a special blank was replaced by an ordinary one."),
    ),
    (HintKind.INVISIBLE_SIGN, INVISIBLE, gettext_lazy("Row %(row)s: a sign one cannot see was removed.")),
)
_SEVERAL = (
    (
        Role.PHONE,
        HintKind.SEVERAL_PHONES,
        gettext_lazy("Row %(row)s: %(count)s phone numbers in one cell."),
    ),
    (
        Role.EMAIL,
        HintKind.SEVERAL_EMAILS,
        gettext_lazy("Row %(row)s: %(count)s e-mail addresses in one cell."),
    ),
)
_FAX = re.compile(r"fax", re.IGNORECASE)
_MAIL_IN_TEXT = re.compile(r"\S+@\S+")
_PHONE_IN_TEXT = re.compile(
    r"(?:(?:tel(?:efon)?|fon|mobil|handy)\b[.:]*\s*)?(?:\+49|0)[\d\s()/.–-]{5,}\d", re.IGNORECASE
)
_LONGEST = {
    Role.NAME: 200,
    Role.SHORT_NAME: 40,
    Role.DEPARTMENT: 200,
    Role.KIND: 80,
    Role.FUNCTION: 160,
    Role.WEBSITE: 300,
    Role.COOPERATION_SINCE: 80,
    Role.COOPERATION_FORMAT: 300,
}


@dataclass(frozen=True, slots=True)
class Section:
    """The heading the row stands under; `field` is None when it is none of the four."""

    text: str = ""
    field: str | None = None


def read_row(
    sheet: str, number: int, cells: Mapping[int, Value], columns: Sequence[Column], section: Section
) -> ActorRow:
    """The row as an actor. `cells` by column, with merged cells already filled in."""
    row = ActorRow(sheet=sheet, row=number)
    row.cells = _cells(cells, columns)
    _read_texts(row, cells, columns)
    _read_contacts(row, cells, columns)
    for role in TICKS:
        _read_ticks(row, role, cells, columns)
    _read_field(row, cells, columns, section)
    _note_signs(row, cells, columns)
    if not row.name:
        row.problems.insert(
            0, Problem(_title(columns, Role.NAME), ProblemKind.MISSING_NAME, _missing_name(row))
        )
    return row


def _cells(cells: Mapping[int, Value], columns: Sequence[Column]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for column in columns:
        text = clean(cells.get(column.index, ""))
        if column.role not in (Role.OTHER, Role.FIELD_MARK):
            texts[column.role.value] = "\n".join(
                part for part in (texts.get(column.role.value), text) if part
            )
    return texts


def clean(value: Value) -> str:
    """Text without signs one cannot see; line breaks stay."""
    if not isinstance(value, str):
        return cell_text(value)
    if not _SPECIAL.search(value):
        return " ".join(value.split())
    text = INVISIBLE.sub("", value).replace("\xa0", " ").replace("\r\n", "\n")
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()


def _missing_name(row: ActorRow) -> str:
    return _("Row %(row)s: the name of the institution is missing. Please add it or leave the row out.") % {
        "row": row.row
    }


def _title(columns: Sequence[Column], role: Role) -> str:
    return next((column.title for column in columns if column.role is role), "")


def _with_role(columns: Sequence[Column], role: Role) -> list[Column]:
    return [column for column in columns if column.role is role]


def _read_texts(row: ActorRow, cells: Mapping[int, Value], columns: Sequence[Column]) -> None:
    for column in columns:
        text = clean(cells.get(column.index, ""))
        if not text:
            continue
        if column.role in _LONGEST:
            _set_text(row, column, text)
        elif column.role in (Role.NOTE, Role.CONTRIBUTIONS):
            before = getattr(row, column.role.value)
            setattr(row, column.role.value, f"{before}\n{text}" if before else text)
        elif column.role in CRITERIA:
            row.criteria[column.role.value] = text
        elif column.role is Role.KEY:
            row.key = text
        elif column.role is Role.OTHER:
            _keep(row, column, text)
    row.address = _address(cells, columns)
    if _PLACEHOLDER.fullmatch(row.name):
        row.name = ""


def _set_text(row: ActorRow, column: Column, text: str) -> None:
    """Institutions have names of one line and limited length; a longer text is kept whole beside it."""
    one_line = " ".join(text.split())
    if len(one_line) > _LONGEST[column.role]:
        _keep(row, column, text)
        message = _(
            "Row %(row)s, %(column)s: the text is very long; klappt shortened it and keeps the whole text."
        )
        values = {"row": row.row, "column": column.title}
        row.hints.append(Problem(column.title, HintKind.SHORTENED, message % values))
    setattr(row, column.role.value, one_line[: _LONGEST[column.role]].rstrip())


def _keep(row: ActorRow, column: Column, text: str) -> None:
    before = row.extra.get(column.title)
    row.extra[column.title] = f"{before}\n{text}" if before and before != text else text


def _address(cells: Mapping[int, Value], columns: Sequence[Column]) -> str:
    def text(role: Role) -> str:
        found = [clean(cells.get(column.index, "")) for column in _with_role(columns, role)]
        return "\n".join(part for part in found if part and not _PLACEHOLDER.fullmatch(part))

    postcode = text(Role.POSTCODE)
    place = " ".join(
        part for part in (postcode.zfill(5) if postcode.isdigit() else postcode, text(Role.CITY)) if part
    )
    return ", ".join(part for part in (text(Role.ADDRESS), text(Role.STREET), place) if part)


def _read_contacts(row: ActorRow, cells: Mapping[int, Value], columns: Sequence[Column]) -> None:
    for column in _with_role(columns, Role.PHONE):
        _add_phones(row, column, cells.get(column.index, ""))
    for column in _with_role(columns, Role.EMAIL):
        _add_mails(row, column, cells.get(column.index, ""))
    people = [clean(cells.get(column.index, "")) for column in _with_role(columns, Role.CONTACT)]
    names = [
        clean(cells.get(column.index, ""))
        for role in (Role.FIRST_NAME, Role.LAST_NAME)
        for column in _with_role(columns, role)
    ]
    people.append(" ".join(name for name in names if name))
    row.contact = _without_reachability(
        row, "\n".join(part for part in people if part and not _PLACEHOLDER.fullmatch(part))
    )
    _count_contacts(row, columns)


def _add_phones(row: ActorRow, column: Column, value: Value) -> None:
    text = clean(value)
    if not text or _PLACEHOLDER.fullmatch(text):
        return
    phones = read_phones(value)
    for digits, label in phones.numbers:
        if digits not in row.phones:
            row.phones.append(digits)
            row.phone_labels.append(label)
    if phones.zero_restored:
        message = _("Row %(row)s: the phone number had lost its leading 0; klappt put it back.")
        row.hints.append(Problem(column.title, HintKind.PHONE_AS_NUMBER, message % {"row": row.row}))
    if phones.unreadable or _FAX.search(text):
        _keep(row, column, text)
    if phones.unreadable:
        message = _("Row %(row)s: “%(text)s” is no phone number. Please correct it or leave it blank.")
        row.problems.append(
            Problem(column.title, ProblemKind.INVALID_PHONE, message % {"row": row.row, "text": text})
        )
    elif any(not number.startswith(("0", "11")) for number in phones.digits):
        message = _("Row %(row)s: the phone number has no area code.")
        row.hints.append(Problem(column.title, HintKind.NO_AREA_CODE, message % {"row": row.row}))


def _add_mails(row: ActorRow, column: Column, value: Value) -> None:
    text = clean(value)
    if not text or _PLACEHOLDER.fullmatch(text):
        return
    mails = read_mails(value)
    row.emails.extend(address for address in mails.addresses if address not in row.emails)
    for address in mails.invalid:
        row.problems.append(Problem(column.title, ProblemKind.INVALID_EMAIL, _invalid_mail(row.row, address)))
    if mails.leftover:
        _keep(row, column, text)
    if not mails.addresses:
        message = _("Row %(row)s: “%(text)s” is no e-mail address. Please correct it or leave it blank.")
        row.problems.append(
            Problem(column.title, ProblemKind.INVALID_EMAIL, message % {"row": row.row, "text": text})
        )


def _invalid_mail(row: int, address: str) -> str:
    if "." not in address.partition("@")[2]:
        text = _(
            "Row %(row)s: the e-mail address “%(text)s” ends without a country (such as .de). "
            "Please complete it or leave it blank."
        )
    else:
        text = _(
            "Row %(row)s: the e-mail address “%(text)s” cannot be right. Please correct it or leave it blank."
        )
    return text % {"row": row, "text": address}


def _without_reachability(row: ActorRow, text: str) -> str:
    """Phones and addresses that stand in the cell of the contact person move to where they belong."""
    for match in _MAIL_IN_TEXT.findall(text):
        mails = read_mails(match)
        if mails.addresses and not mails.invalid:
            row.emails.extend(address for address in mails.addresses if address not in row.emails)
            text = text.replace(match, "")
    for match in _PHONE_IN_TEXT.findall(text):
        for digits in read_phones(match).digits:
            if digits not in row.phones:
                row.phones.append(digits)
                row.phone_labels.append("")
        text = text.replace(match, "")
    return "\n".join(line.strip(" ,;:/") for line in text.split("\n") if line.strip(" ,;:/"))


def _count_contacts(row: ActorRow, columns: Sequence[Column]) -> None:
    for role, kind, message in _SEVERAL:
        count = len(row.phones if role is Role.PHONE else row.emails)
        if count > 1:
            text = str(message) % {"row": row.row, "count": count}
            row.hints.append(Problem(_title(columns, role), kind, text))


def _read_ticks(row: ActorRow, role: Role, cells: Mapping[int, Value], columns: Sequence[Column]) -> None:
    answers: list[Tick] = []
    for column in _with_role(columns, role):
        value = cells.get(column.index, "")
        tick = read_tick(value)
        answer = answer_of_subcolumn(column.heading)
        if answer and tick is Tick.YES:
            tick = Tick(answer)
        elif answer and tick is Tick.NO:
            tick = Tick.BLANK
        if tick is not Tick.BLANK:
            answers.append(tick)
        _doubt_tick(row, column, value, tick)
    setattr(row, role.value, _together(answers))
    if Tick.YES in answers and Tick.NO in answers:
        _doubt_tick(row, _with_role(columns, role)[0], _("yes and no"), Tick.UNCERTAIN)


def _together(answers: list[Tick]) -> Tick:
    kinds = set(answers)
    if not kinds:
        return Tick.BLANK
    return kinds.pop() if len(kinds) == 1 else Tick.UNCERTAIN


def _doubt_tick(row: ActorRow, column: Column, value: Value, tick: Tick) -> None:
    text = clean(value)
    if tick is Tick.UNCERTAIN:
        message = _("Row %(row)s, %(column)s: “%(text)s” is neither yes nor no. Please decide.")
        values = {"row": row.row, "column": column.title, "text": text}
        row.problems.append(
            Problem(column.title, ProblemKind.UNCERTAIN_TICK, message % values, column.role.value)
        )
    elif says_more(value):
        message = _("Row %(row)s, %(column)s: there is more than a tick; klappt keeps the words.")
        values = {"row": row.row, "column": column.title}
        row.hints.append(Problem(column.title, HintKind.MORE_THAN_TICK, message % values))
    if says_more(value):
        _keep(row, column, text)


def _read_field(
    row: ActorRow, cells: Mapping[int, Value], columns: Sequence[Column], section: Section
) -> None:
    unknown = ""
    for column in _with_role(columns, Role.FIELD):
        text = clean(cells.get(column.index, ""))
        row.field = field_of(text) if text else None
        if text and row.field is None:
            unknown = text
            _keep(row, column, text)
    marked = {
        field_heading(column.heading)
        for column in _with_role(columns, Role.FIELD_MARK)
        if read_tick(cells.get(column.index, "")) is Tick.YES
    }
    if row.field is None and not unknown and len(marked) == 1:
        row.field = marked.pop()
    elif len(marked) > 1:
        unknown = ", ".join(sorted(filter(None, marked)))
    if row.field is None and not unknown:
        row.field, unknown = section.field, "" if section.field else section.text
    _doubt_field(row, _title(columns, Role.FIELD), unknown)


def _doubt_field(row: ActorRow, column: str, unknown: str) -> None:
    if row.field is not None:
        return
    if unknown:
        message = _("Row %(row)s: “%(text)s” is none of the four fields. Please choose one.")
        problem = Problem(column, ProblemKind.UNKNOWN_FIELD, message % {"row": row.row, "text": unknown})
    else:
        message = _("Row %(row)s: the field is missing. Please choose one.")
        problem = Problem(column, ProblemKind.MISSING_FIELD, message % {"row": row.row})
    row.problems.append(problem)


def _note_signs(row: ActorRow, cells: Mapping[int, Value], columns: Sequence[Column]) -> None:
    seen: set[HintKind] = set()
    for column in columns:
        value = cells.get(column.index, "")
        if not isinstance(value, str) or not _SPECIAL.search(value):
            continue
        for kind, pattern, message in _SIGNS:
            if kind not in seen and pattern.search(value.strip(" \n\t")):
                seen.add(kind)
                row.hints.append(Problem(column.title, kind, str(message) % {"row": row.row}))

"""From the bytes of a file to the plan."""

from collections.abc import Mapping
from typing import Any

from klappt.accounts.models import User
from klappt.actors.models import Institution
from klappt.alliances.models import Alliance
from klappt.offers.enums import UploadKind
from klappt.offers.imports.matching import Institutions, Known
from klappt.offers.imports.plan import Plan, make_plan
from klappt.offers.imports.read_json import read_json
from klappt.offers.imports.read_table import read_table
from klappt.offers.imports.rows import FileContent
from klappt.offers.models import OfferUpload
from klappt.offers.selectors.sheet import cells_of, lines
from klappt.offers.services.importing import bring_in_offers
from klappt.profiles.selectors.vocabulary import attributes
from klappt.sheets.decisions import Decisions


def kind_of(data: bytes) -> UploadKind:
    """What a file is, told from its content: JSON begins with a brace or a bracket, all else is a table."""
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start not in (b"{", b"["):
        return UploadKind.TABLE
    return UploadKind.CATALOGUE if b'"klappt-catalogue/' in data[:2000] else UploadKind.HSDS


def read_file(data: bytes, name: str, kind: str, choices: Mapping[str, Any]) -> FileContent:
    """Raises `Refused` for what cannot be read."""
    if kind == UploadKind.TABLE:
        return read_table(data, name, choices)
    return read_json(data, UploadKind(kind))


def preview(alliance: Alliance, data: bytes, name: str, upload: OfferUpload | None = None) -> Plan:
    """What this file would do to the alliance whose scope is open. Stores nothing; raises `Refused`."""
    kind = upload.kind if upload else kind_of(data)
    content = read_file(data, name, kind, upload.choices if upload else {})
    own = attributes(alliance)
    known = [Known(line, cells_of(line, own)) for line in lines(alliance)]
    institutions = Institutions(list(Institution.objects.order_by("position", "pk")))
    decisions: Decisions = upload.decisions if upload else {}
    keys = {each.key for each in own}
    brought = [each for each in content.attributes if each.key not in keys]
    return make_plan(content, known, institutions, decisions, (*own, *brought))


def carry_out(plan: Plan, *, alliance: Alliance, source: str, by: User, upload: OfferUpload) -> None:
    """Store what the plan says. ValueError while a row still needs a decision."""
    if not plan.is_settled:
        raise ValueError("a row still needs a decision")
    bring_in_offers(
        alliance=alliance,
        source=source,
        changes=plan.changes,
        attributes=plan.attributes,
        by=by,
        upload=upload,
    )

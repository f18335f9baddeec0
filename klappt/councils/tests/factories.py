"""What a council's system hands over: the town of Musterstadt, its integration council, a meeting, papers."""

import io
import json
import zipfile
from typing import Any

ROOT = "https://ris.musterstadt.example/oparl/v1.1"


def oparl(kind: str, number: int | str, /, **values: Any) -> dict[str, Any]:
    path = {"Organization": "organization", "AgendaItem": "agendaitem"}.get(kind, kind.lower())
    return {"id": f"{ROOT}/{path}/{number}", "type": f"https://schema.oparl.org/1.1/{kind}", **values}


def ref(kind: str, number: int | str) -> str:
    return str(oparl(kind, number)["id"])


TOWN = oparl("Body", 1, name="Stadt Musterstadt", organization=f"{ROOT}/body/1/organization")
COUNCIL = oparl(
    "Organization",
    34,
    body=ref("Body", 1),
    name="Integrationsrat",
    organizationType="Gremium",
    classification="Beirat",
    startDate="2025-11-03",
    modified="2026-02-01T08:00:00+01:00",
)
CHURCH = oparl(
    "Organization", 90, body=ref("Body", 1), name="Diakonie Musterstadt e. V.", organizationType="Institution"
)
PERSON = oparl(
    "Person", 29, name="Frau Özge Aydın", email=["privat@example.org"], phone=["+49171"], gender="female"
)
MEMBERSHIP = oparl(
    "Membership",
    7,
    person=ref("Person", 29),
    organization=ref("Organization", 34),
    onBehalfOf=ref("Organization", 90),
    role="Mitglied",
    startDate="2025-11-03",
)
CHAIR = oparl(
    "Membership",
    8,
    person=oparl("Person", 30, name="Dr. Karl Wiese"),
    organization=ref("Organization", 34),
    role="Vorsitzender",
    startDate="2025-11-03",
)
ITEM = oparl(
    "AgendaItem",
    3271,
    number="2",
    order=2,
    name="Sprachkurse im Stadtteil",
    result="Einstimmig beschlossen",
    public=True,
)
MEETING = oparl(
    "Meeting",
    281,
    name="5. Sitzung des Integrationsrats",
    start="2026-03-12T17:00:00+01:00",
    end="2026-03-12T19:30:00+01:00",
    organization=[ref("Organization", 34)],
    location=oparl(
        "Location", 3, room="Ratssaal", streetAddress="Markt 1", postalCode="12345", locality="Musterstadt"
    ),
    agendaItem=[ITEM],
)
PAPER = oparl(
    "Paper",
    749,
    name="Sprachförderung 2026",
    reference="0815/2026",
    paperType="Beschlussvorlage",
    date="2026-02-20",
    mainFile=oparl("File", 5, accessUrl="https://ris.musterstadt.example/files/5.pdf", name="Vorlage"),
    consultation=[oparl("Consultation", 11, agendaItem=ref("AgendaItem", 3271), meeting=ref("Meeting", 281))],
)
ALL = [TOWN, COUNCIL, CHURCH, PERSON, MEMBERSHIP, CHAIR, MEETING, PAPER]


def a_file(*objects: dict[str, Any]) -> bytes:
    """One list page with these objects, or with all of them."""
    return json.dumps({"data": list(objects or ALL), "links": {}, "pagination": {}}).encode()


def a_zip(**files: object) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"{name}.json", json.dumps(content))
    return target.getvalue()

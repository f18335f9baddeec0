"""An invitation as klappt sends it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from klappt.calendars.berlin import BERLIN
from klappt.calendars.values import Event, Party

ALMA = Party("alma@stadt.example", "Alma Ahrens")
CEREN = Party("ceren@traeger.example", "Ceren Çelik")


def make_event(**changes: Any) -> Event:
    starts_at = changes.pop("starts_at", datetime(2026, 12, 1, 14, tzinfo=BERLIN))
    values: dict[str, Any] = {
        "uid": "0190a2f4-4c5e-7b9a-8e2f-1b2c3d4e5f60@klappt.example",
        "sequence": 0,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=2),
        "summary": "Bündnis-Kerngruppe",
        "place": "Rathaus, Raum 12",
        "description": "Tagesordnung:\n1. Begrüßung; Protokoll\n2. Übergänge",
        "organizer": ALMA,
        "attendees": (CEREN, Party("bernd@stadt.example", "Bernd Brand", "yes")),
        "url": "https://klappt.example/b/musterstadt/treffen/7/",
        "stamp": datetime(2026, 11, 22, 12, 0, tzinfo=UTC),
    }
    return Event(**(values | changes))

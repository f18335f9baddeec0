"""Sets the stage for worksheets as files."""

import datetime
from collections.abc import Mapping

from klappt.core.questionnaire.model import Questionnaire
from klappt.core.questionnaire.values import NOT_APPLICABLE, Reply
from klappt.core.questionnaire.values import given as reply
from klappt.living.model import LivingTable
from klappt.offline.imports.assemble import answers_in
from klappt.offline.imports.open import open_file
from klappt.offline.outline.answers import same
from klappt.offline.outline.places import places
from klappt.offline.outline.stamp import Stamp
from klappt.offline.selectors.content import Content
from klappt.returns.tests.factories import FULL
from klappt.worksheets.tests.factories import EVERY_KIND

STAMP = Stamp("hier", 3, "0123456789abcdef", 4711)
DAY = datetime.date(2026, 11, 22)
ACTORS = LivingTable(("Name", "Bereich"), (("VHS", "Bildung"), ("=1+1", "Soziales")), DAY, "2 Einrichtungen")

ALL = {key: reply(value) for key, value in FULL.items()}
HOSTILE = {
    "aim": reply("=HYPERLINK(A1)"),
    "notes": reply('@SUM(1)\n-1\n"x"'),
    "meetings": reply([{"day": "1900-01-01", "topic": "+49", "people": "0.1234"}]),
    "story": NOT_APPLICABLE,
}


def make_content(
    replies: Mapping[str, Reply] | None = None, questionnaire: Questionnaire = EVERY_KIND
) -> Content:
    return Content(
        stamp=STAMP,
        alliance="Hier & Da",
        wave="Welle 3: Bündnisaufbau",
        edition=1,
        due_on=DAY,
        made_at=datetime.datetime(2026, 11, 22, 10, 30, tzinfo=datetime.UTC),
        questionnaire=questionnaire,
        replies=dict(replies or {}),
        living={"actors": ACTORS} if questionnaire is EVERY_KIND else {},
    )


def read_back(data: bytes, name: str = "", questionnaire: Questionnaire = EVERY_KIND) -> dict[str, Reply]:
    """The answers in the file; fails where one does not fit or does not stand in it."""
    opened = open_file(data, name)
    assert opened.stamp == STAMP
    asked = places(questionnaire)
    found = answers_in(opened.read(asked), asked)
    assert set(found) == {place.question.key for place in asked if place.is_typed}
    misfits = [misfit for each in found.values() for misfit in each.misfits]
    assert not misfits
    return {key: each.reply for key, each in found.items() if each.reply is not None}


def assert_same(wanted: Mapping[str, Reply], found: Mapping[str, Reply]) -> None:
    for place in places(EVERY_KIND):
        if place.is_typed:
            key = place.question.key
            assert same(place, wanted.get(key), found.get(key)), (key, wanted.get(key), found.get(key))

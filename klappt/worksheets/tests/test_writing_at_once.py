"""Several researchers write in one draft at the same moment: every text is in it afterwards."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from conftest import Cast
from klappt.meetings.tests.test_writing_at_once import Together, together  # noqa: F401 - a fixture
from klappt.worksheets.models import Edition
from klappt.worksheets.services.writing import write_question
from klappt.worksheets.tests.factories import make_draft

pytestmark = pytest.mark.django_db(transaction=True)


def test_eight_at_different_questions_lose_nothing(cast: Cast, together: Together) -> None:  # noqa: F811 - the fixture
    draft = make_draft(cast.doris)
    keys = [each.key for each in draft.questionnaire.questions][:8]
    found: dict[str, str] = {}

    def writer(key: str) -> Callable[[], None]:
        seen = draft.questionnaire.question(key)
        to = replace(seen, label=f"Neu: {key}")

        def verb() -> None:
            write_question(edition=draft, key=key, seen=seen, to=to, by=cast.doris, what=key)

        return verb

    def look() -> None:
        row = Edition.objects.get(pk=draft.pk)
        found.update({each.key: each.label for each in row.questionnaire.questions})

    together([writer(key) for key in keys])
    together([look])
    assert [found[key] for key in keys] == [f"Neu: {key}" for key in keys]

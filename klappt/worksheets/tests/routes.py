import itertools
from typing import Any

from conftest import Cast
from klappt.accounts.tests.route import Route
from klappt.core.questionnaire.editing import remove_question
from klappt.core.questionnaire.reading import write_questionnaire
from klappt.worksheets.services.editions import begin_draft
from klappt.worksheets.services.writing import write
from klappt.worksheets.tests.factories import EVERY_KIND, make_draft, make_edition, make_worksheet

_numbers = itertools.count(1)
READERS = frozenset({"doris", "lars"})
WRITERS = frozenset({"doris"})


def a_worksheet(cast: Cast) -> dict[str, Any]:
    return {"key": make_worksheet(cast.doris, f"blatt-{next(_numbers)}").key}


def a_draft(cast: Cast) -> dict[str, Any]:
    key = f"entwurf-{next(_numbers)}"
    return {"key": key, "number": make_draft(cast.doris, key=key).number}


def an_edition(cast: Cast) -> dict[str, Any]:
    key = f"ausgabe-{next(_numbers)}"
    return {"key": key, "number": make_edition(cast.doris, key=key).number}


def a_second_one(cast: Cast) -> dict[str, Any]:
    first = an_edition(cast)
    worksheet = make_worksheet(cast.doris, first["key"])
    return {**first, "number": begin_draft(worksheet=worksheet, by=cast.doris).number}


def a_file(cast: Cast) -> dict[str, Any]:
    return {**an_edition(cast), "form": "json"}


def a_section(cast: Cast) -> dict[str, Any]:
    return {**a_draft(cast), "section": "building"}


def a_new_question(cast: Cast) -> dict[str, Any]:
    return {**a_section(cast), "kind": "text"}


def a_question(cast: Cast) -> dict[str, Any]:
    return {**a_draft(cast), "question": "members"}


def one_that_is_gone(cast: Cast) -> dict[str, Any]:
    second = a_second_one(cast)
    draft = make_worksheet(cast.doris, second["key"]).editions.get(number=second["number"])
    write(
        edition=draft,
        by=cast.doris,
        what="removed",
        operation=lambda newest: remove_question(newest, "aim", "Zu ungenau."),
    )
    return {**second, "question": "aim"}


ROUTES: dict[str, Route] = {
    "worksheets:list": Route(get=READERS),
    "worksheets:take_ready_made": Route(post=WRITERS),
    "worksheets:worksheet": Route(get=READERS, kwargs=a_worksheet),
    "worksheets:edition": Route(get=READERS, kwargs=an_edition),
    "worksheets:compare": Route(get=READERS, kwargs=a_second_one),
    "worksheets:download": Route(get=READERS, kwargs=a_file),
    "worksheets:preview": Route(get=READERS, post=READERS, kwargs=an_edition),
    "worksheets:add": Route(get=WRITERS, post=WRITERS, data={"title": "Neu", "key": "ganz-neu"}),
    "worksheets:bring_in": Route(
        get=WRITERS,
        post=WRITERS,
        data={"wording": write_questionnaire(EVERY_KIND), "title": "Aus einer Datei"},
    ),
    "worksheets:worksheet_edit": Route(
        get=WRITERS, post=WRITERS, kwargs=a_worksheet, data={"title": "Anders"}
    ),
    "worksheets:begin": Route(post=WRITERS, kwargs=a_worksheet),
    "worksheets:edit": Route(get=WRITERS, kwargs=a_draft),
    "worksheets:head": Route(get=WRITERS, post=WRITERS, kwargs=a_draft, data={"title": "Titel"}),
    "worksheets:section_add": Route(
        get=WRITERS, post=WRITERS, kwargs=a_draft, data={"title": "Neu", "sharing": "here"}
    ),
    "worksheets:section": Route(
        get=WRITERS, post=WRITERS, kwargs=a_section, data={"title": "Neu", "sharing": "here"}
    ),
    "worksheets:section_move": Route(post=WRITERS, kwargs=a_section, data={"way": "up"}),
    "worksheets:section_remove": Route(get=WRITERS, post=WRITERS, kwargs=a_section),
    "worksheets:question_kind": Route(get=WRITERS, kwargs=a_section),
    "worksheets:question_add": Route(
        get=WRITERS, post=WRITERS, kwargs=a_new_question, data={"label": "Was?"}
    ),
    "worksheets:question": Route(
        get=WRITERS, post=WRITERS, kwargs=a_question, data={"label": "Wie viele?", "key": "members"}
    ),
    "worksheets:question_change_kind": Route(
        get=WRITERS, post=WRITERS, kwargs=a_question, data={"kind": "text"}
    ),
    "worksheets:reworded": Route(get=WRITERS, post=WRITERS, kwargs=a_question),
    "worksheets:condition": Route(get=WRITERS, post=WRITERS, kwargs=a_question, data={"do": "clear"}),
    "worksheets:question_move": Route(post=WRITERS, kwargs=a_question, data={"way": "down"}),
    "worksheets:question_put": Route(post=WRITERS, kwargs=a_question, data={"section": "notes"}),
    "worksheets:question_copy": Route(post=WRITERS, kwargs=a_question),
    "worksheets:question_remove": Route(get=WRITERS, post=WRITERS, kwargs=a_question),
    "worksheets:gone": Route(get=WRITERS, post=WRITERS, kwargs=one_that_is_gone, data={"why": "Zu lang."}),
    "worksheets:question_back": Route(post=WRITERS, kwargs=one_that_is_gone),
    "worksheets:publish": Route(get=WRITERS, post=WRITERS, kwargs=a_draft),
    "worksheets:drop": Route(get=WRITERS, post=WRITERS, kwargs=a_draft),
}

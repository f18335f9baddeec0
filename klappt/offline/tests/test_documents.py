"""The worksheet as DOCX and ODT and back (C3)."""

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings

from conftest import Office
from klappt.core.questionnaire.values import Reply
from klappt.offline.exports.document import as_docx, as_odt
from klappt.offline.imports.assemble import answers_in
from klappt.offline.imports.open import open_file
from klappt.offline.outline.places import places
from klappt.offline.selectors.content import Content
from klappt.offline.tests.answers import replies_to
from klappt.offline.tests.factories import ALL, HOSTILE, assert_same, make_content, read_back
from klappt.sheets.refusals import RefusalKind, Refused
from klappt.sheets.tests.files import repacked
from klappt.worksheets.tests.factories import EVERY_KIND

Write = Callable[[Content], bytes]
WRITERS: dict[str, Write] = {"docx": as_docx, "odt": as_odt}
both = pytest.mark.parametrize("suffix", ["docx", "odt"])


@both
def test_what_goes_out_comes_back(suffix: str) -> None:
    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
    @given(replies=replies_to(EVERY_KIND))
    def holds(replies: dict[str, Reply]) -> None:
        assert_same(replies, read_back(WRITERS[suffix](make_content(replies))))

    holds()


@pytest.mark.process
@both
@pytest.mark.parametrize("saved_as", ["docx", "odt"])
def test_libreoffice_saves_it_and_nothing_is_lost(office: Office, suffix: str, saved_as: str) -> None:
    wanted = {**ALL, **HOSTILE}
    saved = office(WRITERS[suffix](make_content(wanted)), suffix, saved_as)
    assert_same(wanted, read_back(saved))


def edited(data: bytes, suffix: str, change: Callable[[bytes], bytes]) -> bytes:
    return repacked(data, {"word/document.xml" if suffix == "docx" else "content.xml": change})


@both
def test_without_bookmarks_the_printed_numbers_tell(suffix: str) -> None:
    bare = edited(
        WRITERS[suffix](make_content(ALL)),
        suffix,
        lambda xml: re.sub(rb"<(w:bookmark(Start|End)|text:bookmark-(start|end))\b[^>]*/>", b"", xml),
    )
    assert_same(ALL, read_back(bare))


@both
def test_without_numbers_the_bookmarks_tell(suffix: str) -> None:
    renumbered = edited(
        WRITERS[suffix](make_content(ALL)), suffix, lambda xml: re.sub(rb">\d\.\d+(\.\d+)? ", b">", xml)
    )
    assert_same(ALL, read_back(renumbered))


@both
def test_what_does_not_fit_is_said_with_its_question(suffix: str) -> None:
    wrong = edited(
        WRITERS[suffix](make_content(ALL)), suffix, lambda xml: xml.replace(b">12<", b">zw\xc3\xb6lf<")
    )
    asked = places(EVERY_KIND)
    (misfit,) = answers_in(open_file(wrong, "").read(asked), asked)["members"].misfits
    assert (misfit.where, misfit.said) == ("Frage 2.3", "zwölf")


@both
def test_files_that_mean_harm_are_refused(suffix: str) -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    with pytest.raises(Refused) as refused:
        open_file(edited(WRITERS[suffix](make_content()), suffix, lambda _xml: laughs), "")
    assert refused.value.kind is RefusalKind.ENTITIES
    with pytest.raises(Refused):
        open_file(edited(WRITERS[suffix](make_content()), suffix, lambda xml: xml[: len(xml) // 2]), "")

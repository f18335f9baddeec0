"""Whatever people type into a file, in whatever order, comes back as it was typed or is told (C3)."""

import io
import random
from collections.abc import Callable

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from klappt.core.questionnaire.replies import LONGEST_LONG_TEXT, LONGEST_TEXT
from klappt.core.questionnaire.values import given as reply
from klappt.offline.exports.document import as_docx, as_pdf
from klappt.offline.exports.workbook import as_xlsx
from klappt.offline.imports.assemble import answers_in
from klappt.offline.imports.open import open_file
from klappt.offline.outline.answers import same
from klappt.offline.outline.places import by_key, places
from klappt.offline.tests.factories import make_content
from klappt.offline.tests.test_pdf_forms import filled
from klappt.worksheets.tests.factories import EVERY_KIND

ASKED = places(EVERY_KIND)
TYPED = {"notes": "k_1_1", "aim": "k_2_1", "story": "k_2_2", "advice": "k_3_1"}
EMPTY_XLSX, EMPTY_DOCX, EMPTY_PDF = (write(make_content()) for write in (as_xlsx, as_docx, as_pdf))
SIGNS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cn", "Cc", "Co"))
LINES = st.lists(st.text(SIGNS, max_size=40), max_size=4).map("\n".join)
TEXTS = st.fixed_dictionaries({}, optional=dict.fromkeys(TYPED, LINES))
Typed = dict[str, str]


def at_random(texts: Typed) -> list[tuple[str, str]]:
    return random.Random(len(str(texts))).sample(sorted(texts.items()), len(texts))


def typed_into_xlsx(texts: Typed) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(EMPTY_XLSX))
    cells = {row[0].value: row[3] for sheet in book.worksheets for row in sheet.iter_rows(max_col=4)}
    for key, text in at_random(texts):
        cells[key].value = text
        # As after an apostrophe: a text, whatever it begins with.
        cells[key].data_type = "s"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def typed_into_docx(texts: Typed) -> bytes:
    package = docx.Document(io.BytesIO(EMPTY_DOCX))
    rows = [row for table in package.tables for row in table.rows]
    by_name = {
        str(mark.get(qn("w:name"))): row for row in rows for mark in row._tr.iter(qn("w:bookmarkStart"))
    }
    for key, text in at_random(texts):
        by_name[TYPED[key]].cells[1].text = text
    target = io.BytesIO()
    package.save(target)
    return target.getvalue()


def typed_into_pdf(texts: Typed) -> bytes:
    # A value that begins with a stroke would be a name there, as of a box that is ticked.
    return filled(EMPTY_PDF, {TYPED[key]: f" {text}" for key, text in at_random(texts)})


HARD = {
    "notes": "x" * 30_000,
    "aim": "=SUMME(A1:A9)",
    "story": "Größe 👩\u200d👩\u200d👧 ß\n\n– Zeile drei",
    "advice": "مرحبا بكم in Köln \u200fשלום\u200f",
}
FITS = {"notes": "y" * LONGEST_LONG_TEXT, "aim": "z" * LONGEST_TEXT}


@pytest.mark.parametrize(
    "typed", [typed_into_xlsx, typed_into_docx, typed_into_pdf], ids=["xlsx", "docx", "pdf"]
)
def test_it_comes_back_or_is_told(typed: Callable[[Typed], bytes]) -> None:
    @settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @example(texts=HARD)
    @example(texts=FITS)
    @given(texts=TEXTS)
    def holds(texts: Typed) -> None:
        found = answers_in(open_file(typed(texts), "").read(ASKED), ASKED)
        for key, text in texts.items():
            answer, place = found[key], by_key(ASKED)[key]
            longest = LONGEST_TEXT if key == "aim" else LONGEST_LONG_TEXT
            if len(text.strip()) > longest:
                assert answer.reply is None
                assert answer.misfits[0].where
            else:
                assert same(place, answer.reply, reply(text)), (key, text, answer)

    holds()

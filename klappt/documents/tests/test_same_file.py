"""A document with a day of its own is the same PDF whenever it is made."""

import datetime
from dataclasses import replace

from klappt.documents.model import Document, Paragraph
from klappt.documents.pdf import as_pdf

DAY = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)


def test_the_moment_it_was_written_stands_in_it() -> None:
    document = Document(title="Beleg", blocks=(Paragraph("Abgegeben."),), written=DAY)
    assert b"D:20260102030405" in as_pdf(document)
    assert as_pdf(document) == as_pdf(document)
    assert as_pdf(replace(document, written=DAY.replace(year=2027))) != as_pdf(document)

"""The worksheet as a text document, as a PDF to fill in, and on paper."""

from dataclasses import replace

from klappt.documents.docx import as_docx as docx_bytes
from klappt.documents.model import Document
from klappt.documents.odt import as_odt as odt_bytes
from klappt.documents.pdf import as_pdf as pdf_bytes
from klappt.documents.typography import typeset
from klappt.offline.outline.signs import as_properties
from klappt.offline.selectors.content import Content
from klappt.offline.words.document import as_document


def as_docx(content: Content) -> bytes:
    return docx_bytes(_with_signs(content))


def as_odt(content: Content) -> bytes:
    return odt_bytes(_with_signs(content))


def as_pdf(content: Content) -> bytes:
    return pdf_bytes(as_document(content))


def on_paper(content: Content) -> bytes:
    """To be printed and filled in with a pen."""
    return pdf_bytes(as_document(content, on_paper=True), fillable=False)


def _with_signs(content: Content) -> Document:
    """Signs are of the texts as they are set: that is how they come back."""
    document = typeset(as_document(content))
    return replace(document, properties=as_properties(document))

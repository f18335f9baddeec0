"""Tagged PDF (PDF/UA-1): a screen reader finds title, language, headings, lists and the heads of tables."""

import json
from dataclasses import asdict
from pathlib import Path

import typst

from klappt.documents.glyphs import every_font, latin_only, without_unshown
from klappt.documents.model import Block, Document, Table
from klappt.documents.typography import changed, typeset
from klappt.documents.words import words

_TEMPLATE = Path(__file__).with_name("document.typ")


def as_pdf(document: Document) -> bytes:
    """The bytes of the file.

    The texts reach the typesetter as data: none of them can be a command. A sign that no font can show stands
    as a question mark in a lozenge.
    """
    document = typeset(document)
    try:
        return _compiled(document)
    except typst.TypstError:
        return _with_what_can_be_shown(document)


def _with_what_can_be_shown(document: Document) -> bytes:
    try:
        return _compiled(changed(document, without_unshown), every_font())
    except typst.TypstError:
        return _compiled(changed(document, latin_only))


def _compiled(document: Document, fonts: typst.Fonts | None = None) -> bytes:
    data = {
        **asdict(document),
        "blocks": [_block(block) for block in document.blocks],
        "words": asdict(words(document.language)),
    }
    return typst.compile(
        _TEMPLATE,
        format="pdf",
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        font_paths=fonts or [],
        sys_inputs={"data": json.dumps(data)},
    )


def _block(block: Block) -> dict[str, object]:
    shown = {"kind": type(block).__name__.lower(), **asdict(block)}
    if isinstance(block, Table):
        shown["widths"] = block.widths or (1,) * len(block.head)
    return shown

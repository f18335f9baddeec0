"""Tagged PDF (PDF/UA-1): a screen reader finds title, language, headings, lists and the heads of tables."""

import json
from dataclasses import asdict, replace
from pathlib import Path

import typst

from klappt.documents.glyphs import every_font, latin_only, without_unshown
from klappt.documents.model import Block, Document, Entry, EntryTable, Form, Table
from klappt.documents.pdf_forms import height_of, with_entries
from klappt.documents.typography import changed, typeset
from klappt.documents.words import words

_TEMPLATE = Path(__file__).with_name("document.typ")


def as_pdf(document: Document, *, fillable: bool = True) -> bytes:
    """The bytes of the file. Places to write in are fields; unless `fillable`, boxes for a pen.

    The texts reach the typesetter as data: none of them can be a command. A sign that no font can show stands
    as a question mark in a lozenge.
    """
    document = typeset(document)
    with_fields = fillable and document.has_entries
    made = _made(document, fillable=with_fields)
    return with_entries(made, document) if with_fields else made


def _made(document: Document, *, fillable: bool) -> bytes:
    try:
        return _compiled(document, fillable=fillable)
    except typst.TypstError:
        return _with_what_can_be_shown(document, fillable=fillable)


def _with_what_can_be_shown(document: Document, *, fillable: bool) -> bytes:
    try:
        return _compiled(changed(document, without_unshown), every_font(), fillable=fillable)
    except typst.TypstError:
        return _compiled(changed(document, latin_only), fillable=fillable)


def _compiled(document: Document, fonts: typst.Fonts | None = None, *, fillable: bool) -> bytes:
    data = {
        **asdict(replace(document, written=None)),
        "blocks": [_block(block) for block in document.blocks],
        "words": asdict(words(document.language)),
        "fillable": fillable,
    }
    return typst.compile(
        _TEMPLATE,
        format="pdf",
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        font_paths=fonts or [],
        sys_inputs={"data": json.dumps(data)},
        timestamp=int(document.written.timestamp()) if document.written else None,
    )


def _block(block: Block) -> dict[str, object]:
    shown = {"kind": type(block).__name__.lower(), **asdict(block)}
    if isinstance(block, Table | EntryTable):
        shown["widths"] = block.widths or (1,) * len(block.head)
    if isinstance(block, Form):
        shown["entries"] = [_entry(entry) for entry in block.entries]
    if isinstance(block, EntryTable):
        shown["rows"] = [[_entry(entry) for entry in row] for row in block.rows]
    return shown


def _entry(entry: Entry) -> dict[str, object]:
    """Without what stands in it: that belongs to the field, which every program draws by itself."""
    return {
        "name": entry.name,
        "label": entry.label,
        "kind": entry.kind,
        "choices": entry.choices,
        "height": height_of(entry),
    }

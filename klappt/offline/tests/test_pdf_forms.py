"""The worksheet as a fillable, tagged PDF and back; and the empty one on paper (C3)."""

import io
from collections.abc import Callable

import pikepdf
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as by_chance

from klappt.core.questionnaire.values import Reply, given
from klappt.offline.exports.document import as_pdf, on_paper
from klappt.offline.imports.open import open_file
from klappt.offline.outline.places import places
from klappt.offline.tests.answers import replies_to
from klappt.offline.tests.factories import ALL, HOSTILE, assert_same, make_content, read_back
from klappt.sheets.refusals import RefusalKind, Refused
from klappt.worksheets.tests.factories import EVERY_KIND


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@by_chance(replies=replies_to(EVERY_KIND))
def test_what_goes_out_comes_back(replies: dict[str, Reply]) -> None:
    assert_same(replies, read_back(as_pdf(make_content(replies))))


def test_hostile_texts_stay_texts() -> None:
    wanted = {**ALL, **HOSTILE, "aim": given("(x) Tj /JS (alert)")}
    made = as_pdf(make_content(wanted))
    assert_same(wanted, read_back(made))
    assert b"/JavaScript" not in made


def filled(made: bytes, fields: dict[str, str]) -> bytes:
    """As a program for PDF forms would save it."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(made)) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            if str(field.T) in fields:
                value = fields[str(field.T)]
                field.V = pikepdf.Name(value) if value.startswith("/") else pikepdf.String(value)
        pdf.save(target)
    return target.getvalue()


def test_what_is_filled_in_is_read() -> None:
    made = filled(
        as_pdf(make_content()),
        {"k_2_1": "Wohnen", "k_2_2_0": "/Yes", "k_2_7_2": "/Yes", "k_2_9_3": "1", "k_2_11_2r2": "Treffen"},
    )
    found = read_back(made)
    assert found["aim"] == given("Wohnen")
    assert not found["story"].value
    assert found["fields"] == given(["work"])
    assert found["topics"] == given(["training"])
    assert found["meetings"] == given([{"topic": "Treffen"}])


def test_german_signs_come_back_as_they_were_typed() -> None:
    typed = "Größe der „Brücke“ – 5 €, Çelik’s Straße…"
    assert read_back(filled(as_pdf(make_content()), {"k_2_1": typed}))["aim"] == given(typed)


def test_notes_upon_the_pages_are_shown_with_the_field_beside_them() -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(as_pdf(make_content(ALL)))) as pdf:
        page = next(
            page for page in pdf.pages if any(str(one.get("/T", "")) == "k_2_3" for one in page.Annots)
        )
        field = next(one for one in page.Annots if str(one.get("/T", "")) == "k_2_3")
        for kind, text in (
            ("/Text", "Bitte prüfen"),
            ("/FreeText", " "),
            ("/Popup", "Bitte prüfen"),
            ("/Ink", ""),
        ):
            note = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name(kind),
                Rect=[float(edge) for edge in field.Rect],
                Contents=pikepdf.String(text),
                T=pikepdf.String("Ceren"),
            )
            page.Annots.append(pdf.make_indirect(note))
        number = page.index + 1
        pdf.save(target)
    found = open_file(target.getvalue(), "").read(places(EVERY_KIND)).strays
    assert [(each.where, each.near) for each in found] == [
        (f"Notiz von Ceren auf Seite {number}", "members")
    ] * 2
    assert [each.text for each in found] == [
        "Bitte prüfen",
        "Etwas Gezeichnetes, Gestempeltes oder Angehängtes. klappt kann es nicht lesen.",
    ]
    assert open_file(as_pdf(make_content(ALL)), "").read(places(EVERY_KIND)).strays == []


def test_fields_of_ones_own_and_long_texts_kept_as_streams() -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(as_pdf(make_content(ALL)))) as pdf:
        fields = pdf.Root.AcroForm.Fields
        for field in fields:
            if str(field.T) == "k_2_1":
                field.V = pikepdf.Stream(pdf, "Größe der „Brücke“".encode("utf-16"))
        own = pikepdf.Dictionary(
            T=pikepdf.String("Mein Feld"), FT=pikepdf.Name.Tx, V=pikepdf.String("Frist?")
        )
        fields.append(pdf.make_indirect(own))
        pdf.save(target)
    assert read_back(target.getvalue())["aim"] == given("Größe der „Brücke“")
    (found,) = open_file(target.getvalue(), "").read(places(EVERY_KIND)).strays
    assert (found.where, found.text) == ("Feld „Mein Feld“ des Formulars", "Frist?")


def test_every_field_is_tagged_named_and_said() -> None:
    with pikepdf.open(io.BytesIO(as_pdf(make_content(ALL)))) as pdf:
        fields = list(pdf.Root.AcroForm.Fields)
        assert len(fields) > 30
        assert all(str(field.TU) and "/StructParent" in field for field in fields)
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("de")
        tagged = [each for each in pdf.objects if is_form(each)]
        assert len(tagged) == len(fields)
        assert not any(annotation.Subtype == "/Link" for page in pdf.pages for annotation in page.Annots)
        assert all(page.obj.Tabs == "/S" for page in pdf.pages)
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def is_form(each: pikepdf.Object) -> bool:
    return isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Form"


def test_on_paper_there_is_nothing_to_click() -> None:
    with pikepdf.open(io.BytesIO(on_paper(make_content()))) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert not any(page.get("/Annots") for page in pdf.pages)


def locked(made: bytes) -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(made)) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(owner="a", user="b"))
    return target.getvalue()


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (lambda _made: b"%PDF-1.7\n%%EOF", RefusalKind.DAMAGED),
        (locked, RefusalKind.ENCRYPTED),
    ],
)
def test_broken_and_locked_files_are_refused(change: Callable[[bytes], bytes], kind: RefusalKind) -> None:
    with pytest.raises(Refused) as refused:
        open_file(change(as_pdf(make_content())), "")
    assert refused.value.kind is kind


def test_half_a_file_brings_no_answers() -> None:
    made = as_pdf(make_content(ALL))
    assert open_file(made[: len(made) // 3], "").stamp is None


def test_a_pdf_without_fields_is_no_worksheet() -> None:
    target = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(target)
    assert open_file(target.getvalue(), "").stamp is None

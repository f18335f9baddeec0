"""A form explains itself: what is asked, what is optional, what is wrong and where."""

import re

import pytest
from django import forms
from django.http import QueryDict

from klappt.ui.forms import KernRenderer, show_instead


class Invitation(forms.Form):
    name = forms.CharField(label="Name", help_text="As on the letterhead")
    since = forms.DateField(label="Since", required=False)
    ways = forms.MultipleChoiceField(
        label="Ways", choices=[("mail", "by mail")], widget=forms.CheckboxSelectMultiple, required=False
    )
    agreed = forms.BooleanField(label="Agreed")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, renderer=KernRenderer(), **kwargs)


def element(html: str, pattern: str) -> str:
    found = re.search(pattern, html)
    assert found, pattern
    return found.group(0)


def test_hint_and_error_are_tied_to_the_control() -> None:
    control = element(str(Invitation({})), r'<input[^>]*name="name"[^>]*>')
    assert 'aria-describedby="id_name_helptext id_name_error"' in control
    assert 'aria-invalid="true"' in control
    assert 'class="control"' in control


def test_only_what_is_optional_is_marked() -> None:
    html = str(Invitation())
    assert "field__optional" in element(html, r"<label[^>]*>Since.*?</label>")
    assert "field__optional" not in element(html, r"<label[^>]*>Name.*?</label>")


def test_the_summary_leads_to_each_field() -> None:
    html = str(Invitation({"ways": ["by pigeon"]}))
    summary = html[html.index("notice--danger") : html.index('name="name"')]
    for target in ("#id_name", "#id_ways", "#id_agreed"):
        assert f'href="{target}"' in summary
        assert f'id="{target[1:]}"' in html


def test_a_form_without_mistakes_has_no_summary() -> None:
    assert "notice--danger" not in str(Invitation())


def test_a_date_speaks_iso_to_the_browsers_picker() -> None:
    control = element(str(Invitation({"since": "2026-11-22"})), r'<input[^>]*name="since"[^>]*>')
    assert 'type="date"' in control
    assert 'value="2026-11-22"' in control


def test_what_was_typed_is_still_there_after_a_mistake() -> None:
    assert 'value="Aylin"' in str(Invitation({"name": "Aylin"}))


def test_a_group_of_boxes_has_one_name_for_all() -> None:
    group = element(str(Invitation()), r"(?s)<fieldset.*?</fieldset>")
    assert "<legend>Ways" in group
    assert 'class="tick"' in group


@pytest.mark.parametrize("language", ["de", "en"])
def test_djangos_own_sentences_are_said_our_way(language: str) -> None:
    from django.utils.translation import override

    with override(language):
        said = str(Invitation({}).errors["name"])
    assert {"de": "Bitte ausfüllen.", "en": "This field is required."}[language] in said


@pytest.mark.parametrize("prefix", [None, "second"])
def test_one_field_is_shown_anew_and_the_others_as_typed(prefix: str | None) -> None:
    before = f"{prefix}-" if prefix else ""
    typed = QueryDict(f"{before}name=Alma&{before}ways=mail&{before}ways=by+pigeon")
    form = Invitation(typed, prefix=prefix)
    show_instead(form, "name", "Bernd")
    assert form["name"].value() == "Bernd"
    assert form["ways"].value() == ["mail", "by pigeon"]
    assert typed[f"{before}name"] == "Alma"

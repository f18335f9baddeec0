"""A verb is done once the form holds; what is refused stands where it can be mended."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from klappt.ui.verbs import carried_out, made_with, put_into


class EndForm(forms.Form):
    on = forms.DateField()


def refuse() -> None:
    raise ValidationError({"valid_until": "Too early.", "institution": "Not this one."})


def test_nothing_is_done_while_the_form_is_only_shown() -> None:
    assert not carried_out(EndForm(), pytest.fail)


def test_nothing_is_done_with_a_form_that_does_not_hold() -> None:
    form = EndForm({"on": "soon"})
    assert not carried_out(form, pytest.fail)
    assert "on" in form.errors


def test_what_was_made_is_given_back() -> None:
    form = EndForm({"on": "2026-11-22"})
    assert made_with(form, lambda: form.cleaned_data["on"].year) == 2026


def test_even_an_empty_answer_is_something_made() -> None:
    assert made_with(EndForm({"on": "2026-11-22"}), list) == []


def test_a_refusal_stands_at_the_field_that_asks_for_it_or_above_the_form() -> None:
    form = EndForm({"on": "2026-11-22"})
    assert not carried_out(form, refuse, {"valid_until": "on"})
    assert form.errors["on"] == ["Too early."]
    assert form.non_field_errors() == ["Not this one."]


def test_a_refusal_without_a_field_stands_above_the_form() -> None:
    form = EndForm({"on": "2026-11-22"})
    put_into(form, ValidationError("It has ended already."))
    assert form.non_field_errors() == ["It has ended already."]

"""Keys in a request are whatever somebody writes there."""

import pytest
from django import forms

from klappt.accounts.models import User
from klappt.ui.choices import RowsField, let_choose, let_choose_rows

pytestmark = pytest.mark.django_db
HUGE = ["99999999999999999999999", "-99999999999999999999999", "9223372036854775808", "9" * 5000]


@pytest.fixture
def alma() -> User:
    return User.objects.create(email="alma@example.org")


@pytest.mark.parametrize("key", HUGE)
def test_a_number_the_database_cannot_hold_is_an_unknown_choice(alma: User, key: str) -> None:
    field = RowsField(queryset=User.objects.all())
    with pytest.raises(forms.ValidationError):
        field.clean([str(alma.pk), key])


def test_what_there_is_is_found(alma: User) -> None:
    assert list(RowsField(queryset=User.objects.all()).clean([str(alma.pk)])) == [alma]


@pytest.mark.parametrize("key", HUGE)
def test_a_single_choice_refuses_it_by_itself(alma: User, key: str) -> None:
    field = forms.ModelChoiceField(queryset=User.objects.exclude(pk=0))
    with pytest.raises(forms.ValidationError):
        field.clean(key)


class PickForm(forms.Form):
    way = forms.ChoiceField()
    person: forms.ModelChoiceField[User] = forms.ModelChoiceField(queryset=None)
    note = forms.CharField()


def test_what_can_be_chosen_is_said_when_the_form_is_opened(alma: User) -> None:
    form = PickForm({"way": "b", "person": str(alma.pk), "note": "x"})
    let_choose(form, "way", (each for each in [("a", "A"), ("b", "B")]))
    let_choose_rows(form, "person", User.objects.all(), called=lambda user: f"<{user.email}>")
    assert form.is_valid()
    assert form.cleaned_data["person"] == alma
    assert "&lt;alma@example.org&gt;" in str(form["person"])
    assert PickForm.base_fields["way"].choices == []


def test_a_field_without_choices_is_a_mistake_that_shows() -> None:
    with pytest.raises(TypeError, match="note"):
        let_choose(PickForm(), "note", [])
    with pytest.raises(TypeError, match="way"):
        let_choose_rows(PickForm(), "way", User.objects.all())

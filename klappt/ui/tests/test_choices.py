"""Keys in a request are whatever somebody writes there."""

import pytest
from django import forms

from klappt.accounts.models import User
from klappt.ui.choices import RowsField

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

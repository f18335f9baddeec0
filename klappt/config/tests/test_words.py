"""What the history may show has a word for people: no column name of the database ever stands on a page."""

import pytest
from django.apps import apps
from django.db.models import ForeignKey, Model
from django.utils.functional import Promise

from klappt.alliances.models.scoped import Scoped
from klappt.alliances.selectors.wording import Words
from klappt.audit.models import Audited


def shown_in_a_history() -> list[type[Model]]:
    return [model for model in apps.get_models() if issubclass(model, Audited) and issubclass(model, Scoped)]


@pytest.mark.parametrize("model", shown_in_a_history(), ids=lambda model: model.__name__)
def test_everything_has_a_word(model: type[Audited]) -> None:
    words = Words([])
    assert isinstance(model._meta.verbose_name, Promise)
    nameless = [
        field.name
        for field in model._meta.concrete_fields
        if not isinstance(field, ForeignKey)  # called like what it points to
        and field.attname not in model.never_noted
        and not words.is_technical(model, field.attname)
        and not isinstance(field.verbose_name, Promise)
    ]
    assert not nameless

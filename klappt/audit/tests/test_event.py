"""Every change has a who and a when, and says what was there before."""

import pytest

from conftest import Cast
from klappt.actors.models import Institution
from klappt.actors.tests.factories import make_institution
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import SET_UP, set_up
from klappt.audit.models import Change, Event
from klappt.audit.services import event, forget


def test_a_change_keeps_old_and_new(cast: Cast) -> None:
    institution = make_institution(cast.alliance, "VHS")
    with scope(cast.alliance), event(SET_UP, by=cast.alma, alliance=cast.alliance):
        found = Institution.objects.get(pk=institution.pk)
        found.name = "Volkshochschule"
        found.save()
    latest = Event.objects.first()
    assert latest is not None
    assert (latest.by, latest.alliance_id) == (cast.alma, cast.alliance.pk)
    assert latest.changes.get().fields == {"name": ["VHS", "Volkshochschule"]}


def test_changing_many_at_once_is_noted_row_by_row(cast: Cast) -> None:
    make_institution(cast.alliance, "A")
    make_institution(cast.alliance, "B")
    with set_up(cast.alliance):
        Institution.objects.update(note="geprüft")
    latest = Event.objects.first()
    assert latest is not None
    assert [c.fields for c in latest.changes.all()] == [{"note": ["", "geprüft"]}] * 2


def test_an_inner_event_joins_the_outer_one(cast: Cast) -> None:
    before = Event.objects.count()
    with set_up(cast.alliance), event(SET_UP, by=cast.alma, alliance=cast.alliance):
        Institution.objects.create(alliance=cast.alliance, name="A")
    assert Event.objects.count() == before + 1


def test_what_fails_leaves_neither_rows_nor_event(cast: Cast) -> None:
    before = Event.objects.count()
    with pytest.raises(RuntimeError), set_up(cast.alliance):
        Institution.objects.create(alliance=cast.alliance, name="A")
        raise RuntimeError
    assert Event.objects.count() == before


def test_forgetting_reaches_the_history(cast: Cast) -> None:
    institution = make_institution(cast.alliance, "VHS")
    forget(model="actors.institution", object_ids=[str(institution.pk)])
    assert not Change.objects.filter(label__contains="VHS").exists()


def test_a_number_that_happens_to_be_the_rows_own_is_kept(cast: Cast) -> None:
    with set_up(cast.alliance):
        institution = Institution.objects.create(alliance=cast.alliance, name="A", pk=77, position=77)
    created = Change.objects.get(model="actors.institution", object_id=str(institution.pk))
    assert created.fields["position"] == [None, 77]
    assert "id" not in created.fields

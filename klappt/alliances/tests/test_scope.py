"""Tenancy fails closed: without a scope nothing answers, with one nothing else does."""

import pytest

from conftest import Cast
from klappt.actors.models import ContactPerson, Institution
from klappt.actors.tests.factories import make_institution
from klappt.alliances.scope import NoScope, OutsideScope, every_alliance, one_look, read_once, scope
from klappt.alliances.tests.factories import set_up
from klappt.audit.recorder import NoEventOpen


def test_without_scope_nothing_answers(cast: Cast) -> None:
    with pytest.raises(NoScope):
        Institution.objects.all()


def test_a_scope_shows_its_own_alliance_only(cast: Cast) -> None:
    make_institution(cast.other_alliance, "JMD Dort")
    here = make_institution(cast.alliance, "JMD Hier")
    with scope(cast.alliance):
        assert list(Institution.objects.all()) == [here]


def test_relations_are_scoped_too(cast: Cast) -> None:
    there = make_institution(cast.other_alliance)
    with scope(cast.alliance):
        assert not there.contacts.exists()
    with pytest.raises(NoScope):
        there.contacts.all()


def test_a_row_of_another_alliance_cannot_be_written(cast: Cast) -> None:
    with set_up(cast.alliance), pytest.raises(OutsideScope):
        Institution(alliance=cast.other_alliance, name="Trojaner").save()
    with set_up(cast.alliance), pytest.raises(OutsideScope):
        Institution.objects.bulk_create([Institution(alliance=cast.other_alliance, name="Trojaner")])


def test_a_row_cannot_point_into_another_alliance(cast: Cast) -> None:
    there = make_institution(cast.other_alliance)
    with set_up(cast.alliance), pytest.raises(OutsideScope):
        ContactPerson(alliance=cast.alliance, institution_id=there.pk, phone="0211 1").save()


def test_a_scope_can_be_narrowed_but_not_exchanged(cast: Cast) -> None:
    with every_alliance(reason="test"), scope(cast.alliance):
        assert not Institution.objects.exists()
    with scope(cast.alliance), pytest.raises(OutsideScope), scope(cast.other_alliance):
        pass


def test_several_alliances_need_a_reason(cast: Cast) -> None:
    with pytest.raises(ValueError, match="reason"), scope(alliances=[cast.alliance]):
        pass


def test_nothing_is_written_without_an_event(cast: Cast) -> None:
    there = make_institution(cast.alliance)
    with scope(cast.alliance):
        for write in (
            there.save,
            there.delete,
            Institution.objects.all().delete,
            lambda: Institution.objects.update(name="x"),
        ):
            with pytest.raises(NoEventOpen):
                write()


def test_parts_of_one_page_read_once_and_the_next_page_reads_anew(cast: Cast) -> None:
    @read_once
    def names(start: str) -> list[str]:
        rows = Institution.objects.filter(name__startswith=start).order_by("pk")
        return [each.name for each in rows]

    make_institution(cast.alliance, "JMD")
    with scope(cast.alliance):
        with one_look():
            assert names("J") == names("J") == ["JMD"]
            assert names("V") == []
            make_institution(cast.alliance, "Jobcenter")
            assert names("J") == ["JMD"]
        with one_look():
            assert names("J") == ["JMD", "Jobcenter"]
        make_institution(cast.alliance, "JGH")
        assert names("J") == ["JMD", "Jobcenter", "JGH"]


def test_what_was_read_of_one_alliance_is_not_given_to_another(cast: Cast) -> None:
    @read_once
    def count() -> int:
        return int(Institution.objects.count())

    make_institution(cast.alliance, "JMD")
    with one_look():
        with scope(cast.alliance):
            assert count() == 1
        with scope(cast.other_alliance):
            assert count() == 0
        with pytest.raises(NoScope):
            count()

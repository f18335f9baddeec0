"""Adding, changing and removing entries of the actor table (A12)."""

import pytest
from django.core.exceptions import ValidationError

from conftest import Cast
from klappt.actors.enums import Field, Tick
from klappt.actors.models import ContactPerson, Institution, InstitutionType
from klappt.actors.services.contacts import Contact, set_contacts
from klappt.actors.services.institutions import (
    add_institution,
    add_type,
    change_institution,
    change_many,
    remove_institution,
)
from klappt.actors.tests.factories import make_contact, make_institution
from klappt.alliances.scope import scope
from klappt.audit.models import Change, Event


def test_a_new_entry_stands_at_the_end_with_its_contacts(cast: Cast) -> None:
    make_institution(cast.alliance, "JMD")
    with scope(cast.alliance):
        add_institution(
            alliance=cast.alliance,
            by=cast.alma,
            name="  Jobcenter ",
            field=Field.WORK,
            contacts=[Contact(name="N. Yilmaz", phone="0211 1"), Contact()],
        )
        names = [each.name for each in Institution.objects.all()]
        people = [str(each) for each in ContactPerson.objects.all()]
    assert (names, people) == (["JMD", "Jobcenter"], ["N. Yilmaz"])


def test_adding_is_one_event_that_names_everything(cast: Cast) -> None:
    before = Event.objects.count()
    with scope(cast.alliance):
        add_institution(alliance=cast.alliance, by=cast.alma, name="Jobcenter", contacts=[make_contact()])
    latest = Event.objects.first()
    assert latest is not None
    assert (Event.objects.count(), latest.verb, latest.by) == (
        before + 1,
        "actors.institution_added",
        cast.alma,
    )
    assert [each.model for each in latest.changes.all()] == ["actors.institution", "actors.contactperson"]


@pytest.mark.parametrize(
    ("values", "column"),
    [({"name": " "}, "name"), ({"name": "x", "field": "sports"}, "field"), ({"name": "x" * 201}, "name")],
)
def test_what_does_not_fit_is_said_by_column_and_not_stored(
    cast: Cast, values: dict[str, str], column: str
) -> None:
    with scope(cast.alliance):
        with pytest.raises(ValidationError) as caught:
            add_institution(alliance=cast.alliance, by=cast.alma, **values)  # type: ignore[arg-type] # the values fit the names they are given under
        assert column in caught.value.message_dict
        assert not Institution.objects.exists()


def test_changing_leaves_alone_what_somebody_else_wrote_meanwhile(cast: Cast) -> None:
    institution = make_institution(cast.alliance)
    with scope(cast.alliance):
        stale = Institution.objects.get(pk=institution.pk)
        change_institution(institution=institution, by=cast.alma, note="hat Räume")
        change_institution(institution=stale, by=cast.alma, website="https://example.org")
        now = Institution.objects.get(pk=institution.pk)
    assert (now.note, now.website) == ("hat Räume", "https://example.org")


def test_a_change_that_changes_nothing_is_no_event(cast: Cast) -> None:
    institution = make_institution(cast.alliance, note="da")
    before = Event.objects.count()
    with scope(cast.alliance):
        change_institution(institution=institution, by=cast.alma, note=" da ")
    assert Event.objects.count() == before


def test_many_at_once_are_one_event(cast: Cast) -> None:
    rows = [make_institution(cast.alliance, name) for name in ("A", "B")]
    before = Event.objects.count()
    with scope(cast.alliance):
        assert change_many(institutions=rows, by=cast.alma, forum_planned=Tick.YES) == 2
        assert Institution.objects.filter(forum_planned=Tick.YES).count() == 2
    assert Event.objects.count() == before + 1


def test_removing_keeps_every_value_in_the_history(cast: Cast) -> None:
    institution = make_institution(cast.alliance, contacts=[make_contact(name="N. Yilmaz")])
    with scope(cast.alliance):
        remove_institution(institution=institution, by=cast.alma)
        assert not Institution.objects.exists()
    removed = Change.objects.filter(kind="deleted", model="actors.contactperson").get()
    assert removed.fields["name"] == ["N. Yilmaz", None]


def test_a_known_contact_keeps_its_row(cast: Cast) -> None:
    institution = make_institution(cast.alliance, contacts=[make_contact(name="N. Yilmaz")])
    with scope(cast.alliance):
        before = institution.contacts.get()
        set_contacts(
            institution=institution,
            contacts=[Contact(name="Neu"), Contact(name="N. Yilmaz", phone="0211 2")],
            by=cast.alma,
        )
        rows = list(institution.contacts.all())
    assert [each.name for each in rows] == ["Neu", "N. Yilmaz"]
    assert (rows[1].pk, rows[1].phone) == (before.pk, "0211 2")


@pytest.mark.parametrize("query", ["munchen", "muenchen", "MÜNCHEN", "jmd", "Jugendmigrationsdienst", "yilm"])
def test_search_forgives_umlauts_and_abbreviations(cast: Cast, query: str) -> None:
    make_institution(cast.alliance, "Jobcenter")
    found = make_institution(cast.alliance, "JMD München", contacts=[make_contact(name="N. Yılmaz Yilmaz")])
    with scope(cast.alliance):
        assert list(Institution.objects.all().matching(query)) == [found]


def test_search_knows_contacts_that_are_gone_no_longer(cast: Cast) -> None:
    institution = make_institution(cast.alliance, contacts=[make_contact(name="N. Yilmaz")])
    with scope(cast.alliance):
        set_contacts(institution=institution, contacts=[], by=cast.alma)
        assert not Institution.objects.all().matching("yilmaz").exists()


def test_an_alliance_adds_a_type_once(cast: Cast) -> None:
    with scope(cast.alliance):
        own = add_type(alliance=cast.alliance, label="Sportverein", by=cast.alma)
        assert add_type(alliance=cast.alliance, label=" sportverein ", by=cast.alma) == own
        assert add_type(alliance=cast.alliance, label="Jobcenter", by=cast.alma).key == "jobcenter"
    with scope(cast.other_alliance):
        assert not InstitutionType.objects.filter(own_label="Sportverein").exists()

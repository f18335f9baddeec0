"""What was carried on, by member and field, kindly: nobody is ranked, who is missing is invited (A10)."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.accounts.models import User
from klappt.actors.enums import Field
from klappt.actors.tests.factories import make_institution
from klappt.alliances.scope import scope
from klappt.audit.models import Event
from klappt.bodies.tests.factories import make_body, make_seat
from klappt.measures.models import Carried
from klappt.measures.tests.factories import in_days, make_carried, make_measure

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def page(cast: Cast, name: str = "carried", *rest: int) -> str:
    return reverse(f"measures:{name}", args=[cast.alliance.key, *rest])


def test_fields_with_news_are_counted_and_the_others_invited(cast: Cast, sign_in: SignIn) -> None:
    body = make_body(cast)
    jmd = make_institution(cast.alliance, "JMD", field=Field.MIGRATION)
    make_seat(cast, body, jmd, holder="Ceren", email="ceren@example.org")
    make_seat(cast, body, make_institution(cast.alliance, "Jobcenter", field=Field.WORK))
    make_carried(cast, jmd)
    response = sign_in(cast.ceren).get(page(cast))
    assert response.context["reached"] == 1
    assert response.context["own"] == jmd
    shown = {
        f.field: [(h.institution.name, len(h.notes)) for h in f.houses] for f in response.context["fields"]
    }
    assert shown == {"migration": [("JMD", 1)], "work": [("Jobcenter", 0)], "social": [], "education": []}
    assert "Von 4 Bereichen hat 1 etwas weitergetragen." in response.content.decode()


def test_a_note_keeps_the_field_the_institution_had(cast: Cast) -> None:
    jmd = make_institution(cast.alliance, "JMD", field=Field.MIGRATION)
    assert make_carried(cast, jmd).field == Field.MIGRATION


def test_a_sentence_is_enough_and_the_result_it_came_from_goes_along(cast: Cast, sign_in: SignIn) -> None:
    measure, jmd = make_measure(cast), make_institution(cast.alliance, "JMD")
    browser = sign_in(cast.ceren)
    shown = browser.get(f"{page(cast, 'carry')}?ergebnis={measure.pk}").content.decode()
    assert f'<option value="{measure.pk}" selected>' in shown
    data = {"what": "Im Team vorgestellt", "on": in_days(0), "institution": jmd.pk, "outcome": measure.pk}
    assert browser.post(page(cast, "carry"), data).status_code == 302
    with scope(cast.alliance):
        row = Carried.objects.get()
    assert (row.what, row.by, row.outcome_id) == ("Im Team vorgestellt", cast.ceren, measure.pk)
    assert Event.objects.filter(verb="measures.carried_on").exists()


@pytest.mark.parametrize("number", ["x", "9" * 40, "-1", ""])
def test_a_number_that_is_none_only_leaves_the_field_empty(cast: Cast, sign_in: SignIn, number: str) -> None:
    response = sign_in(cast.ceren).get(f"{page(cast, 'carry')}?ergebnis={number}&treffen={number}")
    assert response.status_code == 200


def test_only_whoever_wrote_it_and_the_coordination_change_it(cast: Cast, sign_in: SignIn) -> None:
    note = make_carried(cast)
    for user, status in ((cast.bernd, 403), (cast.paula, 403), (cast.emil, 404), (cast.alma, 200)):
        assert sign_in(user).get(page(cast, "carried_edit", note.pk)).status_code == status
    assert sign_in(cast.bernd).post(page(cast, "carried_remove", note.pk)).status_code == 403
    assert sign_in(cast.ceren).post(page(cast, "carried_remove", note.pk)).status_code == 302
    with scope(cast.alliance):
        assert not Carried.objects.exists()


def test_an_institution_of_another_alliance_cannot_be_chosen(cast: Cast, sign_in: SignIn) -> None:
    theirs = make_institution(cast.other_alliance, "Fremd")
    data = {"what": "x", "on": in_days(0), "institution": theirs.pk}
    assert sign_in(cast.ceren).post(page(cast, "carry"), data).status_code == 422

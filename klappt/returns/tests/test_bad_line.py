"""What the server does for a bad line: it says when a text is stored, and nobody clashes with themselves."""

from typing import Any

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.core.questionnaire.values import given
from klappt.returns.models import Answer, Clash, Return
from klappt.returns.services.answers import save_answer
from klappt.returns.tests.factories import make_return


def url_of(cast: Cast, made: Return) -> str:
    return f"/b/{cast.alliance.key}/arbeitshilfen/{made.wave.number}/building/aim/speichern/"


def test_however_many_answers_were_lost_ones_own_texts_follow_each_other(cast: Cast) -> None:
    made = make_return(cast, answers={"aim": "Am Anfang"})
    with scope(cast.alliance):
        (seen,) = Answer.objects.all()
        for text in ("Eins", "Zwei", "Drei", "Vier"):
            saved = save_answer(return_=made, question="aim", reply=given(text), by=cast.ceren, over=seen.pk)
            assert saved.answer
            assert not saved.other
        assert not Clash.objects.exists()


def test_somebody_else_in_between_is_a_second_text(cast: Cast) -> None:
    made = make_return(cast, answers={"aim": "Am Anfang"})
    with scope(cast.alliance):
        (seen,) = Answer.objects.all()
        save_answer(return_=made, question="aim", reply=given("Bernd"), by=cast.bernd, over=seen.pk)
        middle = Answer.objects.get(value="Bernd")
        save_answer(return_=made, question="aim", reply=given("Ceren"), by=cast.ceren, over=middle.pk)
        saved = save_answer(
            return_=made, question="aim", reply=given("Ceren alt"), by=cast.ceren, over=seen.pk
        )
        assert saved.other
        assert Clash.objects.get().beside.value == "Ceren alt"


def test_only_what_is_in_the_database_is_called_stored(cast: Cast, sign_in: Any) -> None:
    made = make_return(cast)
    browser = sign_in(cast.alma)
    good = browser.post(url_of(cast, made), {"q-aim": "Ziel", "q-aim-here": "1"})
    bad = browser.post(
        url_of(cast, made), {"q-aim": "x" * 600, "q-aim-here": "1"}, headers={"HX-Request": "true"}
    )
    assert good.headers["X-Stored"]
    assert (bad.status_code, "X-Stored" in bad.headers) == (422, False)


def test_nobody_signs_what_another_person_has_typed(cast: Cast, sign_in: Any) -> None:
    made = make_return(cast)
    for writer, status in ((cast.alma, 409), (cast.ceren, 302)):
        answer = sign_in(cast.ceren).post(
            url_of(cast, made), {"q-aim": "Ziel"}, headers={"X-Written-By": str(writer.pk)}
        )
        assert answer.status_code == status
        assert ("X-Stored" in answer.headers) == (status == 302)
    with scope(cast.alliance):
        assert [each.by for each in Answer.objects.all()] == [cast.ceren]


def test_a_clash_found_in_the_background_is_not_written_over_unseen(cast: Cast, sign_in: Any) -> None:
    made = make_return(cast)
    with scope(cast.alliance):
        save_answer(return_=made, question="aim", reply=given("Cerens"), by=cast.ceren, over=None)
    alma, typed = sign_in(cast.alma), {"q-aim-here": "1", "q-aim": "Almas", "over-aim": ""}
    said = alma.post(url_of(cast, made), typed, headers={"Accept": "application/json"}).json()
    assert said == {"saved": True, "answer": None, "clash": True}
    alma.post(url_of(cast, made), typed | {"q-aim": "Almas, und weiter"}, headers={"HX-Request": "true"})
    drawn = alma.post(url_of(cast, made), typed, headers={"HX-Request": "true"}).content.decode()
    assert 'value="Cerens"' in drawn
    assert "Almas, und weiter" in drawn
    with scope(cast.alliance):
        assert [each.beside.value for each in Clash.objects.order_by("pk")] == ["Almas", "Almas, und weiter"]


def test_what_was_refused_still_says_what_its_writer_has_seen(cast: Cast, sign_in: Any) -> None:
    made = make_return(cast, answers={"aim": "Am Anfang"})
    with scope(cast.alliance):
        (seen,) = Answer.objects.all()
    typed = {"q-aim-here": "1", "q-aim": "x" * 600, "over-aim": str(seen.pk)}
    bad = sign_in(cast.ceren).post(url_of(cast, made), typed, headers={"HX-Request": "true"})
    assert f'name="over-aim" value="{seen.pk}"' in bad.content.decode()

"""Upload, columns, looking through, taking over: the whole way in the browser, without JavaScript (C3)."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.actors.models import HeadingMemory, ImportDraft, Institution
from klappt.actors.services.institutions import change_institution
from klappt.actors.tests.factories import make_institution
from klappt.alliances.models import Alliance
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.audit.models import Event
from klappt.sheets.read import read_workbook
from klappt.sheets.tests.files import table

HEAD = ["Einrichtung", "Bereich", "Mail", "BKG", "Runde"]
VHS = ["VHS", "Bildung", "v@vhs.de", "x", None]
DOUBTFUL = ["Caritas", "Soziales", "info@caritas", "?", None]


@pytest.fixture
def alma(cast: Cast) -> Client:
    browser = Client()
    browser.force_login(cast.alma, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


def url(name: str, *arguments: object) -> str:
    return reverse(f"actors:{name}", args=["hier", *arguments])


def sent(browser: Client, data: bytes, name: str = "Akteure.xlsx") -> int:
    """The number of the draft that the upload made."""
    answer = browser.post(url("import"), {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return int(answer.headers["Location"].rstrip("/").split("/")[-2])


def institutions(alliance: Alliance) -> dict[str, str]:
    with scope(alliance):
        return dict(Institution.objects.order_by("name").values_list("name", "core_group_planned"))


def seen(browser: Client, draft: int) -> str:
    return str(browser.get(url("import_preview", draft)).context["plan"].fingerprint)


def confirm(browser: Client, draft: int, **answers: str) -> int:
    data = {"seen": seen(browser, draft), "act": "confirm", **answers}
    return browser.post(url("import_preview", draft), data).status_code


def test_a_file_that_cannot_be_read_says_why_and_leaves_nothing(alma: Client, cast: Cast) -> None:
    answer = alma.post(
        url("import"), {"file": SimpleUploadedFile("bild.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(50))}
    )
    assert answer.status_code == 422
    assert "ein Bild" in answer.content.decode()
    with scope(cast.alliance):
        assert not ImportDraft.objects.exists()


def test_nothing_is_stored_before_the_confirm(alma: Client, cast: Cast) -> None:
    draft = sent(alma, table(HEAD, VHS))
    assert alma.get(url("import_columns", draft)).status_code == 200
    page = alma.get(url("import_preview", draft)).content.decode()
    assert "VHS" in page
    assert institutions(cast.alliance) == {}
    assert confirm(alma, draft) == 302
    assert institutions(cast.alliance) == {"VHS": "yes"}
    receipt = alma.get(url("import_receipt", draft)).content.decode()
    assert "Akteure.xlsx" in receipt
    with scope(cast.alliance):
        assert bytes(ImportDraft.objects.get(pk=draft).file) == b""


def test_confirming_twice_does_nothing_twice(alma: Client, cast: Cast) -> None:
    draft = sent(alma, table(HEAD, VHS))
    mark = seen(alma, draft)
    for _again in range(2):
        answer = alma.post(url("import_preview", draft), {"seen": mark, "act": "confirm"})
        assert answer.headers["Location"] == url("import_receipt", draft)
    assert institutions(cast.alliance) == {"VHS": "yes"}
    assert Event.objects.filter(verb="actors.table_imported").count() == 1


def test_an_open_question_stops_the_confirm_and_an_answer_lets_it_through(alma: Client, cast: Cast) -> None:
    draft = sent(alma, table(HEAD, VHS, DOUBTFUL))
    assert confirm(alma, draft) == 302
    assert institutions(cast.alliance) == {}
    answers = {"shown-0-3": "1", "d-0-3-email": "info@caritas.de", "d-0-3-core_group": "no"}
    alma.post(url("import_preview", draft), {**answers, "act": "save"})
    page = alma.get(url("import_preview", draft))
    assert page.context["open_count"] == 0
    assert confirm(alma, draft) == 302
    assert institutions(cast.alliance) == {"Caritas": "no", "VHS": "yes"}


def test_a_wrong_answer_is_no_answer(alma: Client) -> None:
    draft = sent(alma, table(HEAD, DOUBTFUL))
    alma.post(
        url("import_preview", draft), {"shown-0-2": "1", "d-0-2-email": "immer noch falsch", "act": "save"}
    )
    assert alma.get(url("import_preview", draft)).context["open_count"] == 1


def test_many_rows_are_answered_alike(alma: Client, cast: Cast) -> None:
    draft = sent(alma, table(HEAD, DOUBTFUL, ["Awo", "Soziales", "a@awo", None, None]))
    alma.post(url("import_preview", draft), {"alike": "email="})
    assert confirm(alma, draft) == 302
    assert institutions(cast.alliance) == {"Awo": "", "Caritas": "uncertain"}


def test_a_row_can_be_left_out(alma: Client, cast: Cast) -> None:
    draft = sent(alma, table(HEAD, VHS, DOUBTFUL))
    alma.post(url("import_preview", draft), {"shown-0-3": "1", "d-0-3-act": "leave_out", "act": "save"})
    assert confirm(alma, draft) == 302
    assert institutions(cast.alliance) == {"VHS": "yes"}


def test_if_the_table_changed_meanwhile_it_is_shown_anew_and_nothing_stored(alma: Client, cast: Cast) -> None:
    here = make_institution(cast.alliance, "VHS", note="alt")
    draft = sent(alma, table(HEAD, VHS))
    mark = seen(alma, draft)
    with set_up(cast.alliance):
        change_institution(institution=here, by=cast.bernd, core_group_planned="no")
    answer = alma.post(url("import_preview", draft), {"seen": mark, "act": "confirm"})
    assert answer.status_code == 409
    assert "nein" in answer.content.decode()
    assert institutions(cast.alliance) == {"VHS": "no"}
    assert confirm(alma, draft) == 302
    assert institutions(cast.alliance) == {"VHS": "yes"}


def test_a_chosen_meaning_is_used_and_remembered(alma: Client, cast: Cast) -> None:
    draft = sent(alma, table(HEAD, ["VHS", "Bildung", None, None, "x"]))
    form = alma.get(url("import_columns", draft)).context["form"]
    data = {name: field.initial for name, field in form.fields.items()}
    alma.post(url("import_columns", draft), {**data, "role-0-E": "forum"})
    assert confirm(alma, draft) == 302
    with scope(cast.alliance):
        assert Institution.objects.get().forum_planned == "yes"
        assert HeadingMemory.objects.get().heading == "runde"
    again = sent(alma, table(HEAD, ["VHS", "Bildung", None, None, "x"]))
    assert "wie beim letzten Mal" in alma.get(url("import_columns", again)).content.decode()


def test_thrown_away_means_gone(alma: Client, cast: Cast) -> None:
    draft = sent(alma, table(HEAD, VHS))
    alma.post(url("import_throw_away", draft))
    assert alma.get(url("import_preview", draft)).status_code == 302
    assert institutions(cast.alliance) == {}
    with scope(cast.alliance):
        assert bytes(ImportDraft.objects.get().file) == b""


def test_a_file_without_actors_is_not_called_known(alma: Client) -> None:
    """ "Everything stands in your table already" would be a wrong answer to a file nobody understood."""
    draft = sent(alma, table(["foo", "bar"], ["1", "2"]))
    page = alma.get(url("import_preview", draft)).content.decode()
    assert "Darin wurden keine Akteure gefunden" in page
    assert "steht schon in Ihrer Tabelle" not in page


def test_the_draft_of_another_alliance_is_not_there(alma: Client, cast: Cast) -> None:
    emil = Client()
    emil.force_login(cast.emil, backend="allauth.account.auth_backends.AuthenticationBackend")
    draft = sent(alma, table(HEAD, VHS))
    for name in ("import_columns", "import_preview", "import_receipt"):
        assert emil.get(reverse(f"actors:{name}", args=["dort", draft])).status_code == 404


def test_the_table_goes_out_with_remarks_and_comes_back_answered(alma: Client, cast: Cast) -> None:
    double = ["Volkshochschule", "Bildung", "v@vhs.de", None, None]
    draft = sent(alma, table(HEAD, VHS, double, [None, "Soziales", "a@b.de", None, None]))
    data = alma.get(url("import_remarks", draft, "xlsx")).content
    rows = [list(row) for row in read_workbook(data).sheets[0].rows]
    assert rows[0][5:8] == ["klappt: das würde geschehen", "klappt: Frage", "Ihre Antwort"]
    assert rows[1][5] == "neu"
    assert "„zusammenführen“" in str(rows[2][6])
    rows[2][7], rows[3][7] = "zusammenführen", "auslassen"
    answered = sent(alma, table(*rows))
    assert alma.get(url("import_preview", answered)).context["open_count"] == 0
    assert confirm(alma, answered) == 302
    assert institutions(cast.alliance) == {"VHS": "yes"}


@pytest.mark.parametrize("suffix", ["xlsx", "ods", "csv"])
def test_downloads_are_files_with_a_name(alma: Client, cast: Cast, suffix: str) -> None:
    make_institution(cast.alliance, "VHS")
    answer = alma.get(url("download", suffix))
    assert f".{suffix}" in answer.headers["Content-Disposition"]
    sheet = read_workbook(answer.content, "a").sheets[0]
    assert any("VHS" in row for row in sheet.rows)
    empty = read_workbook(alma.get(url("download_empty", suffix)).content, "a").sheets[0]
    assert not any("VHS" in row for row in empty.rows)
    assert alma.get(url("download", "exe")).status_code == 404


def test_five_hundred_rows_are_paged(alma: Client) -> None:
    draft = sent(alma, table(HEAD, *([f"Verein {n:03}", "Bildung", None, None, None] for n in range(500))))
    page = alma.get(url("import_preview", draft))
    assert len(page.context["page"]) == 50
    assert io.BytesIO(page.content).getbuffer().nbytes < 400_000

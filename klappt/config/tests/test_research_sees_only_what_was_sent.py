"""Research and state office walk every address of the house: of an alliance they find only what it sent.

An alliance full of marked secrets: a local section, one held back, answers not handed in, remarks, actors.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from conftest import Cast
from klappt.actors.tests.factories import make_institution
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.config.tests.test_routes import rows
from klappt.core.questionnaire.values import given
from klappt.evaluation.services.exporting import Format, export
from klappt.returns.models import Remark, SectionTime
from klappt.returns.services.handing_in import hand_in
from klappt.returns.tests.factories import FULL, make_return, make_wave, write
from klappt.worksheets.models import Worksheet

# Whoever holds the address out of the mail to the lead is the lead: only its hash is kept.
OF_THE_LEAD = "return_links:lead"
SECRET = "geheimhalten"
SENT = "gesendetes"
ANSWERS = {
    **FULL,
    "notes": f"{SECRET} Notiz",
    "aim": f"{SENT} Ziel",
    "advice": f"{SECRET} Rat, zurückgehalten",
}


@pytest.fixture
def secretive(cast: Cast) -> Cast:
    """One return handed in with a section held back, one only begun; and what nobody ever sends."""
    first = make_return(cast, answers=ANSWERS)
    with scope(cast.alliance):
        hand_in(return_=first, by=cast.alma, held_back=["advice"])
    begun = make_return(cast, make_wave(cast, first.edition, title="Zweite"))
    write(cast, begun, {"aim": f"{SECRET} Entwurf", "notes": given(f"{SECRET} noch eine")})
    with set_up(cast.alliance):
        Remark.objects.create(
            alliance=cast.alliance, of_return=first, question="aim", text=f"{SECRET} Anmerkung", by=cast.alma
        )
        SectionTime.objects.create(
            alliance=cast.alliance,
            of_return=first,
            section="building",
            day=timezone.localdate(),
            seconds=987_654,
        )
    make_institution(cast.alliance, name=f"{SECRET} Institution")
    return cast


def addresses(cast: Cast) -> Iterator[tuple[str, str]]:
    """Every address of the house, each with its own stage; what that takes is put back after it is read."""
    for name, route in sorted(rows().items()):
        if name == OF_THE_LEAD or (not route.get and not route.post):
            continue
        with transaction.atomic():
            own = route.kwargs(cast)
            yield name, _address(name, own, cast)
            transaction.set_rollback(True)


def _address(name: str, own: dict[str, Any], cast: Cast) -> str:
    """With the key of the alliance where the address wants one."""
    try:
        return reverse(name, kwargs=own)
    except NoReverseMatch:
        return reverse(name, kwargs={"alliance_key": cast.alliance.key, **own})


def read(answer: Any) -> str:
    raw = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return raw.decode("utf-8", errors="replace")


@pytest.mark.process
@pytest.mark.parametrize("who", ["doris", "lars"])
def test_no_address_of_the_house_tells_a_secret(secretive: Cast, who: str) -> None:
    browser = Client()
    browser.force_login(
        getattr(secretive, who), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    seen, found = 0, []
    for name, address in addresses(secretive):
        for query in ("", f"?q={SECRET}", "?format=json"):
            answer = browser.get(f"{address}{query}")
            seen += answer.status_code == 200
            text = read(answer).replace(f'value="{SECRET}"', "").replace(f"q={SECRET}", "")
            text = text.replace(f"„{SECRET}“", "")
            if SECRET in text or "987654" in text:
                found.append(f"{name}: {address}{query}")
    assert not found
    assert seen > 30


@pytest.mark.parametrize("wanted", list(Format))
def test_no_file_tells_a_secret(secretive: Cast, sign_in: Any, wanted: Format) -> None:
    worksheet = Worksheet.objects.get()
    raw = export(worksheet, wanted)
    if wanted in {Format.CSV, Format.TEXTS_CSV}:
        assert SENT in raw.decode(), "the walk would find nothing if nothing were sent"
    for text in texts_in(raw, wanted):
        assert SECRET not in text
    address = reverse("evaluation:file", args=[worksheet.key]) + f"?datei={wanted}"
    assert sign_in(secretive.doris).get(address).status_code == 200
    for other in ("lars", "otto", "alma", "emil"):
        assert sign_in(getattr(secretive, other)).get(address).status_code == 403


def texts_in(raw: bytes, wanted: Format) -> Iterator[str]:
    import io

    import pyarrow.parquet as pq
    from python_calamine import CalamineWorkbook

    yield raw.decode("utf-8", errors="replace")
    if wanted.endswith("xlsx"):
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        for name in book.sheet_names:
            yield str(book.get_sheet_by_name(name).to_python())
    if wanted is Format.PARQUET:
        yield str(pq.read_table(io.BytesIO(raw)).to_pylist())


def test_open_answers_show_what_was_sent_to_research_only(secretive: Cast, sign_in: Any) -> None:
    worksheet = Worksheet.objects.get()
    page = reverse("evaluation:texts", args=[worksheet.key])
    text = read(sign_in(secretive.doris).get(page))
    assert f"{SENT} Ziel" in text
    assert SECRET not in text
    assert sign_in(secretive.lars).get(page).status_code == 403


def test_the_state_office_reads_no_answer(secretive: Cast, sign_in: Any) -> None:
    browser = sign_in(secretive.lars)
    for _name, address in addresses(secretive):
        assert SENT not in read(browser.get(address)), address

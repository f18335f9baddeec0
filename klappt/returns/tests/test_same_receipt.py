"""The receipt is made of the frozen hand-in and of nothing else: whoever asks gets the same bytes."""

import hashlib
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone, translation

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.core.questionnaire.values import given
from klappt.returns.models import HandIn
from klappt.returns.selectors.frozen import read_frozen
from klappt.returns.selectors.receipt import receipt_document, receipt_of
from klappt.returns.tests.factories import FULL, make_handed_in

PRINTS = """
import hashlib, pickle, sys
from pathlib import Path
from klappt.documents.pdf import as_pdf
print(hashlib.sha256(as_pdf(pickle.loads(Path(sys.argv[1]).read_bytes()))).hexdigest())
"""


def test_whoever_asks_for_it_whenever_gets_the_same_bytes(cast: Cast) -> None:
    made = make_handed_in(cast)
    with scope(cast.alliance):
        now = receipt_of(HandIn.objects.get(pk=made.pk))
        with (
            time_machine.travel("2031-07-01 12:00", tick=False),
            timezone.override("America/New_York"),
            translation.override("en"),
        ):
            later = receipt_of(HandIn.objects.get(pk=made.pk))
    assert now == later


@pytest.mark.process
def test_two_processes_print_the_same_bytes(cast: Cast, tmp_path: Path) -> None:
    made = make_handed_in(cast, answers={**FULL, "aim": given("Größe „Brücke“ – 5 €")})
    with scope(cast.alliance):
        row = HandIn.objects.get(pk=made.pk)
        here = hashlib.sha256(receipt_of(row)).hexdigest()
        frozen = read_frozen(row)
        with translation.override(frozen.questionnaire.language):
            document = receipt_document(frozen)
    file = tmp_path / "receipt.pickle"
    file.write_bytes(pickle.dumps(document))
    printed = {
        subprocess.run(
            [sys.executable, "-c", PRINTS, str(file)],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"},
            check=True,
            capture_output=True,
            text=True,
            timeout=600,
        ).stdout.strip()
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert printed == {here}

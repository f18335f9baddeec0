"""kill -9 between handing a mail over and noting it: it never goes twice, its state says what is known."""

import subprocess
import sys
from pathlib import Path

import pytest

from klappt.jobs.tests.postbox import Postbox, start_server
from klappt.jobs.tests.test_killed import finish, house

pytestmark = pytest.mark.process

SEND = """
from klappt.jobs.mail import send_later
send_later("ceren@musterkreis.de", "Einladung", "Guten Tag")
"""


@pytest.mark.parametrize(("place", "arrived"), [("connected", 0), ("handed_over", 1)])
def test_a_mail_whose_worker_died_is_not_sent_again_and_called_unclear(
    tmp_path: Path, place: str, arrived: int
) -> None:
    box = Postbox()
    server = start_server(box)
    try:
        with house(tmp_path, server.port) as here:
            here.manage("shell", "-c", SEND)
            died = subprocess.run(
                [sys.executable, "-m", "klappt.jobs.tests.deadly_worker", place],
                env=here.environment(),
                capture_output=True,
                check=False,
                timeout=600,
            )
            assert died.returncode == -9, died.stderr.decode()[-2000:]
            assert here.ask("SELECT state FROM jobs_outgoingmail") == [("sending",)]
            assert len(box.received) == arrived
            # Others take the job over and find the mail in the middle.
            finish(here)
            told = here.ask("SELECT state, cause, attempts, text FROM jobs_outgoingmail")
    finally:
        server.stop()
    assert told == [("unclear", "broken_off", 1, "")]
    assert len(box.received) == arrived

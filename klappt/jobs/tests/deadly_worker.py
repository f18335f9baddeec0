"""`python -m klappt.jobs.tests.deadly_worker PLACE`: a worker that is killed in the middle of a mail."""

import os
import signal
import sys

import django


def die(*_args: object, **_kwargs: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(place: str) -> None:
    django.setup()
    from django.core.mail.backends.smtp import EmailBackend

    from klappt.jobs import worker
    from klappt.jobs.services import delivery

    if place == "connected":
        EmailBackend.send_messages = die  # type: ignore[method-assign] # the point of it
    else:
        # The mail server has taken the mail; that it did so is not noted yet.
        delivery._settle = die
    worker.work(interval=0.05, beat_seconds=0.3)


if __name__ == "__main__":
    main(sys.argv[1])

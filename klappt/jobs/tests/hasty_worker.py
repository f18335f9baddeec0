"""`python -m klappt.jobs.tests.hasty_worker`: the real worker, whose minutes last a fraction of a second."""

import datetime

import django

SILENCE = datetime.timedelta(seconds=10)  # of a worker that lives, but on a machine that lets it wait
BEAT_SECONDS = 0.3


def main() -> None:
    django.setup()
    from klappt.jobs import inbox, schedule, worker
    from klappt.jobs.services import drop, upkeep
    from klappt.jobs.tests import killed_jobs

    upkeep.SILENCE = SILENCE
    drop.UNTOUCHED = datetime.timedelta(0)
    for path, patience in schedule._patience.items():
        schedule._patience[path] = schedule.Patience(patience.attempts, datetime.timedelta(seconds=0.1))
    inbox.add_reader(killed_jobs.keep)
    worker.work(interval=0.05, beat_seconds=BEAT_SECONDS)


if __name__ == "__main__":
    main()

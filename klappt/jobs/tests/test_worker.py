"""A killed worker loses nothing, and what is due is started once."""

import datetime
import threading

import pytest
import time_machine
from django.db import connection
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from klappt.jobs import services, worker
from klappt.jobs.enums import MailState
from klappt.jobs.models import Heartbeat, OutgoingMail, Run
from klappt.jobs.schedule import Patience
from klappt.jobs.tasks import deliver_mail, fetch_mail, tidy_up
from klappt.jobs.worker import pulse, work

pytestmark = pytest.mark.django_db(transaction=True)
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def real_queue(settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def taken_by(worker: str, *, times: int = 1) -> DBTaskResult:
    """A job that `worker` has in hand since ten minutes."""
    deliver_mail.enqueue(mail_id=0)
    job = DBTaskResult.objects.get()
    for _ in range(times):
        job.claim(worker)
    DBTaskResult.objects.update(started_at=timezone.now() - 10 * MINUTE)
    return job


def test_a_dead_workers_job_goes_back_into_the_queue() -> None:
    job = taken_by("dead")
    assert services.reap() == 1
    job.refresh_from_db()
    assert job.status == TaskResultStatus.READY
    assert job.run_after > timezone.now()


def test_a_living_workers_long_job_is_left_alone() -> None:
    job = taken_by("alive")
    services.beat("alive")
    assert services.reap() == 0
    job.refresh_from_db()
    assert job.status == TaskResultStatus.RUNNING


def test_a_job_that_keeps_killing_its_worker_ends() -> None:
    job = taken_by("dead", times=services.MAIL_ATTEMPTS + 1)
    services.reap()
    job.refresh_from_db()
    assert job.status == TaskResultStatus.FAILED


def failed_undecided(*, times: int, ago: datetime.timedelta = 10 * MINUTE) -> OutgoingMail:
    """A mail whose job has failed, and whose worker was killed before the signal."""
    mail = OutgoingMail.objects.create(to="a@example.org", subject="x", text="x")
    job = taken_by("dead", times=times)
    args = {"args": [], "kwargs": {"mail_id": mail.pk}}
    state = {"status": TaskResultStatus.FAILED, "finished_at": timezone.now() - ago}
    DBTaskResult.objects.filter(pk=job.pk).update(args_kwargs=args, **state)
    return mail


def test_killed_between_failing_and_being_put_back_a_job_comes_back_later() -> None:
    failed_undecided(times=1)
    assert services.reap() == 1
    job = DBTaskResult.objects.get()
    assert (job.status, job.finished_at) == (TaskResultStatus.READY, None)
    assert job.run_after > timezone.now()


def test_killed_after_the_last_attempt_whoever_waits_is_told_once() -> None:
    mail = failed_undecided(times=services.MAIL_ATTEMPTS)
    assert [services.reap(), services.reap()] == [1, 0]
    mail.refresh_from_db()
    assert mail.state == MailState.FAILED
    with time_machine.travel(timezone.now() + 10 * MINUTE):
        assert services.reap() == 0


def test_what_has_just_failed_or_failed_long_ago_is_left_alone() -> None:
    failed_undecided(times=1, ago=datetime.timedelta(seconds=5))
    assert services.reap() == 0
    DBTaskResult.objects.update(finished_at=timezone.now() - datetime.timedelta(days=2))
    assert services.reap() == 0


def test_a_job_that_only_ever_dies_gets_one_attempt_more_and_no_further() -> None:
    job = taken_by("dead", times=services.MAIL_ATTEMPTS)
    assert services.reap() == 1
    job.refresh_from_db()
    assert job.status == TaskResultStatus.READY
    job.claim("next")
    long_ago = timezone.now() - 10 * MINUTE
    DBTaskResult.objects.update(status=TaskResultStatus.FAILED, started_at=long_ago, finished_at=long_ago)
    assert [services.reap(), services.reap()] == [1, 0]
    job.refresh_from_db()
    assert job.status == TaskResultStatus.FAILED


def test_waits_grow() -> None:
    patience = Patience(attempts=5, first_wait=MINUTE)
    assert [patience.wait_after(n) for n in (1, 2, 3)] == [MINUTE, 4 * MINUTE, 16 * MINUTE]


def test_the_timetable_starts_each_job_once_in_its_time() -> None:
    assert tidy_up.module_path in services.start_due()
    assert services.start_due() == []
    with time_machine.travel(timezone.now() + 3 * MINUTE):
        assert fetch_mail.module_path in (started := services.start_due())
        assert tidy_up.module_path not in started
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1, minutes=1)):
        assert tidy_up.module_path in services.start_due()
    assert DBTaskResult.objects.filter(task_path=tidy_up.module_path).count() == 2


def test_two_workers_start_it_once() -> None:
    Run.objects.create(task_path=tidy_up.module_path, started_at=timezone.now() - datetime.timedelta(days=2))

    def race(worker: str) -> None:
        pulse(worker)
        connection.close()

    racers = [threading.Thread(target=race, args=(f"worker {n}",)) for n in range(2)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    assert DBTaskResult.objects.filter(task_path=tidy_up.module_path).count() == 1


def test_tidying_forgets_old_mail_only() -> None:
    long_ago = timezone.now() - datetime.timedelta(days=91)
    OutgoingMail.objects.create(to="a@example.org", subject="alt", state=MailState.SENT, settled_at=long_ago)
    OutgoingMail.objects.create(to="b@example.org", subject="wartet noch", created_at=long_ago)
    tidy_up.enqueue()
    work(until_empty=True)
    kept = OutgoingMail.objects.order_by("created_at").values_list("to", "subject", "state")
    assert sorted(kept) == [("", "", MailState.SENT), ("b@example.org", "wartet noch", MailState.QUEUED)]


def test_a_worker_says_that_it_lives() -> None:
    work(until_empty=True)
    assert Heartbeat.objects.get().seen_at > timezone.now() - MINUTE


def test_a_job_that_went_well_is_over() -> None:
    tidy_up.enqueue()
    work(until_empty=True)
    job = DBTaskResult.objects.get()
    assert (job.status, job.exception_class_path) == (TaskResultStatus.SUCCESSFUL, "")


def test_a_clock_set_back_by_a_year_stops_neither_timetable_nor_reaper() -> None:
    job = taken_by("dead")
    with time_machine.travel(timezone.now() + datetime.timedelta(days=365)):
        services.beat("dead")
        services.start_due()
        DBTaskResult.objects.filter(pk=job.pk).update(started_at=timezone.now())
    assert tidy_up.module_path in services.start_due()
    services.reap()
    with time_machine.travel(timezone.now() + 2 * services.SILENCE):
        assert services.reap() == 1


def test_after_the_machine_slept_nobody_is_taken_for_dead_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = worker.Clock()
    assert not clock.has_jumped()
    wall, ticks = worker.time.time, worker.time.monotonic
    monkeypatch.setattr(worker.time, "time", lambda: wall() + 3600)
    assert clock.has_jumped()
    assert clock.has_jumped()
    later = services.SILENCE.total_seconds() + 1
    monkeypatch.setattr(worker.time, "time", lambda: wall() + 3600 + later)
    monkeypatch.setattr(worker.time, "monotonic", lambda: ticks() + later)
    assert not clock.has_jumped()


def test_while_the_clock_is_doubted_nothing_is_taken_from_others() -> None:
    job = taken_by("perhaps alive")
    pulse("me", may_reap=False)
    job.refresh_from_db()
    assert job.status == TaskResultStatus.RUNNING


def test_whoever_waits_for_a_job_is_told_that_it_will_not_run_again() -> None:
    mail = OutgoingMail.objects.create(to="a@example.org", subject="x", text="x")
    taken_by("dead", times=services.MAIL_ATTEMPTS + 1)
    DBTaskResult.objects.update(args_kwargs={"args": [], "kwargs": {"mail_id": mail.pk}})
    services.reap()
    mail.refresh_from_db()
    assert mail.state == MailState.FAILED

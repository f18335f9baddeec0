"""The background worker: django-tasks' loop, and beside it a heart that beats and looks after the dead."""

import logging
import os
import threading
import time

from django.db import close_old_connections, connection
from django.db.utils import DatabaseError
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from klappt.jobs import services

BEAT_SECONDS = 15.0
JUMP_SECONDS = 30.0

logger = logging.getLogger("klappt.jobs")


class Heart(threading.Thread):
    """Beats while the worker works, even through a long job. Stops it when its server is gone."""

    def __init__(self, worker: str, seconds: float = BEAT_SECONDS) -> None:
        super().__init__(name="heart", daemon=True)
        self.worker = worker
        self.seconds = seconds
        self.stopped = threading.Event()
        self.parent = os.getppid()
        self.clock = Clock()

    def run(self) -> None:
        while not self.stopped.wait(self.seconds):
            if os.getppid() != self.parent:
                logger.warning("The server is gone; the worker stops too.")
                os._exit(0)
            pulse(self.worker, may_reap=not self.clock.has_jumped())
        connection.close()


class Clock:
    """Notices that the clock was put forward, or that the machine slept: then all others seem to be dead."""

    def __init__(self) -> None:
        self.offset = time.time() - time.monotonic()
        self.quiet_until = 0.0

    def has_jumped(self) -> bool:
        """Within the last silence; until then every living worker has beaten again."""
        offset = time.time() - time.monotonic()
        if offset - self.offset > JUMP_SECONDS:
            self.quiet_until = time.monotonic() + services.SILENCE.total_seconds()
        self.offset = offset
        return time.monotonic() < self.quiet_until


def pulse(worker: str, *, may_reap: bool = True) -> None:
    close_old_connections()
    try:
        services.beat(worker)
        if may_reap:
            services.reap()
        services.start_due()
    except DatabaseError:
        # A locked or restarting database must not stop the heart: the next beat tries again.
        logger.exception("heartbeat failed")


def work(*, until_empty: bool = False, interval: float = 1.0, beat_seconds: float = BEAT_SECONDS) -> None:
    """Run jobs until told to stop, or until there are none left."""
    name = get_random_string(32)
    services.beat(name)
    heart = Heart(name, beat_seconds)
    heart.start()
    worker = Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=interval,
        batch=until_empty,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
    )
    if not until_empty:
        worker.configure_signals()
    try:
        worker.run()
    finally:
        heart.stopped.set()

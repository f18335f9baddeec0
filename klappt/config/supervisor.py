"""The processes behind `klappt serve`: the web server and the background worker, looked after by this one."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

GRACE_SECONDS = 10.0
LONGEST_PAUSE = 30.0
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of linux/prctl.h


@dataclass
class Child:
    """A process that is started again when it ends by itself, after a pause that grows."""

    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    begun: float = 0.0
    pause: float = 0.5
    again_at: float | None = None

    def start(self) -> None:
        self.begun, self.again_at = time.monotonic(), None
        self.process = subprocess.Popen(  # noqa: S603 - our own words, no shell
            [sys.executable, *self.command],
            # A group of its own: Ctrl-C reaches only this process, which then ends the others in order.
            start_new_session=True,
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 - no threads here
        )

    @property
    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def start_again_if_ended(self) -> None:
        if not self.has_ended:
            return
        now = time.monotonic()
        if self.again_at is None:
            self.pause = 0.5 if now - self.begun > LONGEST_PAUSE else min(self.pause * 2, LONGEST_PAUSE)
            self.again_at = now + self.pause
        if now >= self.again_at:
            self.start()

    def stop(self) -> None:
        if self.process is None:
            return
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(GRACE_SECONDS)
        # What has not ended by now, with everything it started.
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def _end_with_parent() -> None:
    """When this process is killed, its children get a SIGTERM instead of keeping the port."""
    ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)


def web_server(host: str, port: int, *, workers: int, threads: int, log_level: str) -> Child:
    options = {
        "--host": host,
        "--port": str(port),
        "--workers": str(workers),
        "--blocking-threads": str(threads),
        "--log-level": log_level,
        "--interface": "wsgi",
        "--workers-kill-timeout": "5",
    }
    words = [word for pair in options.items() for word in pair]
    server = ["-m", "granian", "--no-ws", "--respawn-failed-workers", *words]
    return Child([*server, "klappt.config.wsgi:application"])


def background_worker() -> Child:
    return Child(["-m", "klappt", "worker"])


def supervise(
    web: Child, worker: Child | None, *, ready: Callable[[], bool], announce: Callable[[], None]
) -> int:
    """Run until stopped. Returns 0 when asked to stop, the web server's exit code when it ended by itself."""
    # SIGINT too: a shell that starts this in the background has it ignored, and children inherit that.
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, _as_interrupt)
    web.start()
    if worker:
        worker.start()
    announced = False
    try:
        while not web.has_ended:
            if not announced and ready():
                announce()
                announced = True
            if worker:
                worker.start_again_if_ended()
            time.sleep(0.2)
    except KeyboardInterrupt:
        return 0
    finally:
        for child in filter(None, (web, worker)):
            child.stop()
    return (web.process.returncode if web.process else 0) or 1


def _as_interrupt(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt


def answers(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), timeout=0.5).close()
    except OSError:
        return False
    return True


def port_is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True

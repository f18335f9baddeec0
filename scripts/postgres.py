"""Run a command with a real PostgreSQL of its own: `scripts/postgres.py COMMAND ...`.

The cluster lives in a temporary folder on a free port of the loopback, sorts German, trusts everybody who can
reach it, keeps nothing, and is gone afterwards. DATABASE_URL names it for the command.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from setup import ROOT, apt_install, say

MISSING = "PostgreSQL's server programs are missing. On Debian or Ubuntu: apt-get install postgresql"
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=50"


def programs() -> Path:
    """The folder with initdb and pg_ctl, of the newest version there is."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    if found:
        return found[-1].parent
    somewhere = shutil.which("initdb")
    if somewhere:
        return Path(somewhere).resolve().parent
    say("installing PostgreSQL")
    if apt_install("postgresql") and any(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        return programs()
    sys.exit(MISSING)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def as_server(*command: str | Path) -> None:
    """PostgreSQL refuses to run as root; then the user `postgres` of its package takes over."""
    words = [str(part) for part in command]
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    done = subprocess.run([*prefix, *words], capture_output=True, text=True, check=False, cwd="/")
    if done.returncode:
        sys.exit(f"klappt: {' '.join(words)} failed:\n{done.stdout}{done.stderr}")


@contextmanager
def cluster() -> Iterator[str]:
    """A running server; gives its address. Its user is no superuser, so that row-level rules hold for it."""
    bin_folder = programs()
    folder = Path(tempfile.mkdtemp(prefix="klappt-pg-"))
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    data, port = folder / "data", free_port()
    locale = ["--locale-provider=icu", "--icu-locale=de-DE", "--locale=C.UTF-8", "--encoding=UTF8"]
    as_server(bin_folder / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--no-sync", *locale)
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' {FAST}"
    as_server(bin_folder / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
    try:
        where = ["-h", "127.0.0.1", "-p", str(port), "-U", "postgres"]
        as_server(bin_folder / "psql", *where, "-qc", "CREATE ROLE klappt LOGIN CREATEDB")
        as_server(bin_folder / "createdb", *where, "-O", "klappt", "klappt")
        yield f"postgresql://klappt@127.0.0.1:{port}/klappt"
    finally:
        as_server(bin_folder / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    command = sys.argv[1:]
    if not command:
        sys.exit(__doc__)
    with cluster() as address:
        say(f"PostgreSQL: {address}")
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": address}, check=False).returncode


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())

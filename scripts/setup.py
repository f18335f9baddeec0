"""Make this checkout ready to run, with nothing but Python and pip: `.venv`, assets, translations.

What is there already and unchanged is left alone, so that a second run takes a second.
"""

import argparse
import hashlib
import os
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
OLDEST = (3, 11)
NO_VENV = """\
Python's venv module is missing here, and there is no pip to get along without it.
On Debian or Ubuntu: apt-get install python3-venv"""


def say(words: str) -> None:
    print(f"klappt: {words}", flush=True)


def run(*command: str | Path, quiet: bool = False) -> None:
    """Run a step in the checkout; what a quiet one said is shown only when it fails."""
    done = subprocess.run(
        [str(part) for part in command], cwd=ROOT, text=True, check=False, capture_output=quiet
    )
    if done.returncode:
        if quiet:
            print(done.stdout + done.stderr, file=sys.stderr)
        sys.exit(f"klappt: this step failed: {' '.join(str(part) for part in command)}")


def python() -> Path:
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def succeeds(*command: str | Path) -> bool:
    found = subprocess.run([str(part) for part in command], capture_output=True, check=False, cwd=ROOT)
    return found.returncode == 0


def make_venv() -> None:
    if python().exists() and succeeds(python(), "-m", "pip", "--version"):
        return
    say("making .venv")
    shutil.rmtree(VENV, ignore_errors=True)
    if succeeds(sys.executable, "-m", "venv", VENV):
        return
    _make_venv_without_ensurepip()


def _make_venv_without_ensurepip() -> None:
    """Debian splits off ensurepip: then a pip that is there puts pip into the new environment."""
    shutil.rmtree(VENV, ignore_errors=True)
    bare = succeeds(sys.executable, "-m", "venv", "--without-pip", VENV)
    if bare and succeeds(sys.executable, "-m", "pip", "--python", python(), "install", "pip"):
        return
    if os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get"):
        say("installing python3-venv")
        apt_install("python3-venv")
        shutil.rmtree(VENV, ignore_errors=True)
        run(sys.executable, "-m", "venv", VENV, quiet=True)
        return
    sys.exit(NO_VENV)


def apt_install(*packages: str) -> bool:
    """Only as root on Debian and its children; elsewhere the caller says what is missing."""
    if os.name != "posix" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", *packages]):
        done = subprocess.run(["apt-get", *command], env=environment, capture_output=True, check=False)
        if done.returncode:
            say(f"apt-get {' '.join(command)} failed: {done.stderr.decode(errors='replace').strip()}")
            return False
    return True


def install(name: str) -> None:
    """Install exactly the versions in `requirements/<name>.txt`, each checked against its hash."""
    wanted = ROOT / "requirements" / f"{name}.txt"
    digest = hashlib.sha256(wanted.read_bytes() + sys.version.encode()).hexdigest()
    stamp = VENV / f".installed-{name}"
    if stamp.exists() and stamp.read_text() == digest:
        return
    count = sum(" --hash" not in line and "==" in line for line in wanted.read_text().splitlines())
    say(f"installing {count} packages (the first time this takes a minute or two)")
    options = (
        "--require-hashes",
        "--no-deps",
        "--disable-pip-version-check",
        "--no-input",
        "--progress-bar=off",
    )
    run(python(), "-m", "pip", "install", "-qq", *options, "-r", wanted)
    stamp.write_text(digest)


def put_command() -> None:
    """`.venv/bin/klappt` runs this checkout from wherever one stands; elsewhere `python -m klappt` does."""
    if os.name != "posix":
        return
    command = VENV / "bin" / "klappt"
    path = f"{shlex.quote(str(ROOT))}${{PYTHONPATH:+:$PYTHONPATH}}"
    command.write_text(f'#!/bin/sh\nPYTHONPATH={path} exec {shlex.quote(str(python()))} -m klappt "$@"\n')
    command.chmod(0o755)


def set_up(requirements: str) -> Path:
    """Everything a start needs; returns the interpreter to go on with."""
    begun = time.monotonic()
    if sys.version_info < OLDEST:
        sys.exit(f"klappt needs Python 3.11 or newer; {sys.executable} is {sys.version.split()[0]}.")
    make_venv()
    install(requirements)
    put_command()
    run(python(), "scripts/assets.py")
    run(python(), "scripts/translations.py", "compile", quiet=True)
    say(f"set up in {time.monotonic() - begun:.0f} s")
    return python()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("requirements", nargs="?", default="dev", choices=["run", "demo", "dev"])
    set_up(parser.parse_args().requirements)

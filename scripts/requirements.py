"""Resolve pyproject.toml into requirements/*.txt: exact versions with their hashes, no registry addresses."""

import shutil
import subprocess
import sys

from setup import ROOT

FILES = {"run": (), "demo": ("--group", "assets"), "dev": ("--group", "dev")}


def uv(program: str, *arguments: str) -> None:
    command = [program, *arguments, "--no-python-downloads", "--quiet"]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def main() -> None:
    program = shutil.which("uv") or sys.exit("uv is missing: pip install uv")
    # uv.lock names the registry it asked, so it is made anew each time and not kept.
    uv(program, "lock", "--python", sys.executable)
    for name, groups in FILES.items():
        target = f"requirements/{name}.txt"
        uv(
            program,
            "export",
            "--no-default-groups",
            *groups,
            "--no-emit-project",
            "--no-header",
            "-o",
            target,
        )
    (ROOT / "uv.lock").unlink()


if __name__ == "__main__":
    main()

"""The command `klappt`: its own commands by name, Django's behind `klappt django`."""

import argparse
import difflib
import os
import sys
import textwrap
from collections.abc import Iterator

from django.core.exceptions import ImproperlyConfigured

from klappt import __version__

# What stands under Compute needs no installation: neither a database nor a key.
GROUPS = {
    "Run": ("demo", "serve", "worker"),
    "Set up": ("migrate", "check", "create-operator", "import-municipalities"),
    "Data": ("import-actors", "import-oparl", "backup", "restore"),
    "Compute": ("access", "ask", "catalogue", "chains", "gaps"),
}
FROM_DJANGO = {"migrate": "Bring the database up to date.", "check": "Look for mistakes in the settings."}
USAGE = """\
klappt: where a local alliance does its work, and research gets what it needs.

usage: klappt COMMAND [OPTIONS]      klappt COMMAND --help says more
"""
UNSEEN = {"demo-data"}
# What a shell says of a program that ended because its pipe was closed: 128 and the number of SIGPIPE.
NOBODY_READS_ON = 141


def main(arguments: list[str] | None = None) -> int:
    words = sys.argv[1:] if arguments is None else arguments
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klappt.config.settings")
    if words[:1] == ["demo"]:
        _prepare_demo(words[1:])
    try:
        return _run_to_the_last_line(words)
    except BrokenPipeError:
        _write_no_more()
        return NOBODY_READS_ON
    except ImproperlyConfigured as problem:
        print(f"klappt cannot start like this.\n{_explained(problem)}", file=sys.stderr)
        return 2


def _run_to_the_last_line(words: list[str]) -> int:
    try:
        return _run(words)
    finally:
        # What waits in the buffer would otherwise meet the closed pipe when nobody can catch that any more.
        sys.stdout.flush()


def _write_no_more() -> None:
    """Whoever read along has seen enough, as in `klappt access ... | head`."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _prepare_demo(words: list[str]) -> None:
    from klappt.config.demo import prepare

    port = argparse.ArgumentParser(add_help=False)
    port.add_argument("--port", default=os.environ.get("PORT") or "8000")
    prepare(port.parse_known_args(words)[0].port)


def _explained(problem: ImproperlyConfigured) -> str:
    from klappt.config.checks import RECIPE

    if "SECRET_KEY" in str(problem) and "empty" in str(problem):
        return f"SECRET_KEY is not set. Set it to the output of: {RECIPE}"
    return str(problem)


def _run(words: list[str]) -> int:
    if words in (["--version"], ["version"]):
        print(f"klappt {__version__}")
        return 0
    if not words or words[0] in {"--help", "-h", "help"}:
        print(_overview())
        return 0
    if words[0] == "django":
        return _django(words[1:] or ["help"])
    return _command(words)


def _command(words: list[str]) -> int:
    import django
    from django.conf import settings
    from django.core.management import get_commands

    # Before this Django knows only its own commands, and remembers that.
    django.setup()
    wanted = words[0].replace("-", "_")
    if wanted in get_commands() or wanted == "runserver":
        if wanted not in GROUPS["Compute"]:
            settings.SECRET_KEY  # noqa: B018 - reading it is what complains when it is empty
        return _django([wanted, *words[1:]])
    print(f"klappt: there is no command {words[0]!r}.", file=sys.stderr)
    near = difflib.get_close_matches(words[0], [name for name, _ in _own_commands()], cutoff=0.5)
    if near:
        print(f"Did you mean {' or '.join(near)}?", file=sys.stderr)
    print("klappt --help lists them all.", file=sys.stderr)
    return 2


def _django(words: list[str]) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["klappt", *words])
    return 0


def _own_commands() -> Iterator[tuple[str, str]]:
    """Names with dashes, each with the first sentence of its help."""
    from django.core.management import get_commands, load_command_class

    for name, app in sorted(get_commands().items()):
        if str(app).startswith("klappt."):
            words = load_command_class(str(app), name).help
            sentence = words.partition(". ")[0].rstrip(".") + "."
            yield name.replace("_", "-"), textwrap.shorten(sentence, 90, placeholder=" …")


def _overview() -> str:
    import django

    django.setup()
    known = {**FROM_DJANGO, **dict(_own_commands())}
    listed = {name for names in GROUPS.values() for name in names}
    rest = tuple(sorted(known.keys() - listed - UNSEEN))
    lines = [USAGE]
    for title, names in {**GROUPS, "More": rest}.items():
        shown = [f"  {name:<24}{known[name]}" for name in names if name in known]
        lines += [title, *shown, ""] if shown else []
    return "\n".join([*lines, "Django's own commands: klappt django help"])

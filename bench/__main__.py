"""Run the benchmarks named on the command line, or all of them, and print one table."""

import argparse
import sys
from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules

import bench
from bench.rows import Row, as_table

_NO_BENCHMARK = {"__main__", "chain_catalogues", "installation", "peers", "rows", "worksheet_stage"}


def main() -> int:
    """Exit code 0 when everything ran, 1 when a benchmark failed, 2 for a name that does not exist."""
    arguments = _arguments()
    runs = _find()
    if arguments.list:
        for name, (_, about) in runs.items():
            print(f"{name:12} {about}")
        return 0
    unknown = sorted(set(arguments.names) - set(runs))
    if unknown:
        print(f"No benchmark is called {unknown[0]!r}. There are: {', '.join(runs)}.", file=sys.stderr)
        return 2
    rows, failed = _run([(name, runs[name][0]) for name in arguments.names or runs], arguments.repeat)
    if rows:
        print(as_table(rows))
    return 1 if failed else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="which ones (default: all)")
    parser.add_argument("--list", action="store_true", help="only say which there are")
    parser.add_argument("--repeat", type=int, default=5, metavar="N", help="median of N runs (default: 5)")
    return parser.parse_args()


def _find() -> dict[str, tuple[Callable[[int], list[Row]], str]]:
    names = sorted(found.name for found in iter_modules(bench.__path__) if found.name not in _NO_BENCHMARK)
    modules = [import_module(f"bench.{name}") for name in names]
    return {module.NAME: (module.run, (module.__doc__ or "").partition("\n")[0]) for module in modules}


def _run(runs: list[tuple[str, Callable[[int], list[Row]]]], repeat: int) -> tuple[list[Row], bool]:
    rows: list[Row] = []
    failed = False
    for name, run in runs:
        print(f"{name} ...", file=sys.stderr)
        try:
            rows += run(repeat)
        except ModuleNotFoundError as missing:
            failed = True
            print(f"{name}: {missing}; pip install --group peers", file=sys.stderr)
    return rows, failed


if __name__ == "__main__":
    sys.exit(main())

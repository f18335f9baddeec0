"""German for every context: collect the strings, see that none is missing, compile them.

Each context keeps its own catalogue, `klappt/<context>/locale/de/LC_MESSAGES/django.po`. The files are sorted
and hold neither dates nor line numbers, so that two people's additions merge quietly.
"""

import argparse
import io
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parent.parent / "klappt"
HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: klappt\\n"
"Language: de\\n"
"Language-Team: German\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
NOTE_FOR_TRANSLATORS = ("Translators:",)
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")


def contexts() -> list[str]:
    return sorted(folder.name for folder in PACKAGE.iterdir() if (folder / "__init__.py").exists())


def catalogue_of(context: str) -> Path:
    return PACKAGE / context / "locale" / "de" / "LC_MESSAGES" / "django.po"


def extract_template(source: IO[bytes], keywords: Any, comment_tags: Any, options: Any) -> Iterator[Any]:
    """Django's own reader turns a template into something like Python, which Babel's reader takes."""
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure()
    # What is left of the HTML is indented at random, which Python's tokenizer would not accept.
    lines = (line.strip() for line in templatize(source.read().decode()).splitlines())
    yield from extract_python(io.BytesIO("\n".join(lines).encode()), keywords, comment_tags, options)


def sources(context: str) -> Iterator[Path]:
    for path in sorted((PACKAGE / context).rglob("*")):
        inside = path.relative_to(PACKAGE / context)
        is_ours = not {"tests", "static", "migrations"} & {*inside.parts}
        if is_ours and (path.suffix == ".py" or (path.is_file() and "templates" in inside.parts)):
            yield path


def strings_of(context: str) -> Catalog:
    found = Catalog(locale="de")
    for path in sources(context):
        method: Any = "python" if path.suffix == ".py" else extract_template
        with path.open("rb") as source:
            for line, message, comments, in_context in extract(
                method, source, keywords=KEYWORDS, comment_tags=NOTE_FOR_TRANSLATORS
            ):
                place = [(str(path.relative_to(PACKAGE.parent)), line)]
                found.add(message, None, place, auto_comments=comments, context=in_context)
    return found


def read(context: str) -> Catalog:
    path = catalogue_of(context)
    if not path.exists():
        return Catalog(locale="de")
    with path.open("rb") as file:
        return read_po(file, locale="de")


def written(catalogue: Catalog) -> bytes:
    body = io.BytesIO()
    write_po(
        body, catalogue, width=100, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True
    )
    return HEADER.encode() + body.getvalue()


def merged(context: str) -> Catalog:
    """What stands in the code now, with the German there is for it."""
    catalogue = read(context)
    catalogue.update(strings_of(context), no_fuzzy_matching=True)
    return catalogue


def forms(value: str | Iterable[str] | None) -> list[str]:
    """One text, or one for each number (one row, many rows)."""
    if value is None or isinstance(value, str):
        return [value or ""]
    return list(value)


def problem_with(message: Message) -> str | None:
    german = forms(message.string)
    if not all(german):
        return "no German"
    if message.fuzzy:
        return "marked fuzzy: look at it again"
    asked = [set(PLACEHOLDER.findall(form)) for form in forms(message.id)]
    found = [set(PLACEHOLDER.findall(form)) for form in german]
    # "One row" may leave the number out, "%(count)s rows" may not.
    if not all(set.intersection(*asked) <= each <= set.union(*asked) for each in found):
        return "placeholders differ"
    return None


def problems_of(context: str) -> Iterator[str]:
    now = merged(context)
    for message in now:
        reason = problem_with(message) if message.id else None
        if reason:
            yield f"klappt/{context}: {reason}: {forms(message.id)[0]!r}"
    for message in now.obsolete.values():
        yield f"klappt/{context}: no longer in the code: {forms(message.id)[0]!r}"


def disagreements() -> Iterator[str]:
    """Django puts all catalogues into one: the same English has to be the same German everywhere."""
    said: dict[tuple[str, str], dict[str, str]] = {}
    for context in contexts():
        for message in read(context):
            if message.id:
                key = (message.context or "", forms(message.id)[0])
                said.setdefault(key, {}).setdefault(forms(message.string)[0], context)
    for (_, english), german in said.items():
        if len(german) > 1:
            yield f"{english!r} is said in different ways, agree or use a context: {german}"


def update(chosen: list[str]) -> int:
    for context in chosen:
        catalogue, path = merged(context), catalogue_of(context)
        if not any(message.id for message in catalogue):
            path.unlink(missing_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(catalogue))
        missing = [message for message in catalogue if message.id and not all(forms(message.string))]
        print(f"{path.relative_to(PACKAGE.parent)}: {len(catalogue)} strings, {len(missing)} without German")
    return 0


def check(chosen: list[str]) -> int:
    found = [line for context in chosen for line in problems_of(context)] + list(disagreements())
    print(*found, sep="\n", end="\n" if found else "")
    if found:
        print(f"{len(found)} problems. `scripts/translations.py update` collects; then write the German.")
    return 1 if found else 0


def compile_catalogues(chosen: list[str]) -> int:
    for context in chosen:
        source = catalogue_of(context)
        target = source.with_suffix(".mo")
        if source.exists() and not (target.exists() and target.stat().st_mtime >= source.stat().st_mtime):
            with target.open("wb") as file:
                write_mo(file, read(context))
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["update", "check", "compile"])
    parser.add_argument("context", nargs="*", help="only these contexts (default: all)")
    given = parser.parse_args()
    unknown = set(given.context) - set(contexts())
    if unknown:
        parser.error(f"no such context: {', '.join(sorted(unknown))}; there are {', '.join(contexts())}")
    what = {"update": update, "check": check, "compile": compile_catalogues}[given.what]
    return what(given.context or contexts())


if __name__ == "__main__":
    sys.exit(main())

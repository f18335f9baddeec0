"""What import-linter cannot see: references by name, templates across contexts, rows without an owner."""

import ast
import configparser
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from klappt.alliances.models.scoped import Scoped
from klappt.alliances.scope import NoScope

PACKAGE = Path(__file__).resolve().parent.parent.parent
ROOT = PACKAGE.parent
LONGEST_MODULE = 400
LONGEST_TEMPLATE = 140
LONGEST_FUNCTION = 40
SHAPELESS = {"utils", "util", "helpers", "helper", "common", "misc", "lib"}
RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField"}
# Sign-in brings pages of its own, which ours take the place of or build upon.
BROUGHT_ALONG = {"account", "allauth", "mfa", "socialaccount", "usersessions", "openid", "django", "elements"}
REFERENCE = re.compile(r"""\{%\s*(?:extends|include)\s+["']([\w-]+)/|<c-([\w-]+)\.[\w.-]+""")
RENDERED = re.compile(r"""["']([a-z_]+)/[\w/-]+\.(?:html|txt)["'#]""")
COMMENT = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", re.DOTALL)


def order() -> dict[str, int]:
    """The contexts with their floor, the top one first, as the contract has them; neighbours share one."""
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")
    floors = contracts["importlinter:contract:contexts"]["layers"].split("\n")
    return {name.strip(): floor for floor, line in enumerate(floors) if line for name in line.split("|")}


ORDER = order()


def files(pattern: str, *, tests: bool = False) -> list[Path]:
    left_out = {"migrations", "node_modules", "dist"} | (set() if tests else {"tests"})
    return [
        path for path in sorted(PACKAGE.rglob(pattern)) if not left_out & set(path.relative_to(PACKAGE).parts)
    ]


def context_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


def stands_above(other: str, context: str) -> bool:
    return other != context and ORDER[other] <= ORDER[context]


def test_a_model_names_another_context_by_import() -> None:
    """A model named in a string is an import that the contract does not see."""
    found = [
        f"{shown(path)}:{call.lineno} {target}"
        for path in files("*.py")
        for call, target in _relations_by_name(ast.parse(path.read_text()))
        if target != "self" and "." in target and target.split(".")[0] != context_of(path)
    ]
    assert not found


def _relations_by_name(tree: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") in RELATIONS and call.args:
            target = call.args[0]
            if isinstance(target, ast.Constant) and isinstance(target.value, str):
                yield call, target.value


def test_templates_use_only_what_stands_below_them() -> None:
    upward, unknown = [], []
    for path in files("*.html"):
        for match in REFERENCE.finditer(COMMENT.sub("", path.read_text())):
            name = match[1] or match[2]
            if name in ORDER:
                upward += [f"{shown(path)}: {match[0]}"] if stands_above(name, context_of(path)) else []
            elif name not in BROUGHT_ALONG:
                unknown.append(f"{shown(path)}: {match[0]}")
    assert (upward, unknown) == ([], [])


def test_code_renders_only_templates_of_its_own_or_below() -> None:
    found = [
        f"{shown(path)}: {match[0]}"
        for path in files("*.py")
        for match in RENDERED.finditer(path.read_text())
        if match[1] in ORDER and stands_above(match[1], context_of(path))
    ]
    assert not found


def own_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("klappt.")]


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_every_row_has_an_owner_or_says_why_not(model: type[models.Model]) -> None:
    if issubclass(model, Scoped):
        with pytest.raises(NoScope):
            model._default_manager.all()
        with pytest.raises(NoScope):
            model._base_manager.all()
    else:
        assert getattr(model, "shared_because", "").strip(), "inherit from Scoped, or say shared_because"


def test_a_table_between_two_scoped_ones_is_a_model_of_its_own() -> None:
    """The table Django makes for a ManyToManyField has no alliance, and answers without a scope."""
    made_by_django = [
        field.remote_field.through._meta.label
        for model in own_models()
        if issubclass(model, Scoped)
        for field in model._meta.local_many_to_many
        if field.remote_field.through._meta.auto_created
    ]
    assert not made_by_django


def test_files_stay_readable() -> None:
    limits = {"*.py": LONGEST_MODULE, "*.html": LONGEST_TEMPLATE}
    found = {
        shown(path): length
        for pattern, limit in limits.items()
        for path in files(pattern, tests=True)
        if (length := len(path.read_text().splitlines())) > limit
    }
    assert not found


def test_functions_stay_readable() -> None:
    found = {
        f"{shown(path)}:{node.name}": length
        for path in files("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := _lines_of_code(node)) > LONGEST_FUNCTION
    }
    assert not found


def _lines_of_code(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """From `def` to the last statement, the docstring left out."""
    docstring = ast.get_docstring(function, clean=False)
    words = len(docstring.splitlines()) if docstring else 0
    return (function.end_lineno or 0) - function.lineno + 1 - words


def test_nothing_is_called_by_a_shapeless_name() -> None:
    assert not [shown(path) for path in files("*", tests=True) if path.stem in SHAPELESS]


def test_every_context_has_something_in_it() -> None:
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert folders == set(ORDER)
    assert not [name for name in folders if len(list((PACKAGE / name).rglob("*.py"))) < 3]


def test_no_inline_code_in_templates() -> None:
    """The content security policy would block it in the browser, where no test but a journey sees it.
    A script of type application/json is data: no browser runs it."""
    inline = re.compile(
        r"<script(?![^>]*\b(?:src=|type=\"application/json\"))|\son\w+=\"|\sstyle=\"|<style|hx-on|javascript:",
        re.IGNORECASE,
    )
    found = [
        f"{shown(path)}: {match[0]}"
        for path in files("*.html")
        if "mail" not in path.parts  # mail clients know no style sheets
        for match in inline.finditer(COMMENT.sub("", path.read_text()))
    ]
    assert not found

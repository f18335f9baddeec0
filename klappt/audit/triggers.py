"""The triggers behind `Stays`: raw SQL, a bulk operation or a forgotten path is refused as well.

They are no migrations: SQLite drops the triggers of a table whenever Django builds it anew, and PostgreSQL
refuses to change a column that a trigger names. So they go before each migration and are put back after it.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from klappt.audit.models import Unlocking
from klappt.audit.stays import Stays, fields_of, table_of

PREFIX = "klappt_stays_"
OPEN = f"SELECT 1 FROM {table_of(Unlocking)} WHERE is_open AND of_table"  # noqa: S608 - a table of ours
SAID = "append-only: rows of % stay as they are"
FUNCTION = f"""
CREATE OR REPLACE FUNCTION klappt_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS ({OPEN} = TG_TABLE_NAME) THEN
        IF TG_OP = 'UPDATE' THEN RETURN NEW; END IF;
        RETURN OLD;
    END IF;
    RAISE EXCEPTION '{SAID}', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$"""
FOUND = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s",
    "postgresql": "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
    " WHERE NOT tgisinternal AND pg_table_is_visible(tgrelid) AND tgname LIKE %s",
}


@dataclass(frozen=True)
class Trigger:
    """Its name holds a fingerprint of what it does: what has the same name need not be made again."""

    table: str
    verb: str
    body: str

    @property
    def name(self) -> str:
        told = "\n".join([self.table, self.verb, self.body, FUNCTION])
        return PREFIX + hashlib.sha256(told.encode()).hexdigest()[:16]

    @property
    def statement(self) -> str:
        return f'CREATE TRIGGER "{self.name}" BEFORE {self.verb} ON "{self.table}" {self.body}'


def staying() -> list[type[models.Model]]:
    """The models whose rows stay."""
    return [model for model in apps.get_models() if isinstance(getattr(model, "stays", None), Stays)]


def wanted(vendor: str) -> list[Trigger]:
    return [trigger for model in staying() for trigger in _triggers(model, vendor)]


def missing(connection: BaseDatabaseWrapper) -> list[Trigger]:
    there = set(_found(connection))
    return [each for each in wanted(connection.vendor) if (each.name, each.table) not in there]


def put(connection: BaseDatabaseWrapper) -> None:
    """Make what is missing, drop what is out of date. On a database of an older edition: nothing."""
    names = {each.name for each in wanted(connection.vendor)}
    lacking = missing(connection)
    outdated = [(name, table) for name, table in _found(connection) if name not in names]
    if not lacking and not outdated:
        return
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        _drop(connection, outdated)
        if not _is_of_this_edition(connection):
            return
        if connection.vendor == "postgresql":
            cursor.execute(FUNCTION)
        for each in lacking:
            cursor.execute(each.statement)


def take_away(connection: BaseDatabaseWrapper) -> None:
    _drop(connection, _found(connection))


def _triggers(model: type[models.Model], vendor: str) -> Iterator[Trigger]:
    table, stays = table_of(model), model.stays  # type: ignore[attr-defined] # that is what `staying` asks
    conditions = {"UPDATE": stays.changed(model, vendor), "DELETE": stays.gone()}
    for verb, condition in conditions.items():
        if vendor == "sqlite":
            refusal = f"SELECT RAISE(ABORT, '{SAID.replace('%', table)}')"
            body = f"WHEN ({condition}) AND NOT EXISTS ({OPEN} = '{table}') BEGIN {refusal}; END"
        else:
            body = f"FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION klappt_stays()"
        yield Trigger(table, verb, body)
    if vendor == "postgresql":
        yield Trigger(table, "TRUNCATE", "FOR EACH STATEMENT EXECUTE FUNCTION klappt_stays()")


def _found(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(FOUND[connection.vendor], [f"{PREFIX}%"])
        return list(cursor.fetchall())


def _drop(connection: BaseDatabaseWrapper, found: list[tuple[str, str]]) -> None:
    with connection.cursor() as cursor:
        for name, table in found:
            of = f' ON "{table}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER "{name}"{of}')


def _is_of_this_edition(connection: BaseDatabaseWrapper) -> bool:
    """Every table with every column is there: not so halfway through the migrations."""
    needed: list[type[models.Model]] = [*staying(), Unlocking]
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        return all(
            table_of(model) in tables and _columns(model) <= _stored(connection, cursor, model)
            for model in needed
        )


def _columns(model: type[models.Model]) -> set[str]:
    return {str(each.column) for each in fields_of(model)}


def _stored(connection: BaseDatabaseWrapper, cursor: Any, model: type[models.Model]) -> set[str]:
    return {each.name for each in connection.introspection.get_table_description(cursor, table_of(model))}

"""Row-level security on PostgreSQL: each table of an alliance shows and takes only rows of the open scope."""

import hashlib

from django.apps import apps
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from klappt.alliances.models import Scoped
from klappt.audit.stays import table_of

PREFIX = "klappt_scope_"
# Each in a SELECT of its own: found out once for a statement, not once for a row.
SETTING = "(SELECT current_setting('klappt.scope', true))"
NUMBERS = "((SELECT string_to_array(replace(current_setting('klappt.scope', true), '*', ''), ','))::bigint[])"
ALLOWED = f"{SETTING} = '*' OR alliance_id = ANY ({NUMBERS})"
NAME = PREFIX + hashlib.sha256(ALLOWED.encode()).hexdigest()[:16]
STATEMENTS = (
    f"CREATE POLICY {NAME} ON {{table}} USING ({ALLOWED}) WITH CHECK ({ALLOWED})",
    "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
    # Otherwise it would not hold for the owner of the table, as whom klappt works.
    "ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
)
GUARDED = """
SELECT relname FROM pg_policy JOIN pg_class ON pg_class.oid = polrelid
WHERE pg_table_is_visible(polrelid) AND relrowsecurity AND relforcerowsecurity AND polname = %s"""
OUTDATED = """
SELECT polname, relname FROM pg_policy JOIN pg_class ON pg_class.oid = polrelid
WHERE pg_table_is_visible(polrelid) AND starts_with(polname, %s) AND polname <> %s"""
BYPASSES = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"


def tables() -> list[str]:
    return sorted(table_of(model) for model in apps.get_models() if issubclass(model, Scoped))


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Tables that are there and not guarded; none on another database than PostgreSQL."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        cursor.execute(GUARDED, [NAME])
        guarded = {name for (name,) in cursor.fetchall()}
    return [name for name in tables() if name in there - guarded]


def put(connection: BaseDatabaseWrapper) -> None:
    """Guard what is not guarded yet, with the policy of this edition of klappt."""
    lacking = missing(connection)
    if not lacking:
        return
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(OUTDATED, [PREFIX, NAME])
        for name, table in cursor.fetchall():
            cursor.execute(f'DROP POLICY "{name}" ON "{table}"')
        for table in lacking:
            cursor.execute(f'DROP POLICY IF EXISTS {NAME} ON "{table}"')
            for statement in STATEMENTS:
                cursor.execute(statement.format(table=f'"{table}"'))


def is_bypassed(connection: BaseDatabaseWrapper) -> bool:
    """The role is a superuser or has BYPASSRLS: for it no policy holds."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute(BYPASSES)
        return bool(cursor.fetchone()[0])

"""All that is kept anywhere: every row of every table, as text."""

from django.db import connection

from klappt.alliances.scope import every_alliance


def everything_stored() -> str:
    told = []
    with every_alliance(reason="what the database holds of anybody"), connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names from the database itself
            told += [str(row) for row in cursor.fetchall()]
    return "\n".join(told)

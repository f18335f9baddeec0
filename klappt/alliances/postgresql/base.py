"""PostgreSQL that is told whose rows may be seen, so that row-level security repeats what the scope says."""

from collections.abc import Callable
from typing import Any

from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus

from klappt.alliances.scope import as_setting

TELL = "SELECT set_config('klappt.scope', %s, false)"


class DatabaseWrapper(base.DatabaseWrapper):
    """Before a statement goes out the session is told the open scope, unless it knows.

    It may have forgotten wherever a transaction ended or was rolled back to a savepoint (what was set
    inside is undone), and on a connection from the pool, which somebody else has used.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.told: str | None = None
        self.execute_wrappers.append(self._tell_scope)

    def init_connection_state(self) -> None:
        self.told = None
        super().init_connection_state()

    def commit(self) -> None:
        # PostgreSQL rolls back instead, without a word, when a statement had failed.
        self.told = None
        super().commit()

    def rollback(self) -> None:
        self.told = None
        super().rollback()

    def _tell_scope(
        self, execute: Callable[..., Any], sql: Any, params: Any, many: Any, context: dict[str, Any]
    ) -> Any:
        wanted = as_setting()
        failed = self.connection.info.transaction_status == TransactionStatus.INERROR
        if self.told != wanted and not failed:
            # Beside Django's cursor: it is no query of anybody's.
            with self.wrap_database_errors:
                self.connection.execute(TELL, [wanted])
            self.told = wanted
        try:
            return execute(sql, params, many, context)
        finally:
            if str(sql).lstrip()[:8].upper() == "ROLLBACK":
                self.told = None

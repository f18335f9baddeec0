import os
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from klappt.alliances import row_security
from klappt.audit import triggers
from klappt.config.checks import refuse_weak_settings
from klappt.config.supervisor import answers, background_worker, port_is_free, supervise, web_server

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


class Command(BaseCommand):
    # For `klappt demo`, which has more to say than an address.
    stealth_options = ("announce",)
    help = "Serve klappt: web server, static files and background worker. Refuses weak settings."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000), help="(8000)")
        parser.add_argument("--workers", type=int, default=1, help="web processes (1)")
        parser.add_argument("--threads", type=int, default=4, help="threads in each web process (4)")
        parser.add_argument("--no-worker", action="store_true", help="background jobs run elsewhere")
        parser.add_argument("--migrate", action="store_true", help="bring the database up to date first")
        parser.add_argument("--quiet", action="store_true", help="only say what goes wrong")

    def handle(self, *_args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        self.refuse(host, port)
        self.prepare_database(migrate=options["migrate"])
        call_command("collectstatic", interactive=False, verbosity=0)
        connections.close_all()
        ended = supervise(
            web_server(
                host,
                port,
                workers=options["workers"],
                threads=options["threads"],
                log_level="warning" if options["quiet"] else "info",
            ),
            None if options["no_worker"] else background_worker(),
            ready=lambda: answers(host if host not in {"0.0.0.0", "::"} else "127.0.0.1", port),  # noqa: S104 - asked for
            announce=options.get("announce")
            or (
                lambda: self.stdout.write(
                    f"klappt listens on {host}:{port} and is reached at {settings.PUBLIC_URL}"
                )
            ),
        )
        if ended:
            raise CommandError("The web server has ended; its reason stands above.", returncode=ended)

    def refuse(self, host: str, port: int) -> None:
        try:
            refuse_weak_settings()
        except ImproperlyConfigured as problem:
            raise CommandError(str(problem), returncode=2) from problem
        if settings.DEBUG and host not in LOOPBACK:
            raise CommandError(
                "KLAPPT_DEBUG=1 shows everybody everything. Unset it, or serve 127.0.0.1 only.", 2
            )
        if not port_is_free(host, port):
            raise CommandError(
                f"Something already listens on {host}:{port}. Is klappt running already? "
                f"Another port: klappt serve --port {port + 1}",
                returncode=3,
            )

    def prepare_database(self, *, migrate: bool) -> None:
        settings.HOME.mkdir(parents=True, exist_ok=True)
        executor = MigrationExecutor(connection)
        waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        # Triggers and policies are put after each migration; a new edition may need others without one.
        waiting = waiting or len(triggers.missing(connection)) + len(row_security.missing(connection))
        if waiting and not migrate:
            raise CommandError(
                f"The database is {waiting} steps behind. Make a backup (klappt backup FILE), then: "
                "klappt serve --migrate",
                returncode=4,
            )
        if waiting:
            call_command("migrate", interactive=False, verbosity=0)
        if row_security.is_bypassed(connection):
            raise CommandError(
                "The role in DATABASE_URL is a superuser or has BYPASSRLS: row-level security would not hold "
                "for it. Use a role of its own for klappt (docs/operations.md, PostgreSQL).",
                returncode=2,
            )

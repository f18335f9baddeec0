"""What is append-only stays in the database as well: against raw SQL and against a forgotten path."""

import datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from conftest import Cast
from klappt.alliances.models.scoped import Scoped, ScopedQuerySet
from klappt.alliances.scope import every_alliance
from klappt.audit.models import Audited, AuditedQuerySet, Change, Event, Unlocking
from klappt.audit.services import unlocked
from klappt.audit.stays import Stays, fields_of, table_of
from klappt.audit.triggers import missing, put, staying, take_away, wanted
from klappt.config.tests import demonstration
from klappt.matters.models import MatterStep
from klappt.matters.tests.factories import make_matter
from klappt.meetings.models import OutcomeChange
from klappt.meetings.services.results import remove_result
from klappt.meetings.tests.factories import make_outcome
from klappt.returns.models import Answer
from klappt.returns.tests.factories import make_handed_in
from klappt.worksheets.models import Edition

POSTGRESQL = connection.vendor == "postgresql"
# The rules below them: these classes write, and refuse only for want of a scope or an event.
WRITING = {models.Model, Audited, Scoped}
WRITING_MANY = {models.QuerySet, AuditedQuerySet, ScopedQuerySet}


def refuses_in_python(model: type[models.Model]) -> bool:
    rows = {base for base in model.__mro__ if "delete" in vars(base)}
    many = {base for base in model._default_manager._queryset_class.__mro__ if "delete" in vars(base)}
    return bool(rows - WRITING or many - WRITING_MANY)


def test_whoever_refuses_in_python_has_triggers_behind_it() -> None:
    own = [model for model in apps.get_models() if model.__module__.startswith("klappt.")]
    refusing = {model for model in own if refuses_in_python(model)}
    assert {Answer, Edition, OutcomeChange} <= refusing
    assert refusing <= set(staying())


@pytest.mark.django_db
def test_every_model_that_stays_has_its_triggers() -> None:
    assert not missing(connection)
    verbs = {"UPDATE", "DELETE", "TRUNCATE"} if POSTGRESQL else {"UPDATE", "DELETE"}
    made = {(each.table, each.verb) for each in wanted(connection.vendor)}
    assert made == {(table_of(model), verb) for model in staying() for verb in verbs}


def other(value: Any) -> Any:
    """Another value of the same kind."""
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case str():
            return f"{value}x"[-max(1, len(value)) :] if value else "x"
        case datetime.datetime() | datetime.date():
            return value - datetime.timedelta(days=400)
        case bytes() | memoryview():
            return bytes(value) + b"x"
        case _:
            return [value]


def row_of(model: type[models.Model]) -> dict[str, Any] | None:
    """A row that stays; through no manager of ours."""
    stays: Stays = model.stays
    filled = {f"{column}__isnull": False for column in stays.columns}
    return models.QuerySet(model).filter(**stays.once, **filled).order_by("pk").values().first()


@pytest.mark.slow
@pytest.mark.django_db
def test_no_column_of_a_row_that_stays_can_be_changed_and_no_row_removed() -> None:
    demonstration.lay_out()
    untried = set()
    with every_alliance(reason="rows of all examples"):
        for model in staying():
            row = row_of(model)
            if row is None:
                untried.add(model.__name__)
            else:
                no_column_changes(model, row)
                with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
                    models.QuerySet(model).filter(pk=row["id"])._raw_delete("default")
    assert untried <= {"AnswerFile", "Correction", "EditionOrigins", "LateQuestion", "SentFile"}


def no_column_changes(model: type[models.Model], row: dict[str, Any]) -> None:
    stays: Stays = model.stays
    kept = stays.columns or [field.attname for field in fields_of(model) if field.column not in stays.but]
    for name in kept:
        changed = other(row[name]) if row[name] is not None else None
        if changed is not None:
            with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
                models.QuerySet(model).filter(pk=row["id"]).update(**{name: changed})


def sql(statement: str, *values: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_raw_sql_is_refused(cast: Cast) -> None:
    make_handed_in(cast)
    with every_alliance(reason="raw SQL"):
        for statement in (
            "UPDATE returns_answer SET value = '\"anders\"'",
            "DELETE FROM returns_answer",
            "UPDATE returns_handin SET content = '{}'",
            "UPDATE returns_sentsection SET sharing = 'alliances', was_held_back = NOT was_held_back",
            "DELETE FROM returns_sentanswer",
            "UPDATE worksheets_edition SET wording = '{}'",
            "UPDATE audit_change SET label = 'nichts'",
            "DELETE FROM audit_event",
        ):
            with pytest.raises(IntegrityError, match="append-only"):
                sql(statement)


@pytest.mark.skipif(not POSTGRESQL, reason="only PostgreSQL has TRUNCATE")
def test_nor_can_a_table_be_emptied_at_once(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="append-only"):
        sql("SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE audit_event CASCADE")


@pytest.mark.skipif(POSTGRESQL, reason="only SQLite has INSERT OR REPLACE")
def test_nor_can_a_row_be_replaced(cast: Cast) -> None:
    first = Event.objects.order_by("pk").first()
    assert first is not None
    with pytest.raises(IntegrityError, match="append-only"):
        sql(
            "INSERT OR REPLACE INTO audit_event (id, at, verb, signature, channel, details)"
            " VALUES (%s, '2026-01-01', 'nichts', 'niemand', 'page', '{}')",
            first.pk,
        )


def test_what_may_still_change_does(cast: Cast) -> None:
    make_handed_in(cast)
    sql("UPDATE returns_sentsection SET is_latest = false")
    sql("UPDATE audit_event SET by_id = NULL")
    assert not Event.objects.exclude(by=None).exists()


def test_a_draft_can_be_written_until_it_is_published(cast: Cast) -> None:
    make_handed_in(cast)
    sql(
        "INSERT INTO worksheets_edition (worksheet_id, number, state, wording, revision, fingerprint)"
        " SELECT worksheet_id, number + 1, 'draft', '{}', 1, '' FROM worksheets_edition"
    )
    sql("UPDATE worksheets_edition SET wording = '[]' WHERE state = 'draft'")
    sql("DELETE FROM worksheets_edition WHERE state = 'draft'")
    assert Edition.objects.count() == 1


def test_a_door_opens_one_table_for_one_transaction_and_says_why(cast: Cast) -> None:
    with unlocked(Change, reason="a test looks in"):
        sql("UPDATE audit_change SET label = 'geändert'")
        with pytest.raises(IntegrityError, match="append-only"):
            sql("UPDATE audit_event SET verb = 'geändert'")
    with pytest.raises(IntegrityError, match="append-only"):
        sql("UPDATE audit_change SET label = 'noch einmal'")
    assert list(Unlocking.objects.values_list("of_table", "reason", "is_open")) == [
        ("audit_change", "a test looks in", False)
    ]


def test_a_door_needs_a_reason() -> None:
    with pytest.raises(ValueError, match="reason"), unlocked(Change, reason=""):
        pass


def test_a_door_is_shut_when_something_fails_behind_it(cast: Cast) -> None:
    with pytest.raises(RuntimeError), unlocked(Change, reason="a test looks in"):
        raise RuntimeError
    assert not Unlocking.objects.exists()
    with pytest.raises(IntegrityError, match="append-only"):
        sql("DELETE FROM audit_change")


def test_a_result_that_was_no_result_goes_with_its_first_step(cast: Cast) -> None:
    outcome = make_outcome(cast)
    with every_alliance(reason="to look at the steps"):
        with pytest.raises(IntegrityError, match="append-only"):
            sql("DELETE FROM meetings_outcomechange")
        remove_result(outcome=outcome, by=cast.alma)
        assert not OutcomeChange.objects.exists()


def test_steps_of_a_matter_stay(cast: Cast) -> None:
    make_matter(cast)
    with every_alliance(reason="to look at the steps"):
        assert MatterStep.objects.exists()
        with pytest.raises(IntegrityError, match="append-only"):
            sql("UPDATE matters_matterstep SET text = 'nie geschehen'")


@pytest.mark.django_db
def test_triggers_that_got_lost_come_back_and_old_ones_go() -> None:
    take_away(connection)
    body = "BEGIN SELECT 1; END"
    if POSTGRESQL:
        body = "FOR EACH ROW EXECUTE FUNCTION klappt_stays()"
    sql(f"CREATE TRIGGER klappt_stays_of_last_year BEFORE DELETE ON audit_unlocking {body}")
    assert missing(connection)
    put(connection)
    assert not missing(connection)
    Unlocking.objects.create(of_table="x", reason="x").delete()

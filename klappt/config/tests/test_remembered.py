"""What is put back as rows is what the verbs had made."""

import datetime
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from klappt.accounts.enums import Role
from klappt.alliances.models import Alliance, Membership
from klappt.alliances.scope import every_alliance
from klappt.alliances.tests.factories import join, make_alliance
from klappt.audit.models import Event
from klappt.config.tests.remembered import Remembered

pytestmark = [pytest.mark.django_db]


def make() -> Alliance:
    alliance = make_alliance("neu")
    join(alliance, "Nora", Role.MEMBER)
    return alliance


def found() -> dict[str, list[Any]]:
    """What is there, without numbers: a PostgreSQL hands out each only once, even if nobody has kept it."""
    with every_alliance(reason="a test compares them"):
        keys = dict(Alliance.objects.order_by("pk").values_list("pk", "key"))
        events = Event.objects.order_by("pk").values_list("verb", "alliance_id")
        return {
            "alliances": list(Alliance.objects.order_by("pk").values_list("key", "name")),
            "people": list(
                Membership.objects.order_by("pk").values_list("user__email", "role", "valid_from")
            ),
            "events": [(verb, keys.get(alliance_id)) for verb, alliance_id in events],
        }


def undone(again: Remembered[Alliance]) -> tuple[Alliance, dict[str, list[Any]]]:
    with transaction.atomic():
        alliance, rows = again(), found()
        assert Alliance.objects.get(key="neu") == alliance
        transaction.set_rollback(True)
    return alliance, rows


def test_rows_and_things_are_the_same_both_times() -> None:
    again = Remembered(make)
    (first, made), (second, put_back) = undone(again), undone(again)
    assert made == put_back
    assert made["people"]
    assert first is not second
    assert (first.key, first.name) == (second.key, second.name)


def test_what_happened_just_now_happens_just_now_again() -> None:
    again = Remembered(make)
    undone(again)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=400)):
        again()
        latest = Event.objects.order_by("-pk").first()
        assert latest is not None
        assert abs(timezone.now() - latest.at).total_seconds() < 60


def test_where_the_keys_are_taken_it_is_made_anew() -> None:
    again = Remembered(make_another)
    with transaction.atomic():
        again()
        transaction.set_rollback(True)
    taken = make_alliance("besetzt")
    assert again().pk != taken.pk


def make_another() -> Alliance:
    return make_alliance("anders")

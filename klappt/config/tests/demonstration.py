"""The examples, laid out by their command the first time and put back as rows after that."""

from django.core.management import call_command
from django.test import override_settings

from klappt.config.tests.remembered import Remembered


@override_settings(EXAMPLES=True)
def _lay_out() -> None:
    call_command("demo_data", alliances=6)


lay_out = Remembered(_lay_out)

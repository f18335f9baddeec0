"""A worksheet as the JSON of klappt (docs/core/questionnaire.md)."""

from django.utils.translation import gettext_lazy as _

from klappt.worksheets.extensions import Writer, Written
from klappt.worksheets.models import Edition


def write(edition: Edition) -> Written:
    """A published edition byte by byte as it is frozen."""
    return Written(edition.wording.encode())


WRITER = Writer("json", _("JSON of klappt (everything is in it)"), ".json", "application/json", write)

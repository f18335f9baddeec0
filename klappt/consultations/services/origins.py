"""With an edition ships what changed because of whom, and that list never changes."""

from dataclasses import asdict

from klappt.consultations.models import EditionOrigins
from klappt.consultations.selectors.changes import origins_of
from klappt.worksheets.models import Edition


def keep_origins(edition: Edition) -> None:
    """As the sent answers say it now. Expects the event of publishing, before its state changes."""
    found = origins_of(edition)
    if found is not None:
        changes = [asdict(each) for each in found.changes]
        EditionOrigins.objects.create(edition=edition, changes=changes, alliances=found.alliances)

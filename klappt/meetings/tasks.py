import datetime

from django.utils import timezone

from klappt.alliances.scope import every_alliance, scope
from klappt.jobs.schedule import job
from klappt.meetings.services.series import extend_series, running


@job(attempts=3, every=datetime.timedelta(days=1))
def keep_series_a_year_ahead() -> None:
    """Each series goes on until somebody ends it."""
    today = timezone.localdate()
    with every_alliance(reason="series of all alliances go on"):
        found = running(today)
        for series in found:
            with scope(series.alliance):
                extend_series(series=series, today=today)

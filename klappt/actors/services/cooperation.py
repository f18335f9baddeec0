"""How the alliance works with an institution, and how that goes (A17, A18, A19)."""

import datetime

from klappt.accounts.models import User
from klappt.actors import events
from klappt.actors.enums import CooperationFormat, Criterion, Rating, Tick
from klappt.actors.models import Assessment, Cooperation, CriterionMark, Institution
from klappt.audit.services import event


def record_cooperation(
    *,
    institution: Institution,
    format: CooperationFormat,
    by: User | None,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    note: str = "",
    signature: str = "",
) -> Cooperation:
    """Note by which format the alliance cooperates; then the tick "cooperation exists" holds as well."""
    with event(events.COOPERATION_RECORDED, by=by, alliance=institution.alliance, signature=signature):
        cooperation = Cooperation(
            alliance_id=institution.alliance_id,
            institution=institution,
            format=format,
            valid_from=since,
            valid_until=until,
            note=note.strip(),
        )
        cooperation.full_clean(exclude=["alliance"], validate_constraints=False)
        cooperation.save()
        if until is None and institution.cooperation != Tick.YES:
            institution.cooperation = Tick.YES
            institution.save(update_fields=["cooperation"])
    return cooperation


def end_cooperation(
    *, cooperation: Cooperation, on: datetime.date, by: User | None, signature: str = ""
) -> Cooperation:
    """A way of cooperating ends on this day; the row stays."""
    with event(events.COOPERATION_ENDED, by=by, alliance=cooperation.alliance, signature=signature):
        cooperation.valid_until = on
        cooperation.full_clean(exclude=["alliance", "institution"], validate_constraints=False)
        cooperation.save()
    return cooperation


def assess_cooperation(
    *,
    institution: Institution,
    rating: Rating,
    by: User | None,
    on: datetime.date | None = None,
    note: str = "",
    signature: str = "",
) -> Assessment:
    """How it goes, as seen on this day. A new row: what was said before stays."""
    with event(events.COOPERATION_ASSESSED, by=by, alliance=institution.alliance, signature=signature):
        assessment = Assessment(
            alliance_id=institution.alliance_id,
            institution=institution,
            rating=rating,
            note=note.strip(),
            by=by,
            **({"on": on} if on else {}),
        )
        assessment.clean_fields(exclude=["alliance", "institution", "by"])
        assessment.save()
    return assessment


def mark_criterion(
    *,
    institution: Institution,
    criterion: Criterion,
    meets: Tick | str,
    by: User | None,
    note: str = "",
    signature: str = "",
) -> CriterionMark:
    """Whether the institution meets one of the six criteria, and why (A15). Empty: not asked yet."""
    known = institution.criteria.filter(criterion=criterion).first()
    mark = known or CriterionMark(
        alliance_id=institution.alliance_id, institution=institution, criterion=criterion
    )
    if known and (mark.meets, mark.note) == (meets, note.strip()):
        return mark
    mark.meets, mark.note = meets, note.strip()
    mark.clean_fields(exclude=["alliance", "institution"])
    with event(events.CRITERION_MARKED, by=by, alliance=institution.alliance, signature=signature):
        mark.save()
    return mark

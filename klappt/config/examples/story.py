"""What both examples are told with: verbs on days in the past."""

import datetime
from dataclasses import dataclass

from klappt.accounts.models import User
from klappt.actors import events
from klappt.actors.enums import ApproachState, Criterion, Rating, Tick
from klappt.actors.models import Approach, Institution
from klappt.actors.services import approach as approaches
from klappt.actors.services.cooperation import assess_cooperation, mark_criterion
from klappt.actors.services.institutions import change_institution
from klappt.alliances.models import Alliance
from klappt.config.examples.clock import acting, ago, moment


@dataclass(frozen=True)
class Story:
    alliance: Alliance
    coordinator: User
    lead: User

    def find(self, name: str, department: str = "") -> Institution:
        found: Institution = Institution.objects.filter(
            name__startswith=name, department__startswith=department
        ).order_by("position")[0]
        return found

    def assess(self, name: str, days: int, rating: Rating, note: str = "") -> None:
        with acting(events.COOPERATION_ASSESSED, self.coordinator, self.alliance, ago(days)):
            assess_cooperation(
                institution=self.find(name), rating=rating, on=ago(days), note=note, by=self.coordinator
            )

    def mark(self, name: str, department: str, marks: str, days: int) -> None:
        """`marks`: one sign for each criterion in its order: j yes, n no, ? uncertain, . not asked."""
        signs = {"j": Tick.YES, "n": Tick.NO, "?": Tick.UNCERTAIN}
        institution = self.find(name, department)
        with acting(events.CRITERION_MARKED, self.coordinator, self.alliance, ago(days)):
            for criterion, sign in zip(Criterion, marks, strict=True):
                if sign in signs:
                    mark_criterion(
                        institution=institution,
                        criterion=criterion,
                        meets=signs[sign],
                        by=self.coordinator,
                    )

    def check(self, institution: Institution, days: int) -> None:
        """Somebody has looked whether the entry still holds."""
        with acting(events.INSTITUTION_CHANGED, self.coordinator, self.alliance, ago(days)):
            change_institution(institution=institution, by=self.coordinator, checked_on=ago(days))

    def propose(self, days: int, *who: tuple[str, str]) -> list[Approach]:
        institutions = [self.find(name, department) for name, department in who]
        with acting(events.APPROACHES_PROPOSED, self.coordinator, self.alliance, ago(days)):
            made = approaches.propose_approaches(
                alliance=self.alliance, institutions=institutions, by=self.coordinator
            )
            self._since(made, ago(days))
        return made

    def agree(self, days: int, rows: list[Approach]) -> list[Approach]:
        with acting(events.LEAD_AGREED, self.lead, self.alliance, ago(days)):
            agreed = approaches.agree(approaches=rows, by=self.lead)
            self._since(agreed, ago(days))
        return agreed

    def ask(self, days: int, rows: list[Approach]) -> list[Approach]:
        with acting(events.INSTITUTION_APPROACHED, self.coordinator, self.alliance, ago(days)):
            asked = [approaches.note_approached(approach=row, by=self.coordinator) for row in rows]
            self._since(asked, ago(days))
        return asked

    def answer(self, days: int, row: Approach, state: ApproachState, reason: str = "") -> None:
        day = ago(days)
        if state is ApproachState.ACCEPTED:
            with acting(events.INSTITUTION_ACCEPTED, self.coordinator, self.alliance, day):
                self._since([approaches.accept(approach=row, on=day, by=self.coordinator)], day)
        else:
            with acting(events.INSTITUTION_DECLINED, self.coordinator, self.alliance, day):
                self._since([approaches.decline(approach=row, reason=reason, by=self.coordinator)], day)

    def _since(self, rows: list[Approach], day: datetime.date) -> None:
        # The verbs write down the moment they are called in; here it was done earlier.
        for row in rows:
            row.since = moment(day)
            row.save(update_fields=["since"])

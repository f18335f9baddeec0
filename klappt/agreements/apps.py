from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgreementsConfig(AppConfig):
    name = "klappt.agreements"
    verbose_name = _("Agreements and formats")
    label = "agreements"

    def ready(self) -> None:
        # The receivers connect themselves, the tasks enter the timetable.
        from klappt.actors.extensions import Section, add_note_reader, add_section, add_sheet_rows
        from klappt.agreements import plan, receivers, search, tasks  # noqa: F401 - importing registers them
        from klappt.agreements.selectors.body import of_body
        from klappt.agreements.selectors.institution import hanging, of_institution
        from klappt.agreements.selectors.placements import note_standings, worksheet_rows
        from klappt.bodies import extensions as bodies

        plan.register()
        search.register()
        add_note_reader(note_standings)
        add_sheet_rows(worksheet_rows)
        add_section(Section("agreements.all", "agreements/institution.html", of_institution, hanging))
        bodies.add_section(bodies.Section("agreements.all", 80, "agreements/body.html", of_body))

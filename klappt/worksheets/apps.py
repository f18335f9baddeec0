from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorksheetsConfig(AppConfig):
    name = "klappt.worksheets"
    verbose_name = _("Worksheets")
    label = "worksheets"

    def ready(self) -> None:
        from klappt.worksheets import extensions
        from klappt.worksheets.exports import own_json as writing
        from klappt.worksheets.imports import own_json as reading

        extensions.add_reader(reading.READER)
        extensions.add_writer(writing.WRITER)

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorksheetsConfig(AppConfig):
    name = "klappt.worksheets"
    verbose_name = _("Worksheets")
    label = "worksheets"

    def ready(self) -> None:
        from klappt.worksheets import extensions
        from klappt.worksheets.exports import own_json as writing
        from klappt.worksheets.exports import xlsform_writer
        from klappt.worksheets.imports import own_json as reading
        from klappt.worksheets.imports import xlsform_reader

        for reader in (reading.READER, xlsform_reader.READER):
            extensions.add_reader(reader)
        for writer in (writing.WRITER, xlsform_writer.WRITER):
            extensions.add_writer(writer)

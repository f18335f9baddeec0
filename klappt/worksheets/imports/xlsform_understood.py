"""A form that pyxform accepts, as a questionnaire of klappt and a list of everything that was lost."""

from pathlib import PurePath

from klappt.core.questionnaire.model import Questionnaire
from klappt.worksheets.imports.incoming import Incoming, LossKind
from klappt.worksheets.imports.xlsform_choices import Choices
from klappt.worksheets.imports.xlsform_languages import languages_of
from klappt.worksheets.imports.xlsform_ledger import Ledger
from klappt.worksheets.imports.xlsform_reading import Reading
from klappt.worksheets.imports.xlsform_sections import Sections
from klappt.worksheets.imports.xlsform_source import Form
from klappt.worksheets.imports.xlsform_tree import tree

_SETTINGS_READ = {"title", "id_string", "default_language", "name", "version", "clean_text_values"}


def understood(form: Form, name: str) -> Incoming:
    """`name` is the file's; it is the title where the form has none."""
    ledger = Ledger()
    languages = languages_of(form, ledger)
    choices = Choices(form, languages, ledger)
    title = next((row.get("title") for row in form.settings), "") or PurePath(name).stem
    sections = Sections(Reading(ledger, languages, choices), title[:200])
    sections.read(tree(form.survey, ledger))
    choices.list_unused()
    _list_settings(form, ledger)
    questionnaire = Questionnaire(title[:200], sections.intro, languages.code, tuple(sections.sections))
    return Incoming(questionnaire, ledger.losses)


def _list_settings(form: Form, ledger: Ledger) -> None:
    for row in form.settings:
        for path, value in row.cells.items():
            if path[0] not in _SETTINGS_READ:
                ledger.lose(LossKind.SETTING, row, "::".join(path), value, sheet="settings")
    for sheet in form.further:
        ledger.lose(LossKind.SHEET, 0, value=sheet, sheet=sheet)

"""Scripts under names that change with their content find each other."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage

from klappt.config.static_files import StaticFiles

IMPORTED = re.compile('from "[.]/([^"]+)"')


def test_an_imported_script_is_named_as_it_is_called_today(tmp_path: Path) -> None:
    names = ("returns/kept.js", "returns/kept_files.js")
    sources = FileSystemStorage(Path(str(finders.find(names[0]))).parent.parent)
    collected = StaticFiles(location=tmp_path, base_url="/static/")
    for name in names:
        with sources.open(name) as script:
            collected.save(name, script)
    list(collected.post_process({name: (sources, name) for name in names}))
    written = tmp_path / collected.stored_name(names[0])
    (imported,) = IMPORTED.findall(written.read_text())
    assert imported == Path(collected.stored_name(names[1])).name
    assert imported != "kept_files.js"
    assert (written.parent / imported).is_file()

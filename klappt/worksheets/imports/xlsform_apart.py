"""Reads one form in a process of its own: called with the kind of file and its name, the file on stdin.

A stranger's form meets libraries made for trusted ones here. Time and memory are limited; the answer is JSON.
"""

import json
import resource
import sys
import warnings
from dataclasses import asdict
from typing import Any

from pyxform.errors import PyXFormError

from klappt.core.questionnaire.reading import write_questionnaire
from klappt.worksheets.imports.incoming import Incoming, Problem, ProblemKind
from klappt.worksheets.imports.xlsform_ledger import shortened
from klappt.worksheets.imports.xlsform_refused import problem_of
from klappt.worksheets.imports.xlsform_source import read_form
from klappt.worksheets.imports.xlsform_understood import understood

SECONDS = 20
_MEMORY = 1024 * 1024 * 1024


def incoming(data: bytes, file_type: str, name: str) -> Incoming:
    """The form understood, or why it cannot be."""
    try:
        form = read_form(data, file_type)
    except PyXFormError as error:
        return Incoming(None, problems=(problem_of(str(error)),))
    except (RecursionError, MemoryError):
        return Incoming(None, problems=(Problem(ProblemKind.TOO_LONG),))
    except Exception as error:  # noqa: BLE001 - pyxform raises anything on what it did not expect
        return Incoming(None, problems=(Problem(ProblemKind.OTHER, value=shortened(str(error))),))
    return understood(form, name)


def as_json(found: Incoming) -> str:
    values: dict[str, Any] = {
        "questionnaire": write_questionnaire(found.questionnaire) if found.questionnaire else None,
        "losses": [asdict(loss) for loss in found.losses],
        "problems": [asdict(problem) for problem in found.problems],
    }
    return json.dumps(values)


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    warnings.simplefilter("ignore")
    file_type, name = sys.argv[1:3]
    sys.stdout.write(as_json(incoming(sys.stdin.buffer.read(), file_type, name)))


if __name__ == "__main__":
    main()

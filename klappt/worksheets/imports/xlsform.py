"""A form in the XLSForm format, checked by pyxform, as a draft of a worksheet (C1)."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

from django.utils.translation import gettext as _

import klappt
from klappt.core.questionnaire.reading import read_questionnaire
from klappt.sheets import limits
from klappt.sheets.archive import unpack
from klappt.sheets.arriving import refuse_too_large
from klappt.sheets.grid import cell_text
from klappt.sheets.read import read_workbook
from klappt.sheets.recognise import Kind, recognise
from klappt.sheets.refusals import RefusalKind, Refused
from klappt.worksheets.imports.incoming import Incoming, Loss, LossKind, Problem, ProblemKind

FILE_BYTES = 4 * limits.MEGABYTE
ENDINGS = (".xlsx", ".xlsm", ".xls", ".csv", ".md")
SECONDS = 30
READER = "klappt.worksheets.imports.xlsform_apart"
_HEADERS = {ProblemKind.HEADER_TWICE, ProblemKind.HEADER_MISSING, ProblemKind.HEADER_BAD}
_TYPES = {Kind.XLSX: ".xlsx", Kind.XLS: ".xls"}


def read_xlsform(name: str, data: bytes) -> Incoming:
    """The form as far as klappt can express it, with every loss; or problems with their places."""
    try:
        file_type = _file_type(name, data)
    except Refused as error:
        return Incoming(None, problems=(_refused(error),))
    found = _read_apart(name, data, file_type)
    return replace(found, problems=tuple(_placed(problem, name, data) for problem in found.problems))


def _file_type(name: str, data: bytes) -> str:
    refuse_too_large(len(data), FILE_BYTES)
    kind = recognise(data)
    if kind is Kind.TEXT:
        return ".md" if PurePath(name).suffix.lower() == ".md" else ".csv"
    if kind not in _TYPES:
        raise Refused(RefusalKind.WRONG_TYPE, found=_("a LibreOffice table (.ods)"))
    if kind is Kind.XLSX:
        unpack(data)
    return _TYPES[kind]


def _refused(error: Refused) -> Problem:
    if error.kind is RefusalKind.WRONG_TYPE:
        return Problem(ProblemKind.NO_FORM, value=str(error.values["found"]))
    return Problem(ProblemKind.FILE, value=error.message)


def _read_apart(name: str, data: bytes, file_type: str) -> Incoming:
    command = [
        sys.executable,
        "-m",
        READER,
        file_type,
        PurePath(name).name,
    ]
    surroundings = {**os.environ, "PYTHONPATH": str(Path(klappt.__file__).parents[1])}
    try:
        answer = subprocess.run(  # noqa: S603 - our own words; the file goes in by stdin
            command, input=data, capture_output=True, timeout=SECONDS, check=True, env=surroundings
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return Incoming(None, problems=(Problem(ProblemKind.TOO_LONG),))
    return _from_json(answer.stdout)


def _from_json(text: bytes) -> Incoming:
    raw: dict[str, Any] = json.loads(text)
    questionnaire = raw["questionnaire"]
    return Incoming(
        read_questionnaire(questionnaire) if questionnaire else None,
        tuple(Loss(**{**loss, "kind": LossKind(loss["kind"])}) for loss in raw["losses"]),
        tuple(Problem(**{**problem, "kind": ProblemKind(problem["kind"])}) for problem in raw["problems"]),
    )


def _placed(problem: Problem, name: str, data: bytes) -> Problem:
    """Where pyxform names no place, klappt looks for it: the first row in which the thing stands."""
    if problem.row or problem.kind is ProblemKind.OTHER:
        return problem
    wanted = "include" if problem.kind is ProblemKind.NOT_INCLUDED else problem.value
    if problem.kind in _HEADERS and problem.sheet:
        return replace(problem, row=1)
    try:
        book = read_workbook(data, name)
    except Refused:
        return problem
    for sheet in book.sheets:
        for number, row in sheet.numbered():
            texts = [cell_text(value) for value in row]
            if wanted and any(text == wanted or text.startswith(f"{wanted} ") for text in texts):
                return replace(problem, sheet=sheet.name if len(book.sheets) > 1 else "survey", row=number)
    return problem

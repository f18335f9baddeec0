"""A wheel carries what is served: built style sheets and scripts, compiled translations."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

STEPS = (["scripts/assets.py"], ["scripts/translations.py", "compile"])


class ServedFiles(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling names it
        # Whoever works in a checkout builds there.
        if version == "editable":
            return
        for step in STEPS:
            subprocess.run([sys.executable, *step], cwd=Path(self.root), check=True)  # noqa: S603 - our own scripts

"""How many queries a page takes, kept in a file: more of them is a decision, not an accident."""

import json
import os
from pathlib import Path

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

KEPT = Path(__file__).with_name("query_counts.json")


def assert_query_count(name: str, client: Client, url: str) -> None:
    """Ask for the page and compare with the number kept for `name`.

    The page is asked for twice and the second time counts: what Django remembers between requests must not
    depend on which test ran before. `UPDATE_COUNTS=1 pytest -p no:xdist …` writes the numbers anew.
    """
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    kept: dict[str, int] = json.loads(KEPT.read_text())
    if os.environ.get("UPDATE_COUNTS"):
        KEPT.write_text(json.dumps({**kept, name: len(asked)}, indent=2, sort_keys=True) + "\n")
        return
    statements = "\n".join(query["sql"][:200] for query in asked.captured_queries)
    assert len(asked) == kept.get(name), f"{name}: {len(asked)} queries, kept {kept.get(name)}\n{statements}"

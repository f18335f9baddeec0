"""How fast klappt is, each time against something else in the same run: `python -m bench`.

A benchmark is a module in this folder with a `NAME` and a function `run(repeat: int) -> list[Row]`. What it
needs beyond klappt itself it imports inside `run`, so that `--list` works everywhere.
"""

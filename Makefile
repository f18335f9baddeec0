# The few words there are. Everything else is Python in scripts/, which needs nothing but Python itself.
PYTHON ?= $(shell command -v python3 || command -v python)
PORT ?= 8000

.DEFAULT_GOAL := help
.PHONY: help demo test check setup bench screenshots translations requirements

help:  ## show these words
	@echo "klappt: make WORD, where WORD is"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1  \t\2/p' Makefile | expand -t 17

demo:  ## set everything up and start klappt with two example alliances on http://127.0.0.1:8000 (PORT=8001 make demo)
	@PORT="$(PORT)" "$(PYTHON)" scripts/demo.py

test:  ## set everything up and run linters, types, contracts and the whole suite
	@"$(PYTHON)" scripts/test.py

check:  ## only what is quick: linters, types, contracts, migrations, translations
	@"$(PYTHON)" scripts/test.py --quick

setup:  ## only set up: .venv, front-end assets, translations
	@"$(PYTHON)" scripts/setup.py

bench:  ## measure what has to stay quick
	@"$(PYTHON)" scripts/setup.py && .venv/bin/python -m bench

screenshots:  ## take the pictures of the running demonstration anew (needs a Chromium)
	@"$(PYTHON)" scripts/setup.py && KLAPPT_PASSWORD="$${KLAPPT_PASSWORD:-Drei-Birnen-im-Regen}" \
		.venv/bin/python scripts/screenshots.py docs/pictures --who alma@beispiel.klappt.example

translations:  ## collect the strings of every context into its catalogue
	@"$(PYTHON)" scripts/setup.py && .venv/bin/python scripts/translations.py update

requirements:  ## resolve the dependencies in pyproject.toml again (needs uv)
	@"$(PYTHON)" scripts/requirements.py

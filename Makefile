# The one list of commands. CI and pre-commit call these and nothing else.
PYTHON ?= python3
PORT ?= 8080
BIN := .venv/bin
STAMP := .venv/.deckhand

.PHONY: try test check fix bench timetable fit release-file clean

try: $(STAMP)-run            ## play in the browser: make try PORT=9000
	$(BIN)/deckhand try --port $(PORT)

test: $(STAMP)-dev $(STAMP)-anki ## everything a newcomer should see pass
	$(BIN)/pytest --numprocesses auto --dist worksteal --durations 20 $(ARGS)

check: $(STAMP)-dev          ## format, lint, types, layers, decks
	$(BIN)/ruff format --check bot tests
	$(BIN)/ruff check bot tests
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deckhand cards check cards

fix: $(STAMP)-dev            ## what a machine can mend, and the map in bot/README.md
	$(BIN)/ruff format bot tests
	$(BIN)/ruff check --fix bot tests
	$(BIN)/python tests/draw_map.py

bench: $(STAMP)-bench        ## speed, as ratios against a baseline in the same run
	$(BIN)/python -m tests.bench $(ARGS)

timetable: $(STAMP)-dev      ## the timetable against every zone of tzdata, over twenty years of dates
	$(BIN)/python -m tests.calendar.all_zones $(ARGS)

fit: $(STAMP)-bench          ## fit the grader's weights anew on the public benchmark, and say how well they do
	$(BIN)/python -m tests.grading.fit --cv

release-file: $(STAMP)-dev   ## the database file of this version, with data in it, for tests of later ones
	$(BIN)/python -m tests.db.make_release

clean:
	rm -rf .venv .deckhand dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Deckhand needs Python 3.11 or newer (this is $$($(PYTHON) --version 2>&1)); name one: make PYTHON=python3.12 try" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv is missing: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv .venv

$(STAMP)-run: pyproject.toml config/constraints.txt | .venv/bin/pip
	$(BIN)/pip install --quiet --disable-pip-version-check -c config/constraints.txt -e .
	@touch $@

$(STAMP)-dev: pyproject.toml config/constraints.txt | .venv/bin/pip
	$(BIN)/pip install --quiet --disable-pip-version-check -c config/constraints.txt -e '.[dev]'
	@touch $@ $(STAMP)-run

# Anki reads and writes packages in tests. It has a Python of its own, because it brings orjson along, and discord.py
# works otherwise where that is installed.
$(STAMP)-anki: pyproject.toml config/constraints.txt | .venv/bin/pip
	$(PYTHON) -m venv .venv/anki
	@.venv/anki/bin/pip install --quiet --disable-pip-version-check -c config/constraints.txt anki && touch $@ \
	  || echo "Anki can't be installed here, so what it is asked in tests is skipped" >&2

$(STAMP)-bench: pyproject.toml config/constraints.txt | .venv/bin/pip
	$(BIN)/pip install --quiet --disable-pip-version-check -c config/constraints.txt -e '.[dev,bench]'
	@touch $@ $(STAMP)-dev

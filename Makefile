# Every command of the project; `make` alone lists them.
# Needs python3 (3.11 to 3.13), make and git; everything else goes into .venv.

PYTHON ?= python3
PORT ?= 8000
ARGS ?=
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help install install-dev run test test-sqlite test-postgres check format messages lock \
	bench bench-attribution bench-sign-in bench-rows check-html check-pages screenshots clean

help: ## list the commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1@\2/p' Makefile | awk -F@ '{printf "%-26s%s\n", $$1, $$2}'

install: ## create .venv with what the application needs
	@$(PYTHON) requirements/install.py base

install-dev: ## the same, with what tests and checks need
	@$(PYTHON) requirements/install.py dev

# A taken port is said before anything else: finding out after the installation would be late.
define PORT_IS_FREE
import socket, sys
if not "$(PORT)".isdigit():
    sys.exit("PORT has to be a number, like make run PORT=8001")
with socket.socket() as probe:
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        probe.bind(("127.0.0.1", $(PORT)))
    except OSError:
        sys.exit("Port $(PORT) is taken on this machine. Choose another one: make run PORT=8001")
endef
export PORT_IS_FREE

# One worker with threads: cache and rate limits of the demo live in its memory.
run: export DEMO = true
# lines appear when they are said, also where the output is a file
run: export PYTHONUNBUFFERED = 1
run: ## set up what is missing and serve the demo on 127.0.0.1:$PORT (8000)
	@$(PYTHON) -c "$$PORT_IS_FREE"
	@$(PYTHON) requirements/install.py base
	@$(BIN)/python manage.py prepare
	@echo "Serving http://127.0.0.1:$(PORT)/ (Ctrl-C stops)"
	@$(BIN)/python manage.py upkeep --every 15 & \
	exec $(BIN)/gunicorn msg.wsgi --bind 127.0.0.1:$(PORT) --workers 1 --threads 8 --log-level warning

test: install-dev ## run the whole suite on SQLite and on PostgreSQL (ARGS="-k word" chooses)
	@$(BIN)/python -m tests.support.suite $(ARGS)

test-sqlite: install-dev ## run the suite on SQLite only
	@$(BIN)/python -m tests.support.suite sqlite $(ARGS)

test-postgres: install-dev ## run the suite on PostgreSQL only
	@$(BIN)/python -m tests.support.suite postgres $(ARGS)

check: install-dev ## format, lint, types, imports, migrations, catalogues, templates, locks
	@$(BIN)/python -m tests.checks $(ARGS)

format: install-dev ## put Python files and templates into the one format
	@$(BIN)/ruff check --quiet --fix-only . && $(BIN)/ruff format --quiet .
	@$(BIN)/python -m tests.checks.templates --format

messages: install-dev ## bring the translation catalogues in step with the sources
	@$(BIN)/python -m tests.checks.catalogues --write

lock: install-dev ## write requirements/*.txt again, with the newest versions allowed
	@$(BIN)/uv lock --quiet --upgrade
	@$(BIN)/uv export --quiet --no-emit-project --no-header --no-annotate --no-dev --output-file requirements/base.txt
	@$(BIN)/uv export --quiet --no-emit-project --no-header --no-annotate --all-groups --output-file requirements/dev.txt
	@$(BIN)/python -m tests.checks.locks
	@echo "Written. Make it so here, and look: make check test"

bench-attribution: install-dev ## measure the scanner on labelled examples
	@$(BIN)/python -m tests.sessions.chatham_house.bench $(ARGS)

bench: install-dev ## measure the public pages beside yardsticks (a minute)
	@$(BIN)/python -m tests.bench $(ARGS)

bench-rows: install-dev ## measure lists at up to a hundred times the rows (three minutes)
	@$(BIN)/python -m tests.bench.rows $(ARGS)

bench-sign-in: install-dev ## measure whether time tells who has an account (some minutes)
	@$(BIN)/python -m tests.bench.sign_in $(ARGS)

check-html: install-dev ## every page before the HTML checker (needs java and VNU=path/to/vnu.jar)
	@test -f "$(VNU)" || { echo "Say where the checker is: make check-html VNU=path/to/vnu.jar"; exit 1; }
	@VNU="$(abspath $(VNU))" $(BIN)/python -m pytest -q tests/test_html.py

check-pages: install-dev ## every page in every state: axe, 320 px, large letters, paper (half an hour)
	@$(BIN)/python -m tests.browser.every_page

screenshots: install-dev ## take the pictures of the documents anew (needs Chromium)
	@$(BIN)/python -m tests.browser.screenshots

clean: ## remove .venv, var/ (the demo's data too) and every cache
	@rm -rf .venv var .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@find locale -name '*.mo' -delete 2>/dev/null || true

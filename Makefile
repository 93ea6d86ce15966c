# Vakwerk. `make help` lists what there is; `make demo` is the quickest look.
PYTHON ?= python3
BIN := .venv/bin
SIZE ?= class
PORT ?= 8000
PYTEST ?= $(BIN)/python -m pytest
# The suite uses both cores of a small machine; TESTS=tests/core runs a part of it.
JOBS ?= 2
TESTS ?= tests
LOCK := $(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --python-version 3.11 -q

.PHONY: help setup demo test check bench journeys lock clean
.DEFAULT_GOAL := help

help: ## What there is
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 18

setup: .venv/.stamp .venv/.warm ## Create .venv and install the pinned packages (again only when they changed)
	@VAKWERK_MODE=test $(BIN)/python manage.py translations --compile-only

.venv/.stamp: requirements/base.txt requirements/engines.txt requirements/dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Vakwerk needs Python 3.11 or newer.")'
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "This Python cannot make a virtual environment; on Debian: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes $(addprefix -r ,$^)
	@touch $@

.venv/.warm: .venv/.stamp vakwerk/engines/warm.py $(shell grep -rl --include=*.py '^from numba import' vakwerk/engines)
	@find vakwerk/engines -name '*.nb[ic]' -delete # numba keeps what it compiled from a kernel of another file that changed
	$(BIN)/python -m vakwerk.engines.warm
	@touch $@

demo: setup ## A fictitious world on 127.0.0.1:8000 (SIZE=class|province|flanders, PORT=8001)
	@VAKWERK_MODE=demo exec $(BIN)/python manage.py serve --demo --size $(SIZE) --port $(PORT)

test: setup ## The whole suite but the browser (on PostgreSQL: make test DATABASE_URL=postgresql://...)
	$(PYTEST) -n $(JOBS) --dist loadfile --no-loadscope-reorder $(TESTS)

check: setup ## Style, types, floors, migrations, translations
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy vakwerk config tools
	$(BIN)/lint-imports
	VAKWERK_MODE=test $(BIN)/python manage.py makemigrations --check --dry-run
	VAKWERK_MODE=test $(BIN)/python manage.py translations --check

.venv-bench/.stamp: requirements/base.txt requirements/engines.txt requirements/bench.txt
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes $(addprefix -r ,$^)
	@touch $@

bench: setup .venv-bench/.stamp ## Measure pages, start, report, PDF and the engines beside their peers; prints the load
	VAKWERK_MODE=demo .venv-bench/bin/python -m bench

journeys: setup ## Walk through in a real browser, and sign in with a real OpenID provider
	$(PYTEST) -n $(JOBS) --dist loadfile -m "browser or oidc" $(TESTS)

lock: ## Resolve requirements/*.in again
	$(LOCK) requirements/base.in -o requirements/base.txt
	$(LOCK) requirements/engines.in -o requirements/engines.txt
	$(LOCK) requirements/dev.in -o requirements/dev.txt
	$(LOCK) requirements/bench.in -o requirements/bench.txt

clean: ## Remove the environment, caches and the demo database
	rm -rf .venv .venv-bench var staticfiles .pytest_cache .mypy_cache .ruff_cache .hypothesis

# Everything here needs Python 3.11 or later, make, and the usual package registries.

PYTHON ?= python3
# Processes of tests: two for each core, since half of them wait for a browser or a command.
WORKERS = $(shell $(RUN) -c 'import os; print(2 * (os.cpu_count() or 1))')
VENV := .venv
RUN := $(VENV)/bin/python

export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Each process would compile all modules again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site wheel check test tools suite lowest lowest-packages lint style types words docs patterns shots bench bench-weights clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: $(VENV)/.site ## build the investigation in content/ into site/
	$(RUN) build.py
	@echo 'The command is $(VENV)/bin/claimline; "$(VENV)/bin/claimline serve" shows the site while you write.'

wheel: $(VENV)/.site ## make the wheel of the program, for vendor/ of a project: make wheel DIR=../case/vendor
	$(RUN) -m pip wheel -q --no-deps --wheel-dir $(or $(DIR),dist) .

check: $(VENV)/.site ## check the records and the templates; write nothing
	$(RUN) build.py check

test: ## run the linters, the type checker and every test (installs a browser and validators if need be)
	@# Side by side: where one waits for a browser or the network, another works.
	$(MAKE) -j 4 --no-print-directory style types lowest suite

# What the tests need beside Python's packages. One after the other: apt takes one caller at a time.
tools:
	sh tests/browser/ensure_chromium.sh
	sh tests/browser/ensure_nu.sh
	PYTHON=$(PYTHON) sh tests/exports/ensure_validators.sh

# After what the linters say within seconds.
suite: $(VENV)/.dev tools style
	$(RUN) -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

lowest: $(VENV)/.dev lowest-packages ## build the case and run some tests with the lowest versions that pyproject.toml allows
	$(RUN) -m tests.lowest

# In an environment of their own: it needs no package of the developer's.
lowest-packages: $(VENV)/pyvenv.cfg
	$(RUN) -m tests.lowest_packages

lint: style types ## run the linters and the type checker

style: $(VENV)/.dev
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .

types: $(VENV)/.dev
	$(RUN) -m mypy

words: $(VENV)/.dev ## find every word of the interface, and bring the catalogues up to date
	$(RUN) -m claimline.locale.update

docs: $(VENV)/.site ## write docs/records.md and docs/diagnostics.md anew from the program
	$(RUN) -m claimline.reference

patterns: $(VENV)/.site ## write build/patterns/: each component of the theme in each of its states
	$(RUN) -m claimline.reference patterns

shots: $(VENV)/.dev ## take the screenshots of the documentation anew
	$(RUN) -m tests.browser.shots

bench: $(VENV)/.site ## measure claimline beside Hugo and Eleventy (half an hour; needs npm for Eleventy)
	$(RUN) -m bench.run

bench-weights: $(VENV)/.dev ## build a collection of 1,340 incidents, and open its heaviest pages in Chromium
	sh tests/browser/ensure_chromium.sh
	$(RUN) -m bench.reader

clean: ## remove the site and what the tools left behind (.venv stays)
	rm -rf site build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find claimline tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps say which dependencies are in: those of the program, or the developer's as well.
# They age when pyproject.toml changes or the environment is made anew.

$(VENV)/.site: pyproject.toml $(VENV)/pyvenv.cfg
	$(RUN) -m pip install -q -e '.[captures,images,import,links,serve]'
	@touch $@

$(VENV)/.dev: pyproject.toml $(VENV)/pyvenv.cfg
	@# Modules are compiled when they are first imported: most of them never are.
	$(RUN) -m pip install -q --no-compile -e '.[dev]'
	@touch $@ $(VENV)/.site

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'make: claimline needs Python 3.11 or later.' \
	    'Name one, for example: make site PYTHON=python3.12' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo 'make: $(PYTHON) cannot make virtual environments.' \
	    'On Debian and Ubuntu: apt-get install python3-venv' >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)

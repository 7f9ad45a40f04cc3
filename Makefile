# Everything a person does with the project; `make help` prints it.
# Set-up assumes python3 with venv and pip, happens once, and never installs a system package.

PYTHON ?= python3
SPEC ?= specs/patient-management.md
VENV := .venv
BIN := $(VENV)/bin
MODELS := .venv-models
EXPORTS := .venv-exports
# One more than there are cores, for tests that wait: for a lock, a broker, a process that was killed.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 1) + 1)')
# Each worker begins with tests that stand together, as those that share a package do, and then takes from the slower ones.
SPREAD = -n $(WORKERS) --dist worksteal

# uv does not read pip's settings: the user's own index and certificates are handed over.
PIP_SETTING = $(BIN)/python -m pip config get
UV := export UV_DEFAULT_INDEX="$${UV_DEFAULT_INDEX:-$${PIP_INDEX_URL:-$$($(PIP_SETTING) global.index-url 2>/dev/null)}}"; \
	[ -n "$$UV_DEFAULT_INDEX" ] || unset UV_DEFAULT_INDEX; \
	export SSL_CERT_FILE="$${SSL_CERT_FILE:-$${PIP_CERT:-$$($(PIP_SETTING) global.cert 2>/dev/null)}}"; \
	[ -n "$$SSL_CERT_FILE" ] || unset SSL_CERT_FILE;
INSTALL = $(UV) $(BIN)/uv pip install --quiet --python $(BIN)/python
# Wheels that pip is told of besides the index: torch without what GPUs need is seldom in one.
WHEELS = export UV_FIND_LINKS="$${UV_FIND_LINKS:-$$(echo $${PIP_FIND_LINKS:-$$($(PIP_SETTING) global.find-links 2>/dev/null)} | tr ' ' ',')}"; \
	[ -n "$$UV_FIND_LINKS" ] || unset UV_FIND_LINKS;

# Compiled once, so that the first command is as quick as the next; what nobody imports is left out.
SOURCES := autogenesis blueprints broker loopguard roles storage run_genesis.py
NOT_COMPILED := /(tests?|testing|pip|setuptools|pkg_resources)/

.DEFAULT_GOAL := help
.PHONY: help genesis setup test test-models test-exports quick soak bench acceptance refresh check format clean

help:  ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

genesis: setup  ## build the system that SPEC describes (SPEC=specs/patient-management.md)
	$(BIN)/genesis new "$(SPEC)"

setup: $(VENV)/.base  ## install what running needs
	@$(UV) $(BIN)/python -m autogenesis.sandbox ensure >/dev/null

test: $(VENV)/.dev setup  ## run the tests, with a sample of the heavy ones
	$(BIN)/pytest $(SPREAD) -m "not soak"

# One thread: with two on a busy machine each waits for the other at every step of so small a model.
test-models: $(MODELS)/.done setup  ## install what models on this machine need, apart (.venv-models), and run their tests
	OMP_NUM_THREADS=1 $(MODELS)/bin/pytest -m "not soak" tests/models/test_transformers.py

test-exports: $(EXPORTS)/.done $(VENV)/.dev setup  ## install crewAI apart (.venv-exports, 900 MB), and run what is exported for it there
	$(BIN)/pytest tests/assembly/test_crewai.py

quick: $(VENV)/.dev setup  ## run the tests that take less than a second each
	$(BIN)/pytest $(SPREAD) -m "not slow and not soak"

soak: $(VENV)/.dev setup  ## run every heavy test, and write the figures to docs/soak.md
	$(BIN)/pytest $(SPREAD) -m soak --figures=docs/soak.md

bench: $(VENV)/.bench setup  ## measure, print a table, and write benchmarks/results.json
	$(BIN)/python -m benchmarks

acceptance: $(VENV)/.dev setup  ## generate the example systems and use them as their specifications say
	$(BIN)/python -m tests.acceptance -n $(WORKERS)

refresh: $(VENV)/.dev setup  ## make anew what is committed but made: reference pages, the picture of a run, the example
	$(BIN)/python -m blueprints.schemas
	$(BIN)/python -m docs.build
	$(BIN)/python -m docs.picture
	$(BIN)/python -m examples.refresh

check: $(VENV)/.dev  ## check format, lint, types and the direction of imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: $(VENV)/.dev  ## format the source
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:  ## remove what was installed and generated
	rm -rf $(VENV) $(MODELS) $(EXPORTS) .genesis generated build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	rm -rf .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name one: make PYTHON=...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.13"
	@touch $@

$(VENV)/.base: pyproject.toml | $(VENV)/.uv
	@$(INSTALL) --editable .
	@$(BIN)/python -m compileall -q -j 0 -x '$(NOT_COMPILED)' $(VENV)/lib $(SOURCES)
	@touch $@

$(VENV)/.dev: pyproject.toml | $(VENV)/.base
	@$(INSTALL) --editable ".[dev]"
	@touch $@

# The peers that are measured beside us.
$(VENV)/.bench: pyproject.toml | $(VENV)/.dev
	@$(INSTALL) --editable ".[dev,bench]"
	@touch $@

# Apart from $(VENV): torch brings other versions with it, and nobody else's tests want to be slower.
$(MODELS)/.done: pyproject.toml | $(VENV)/.uv
	@$(UV) $(BIN)/uv venv --quiet --allow-existing --python $(BIN)/python $(MODELS)
	@$(UV) $(WHEELS) $(BIN)/uv pip install --quiet --python $(MODELS)/bin/python --editable ".[dev,transformers]"
	@touch $@

# Apart from $(VENV): crewAI wants mcp 1, and all that comes with it.
$(EXPORTS)/.done: pyproject.toml | $(VENV)/.uv
	@$(UV) $(BIN)/uv venv --quiet --allow-existing --python $(BIN)/python $(EXPORTS)
	@$(UV) $(BIN)/uv pip install --quiet --python $(EXPORTS)/bin/python --requirements tests/assembly/crewai-requirements.txt
	@touch $@

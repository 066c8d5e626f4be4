# Everything a person runs here. `make` alone lists it.
# A fresh machine needs python3 (3.11 or later) with pip, and make.

PYTHON ?= python3
# How many test processes run at once.
WORKERS ?= 2
BIN := .venv/bin
FRESH := .venv/.filled-from-lock

.DEFAULT_GOAL := help
.PHONY: help env demo test check bench lock traceability clean style types contracts

help: ## say what there is to run
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-13s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

env: $(FRESH) ## make or refresh .venv from the pinned lock (nothing to do when it is fresh)

$(FRESH): requirements.lock pyproject.toml tools/environment.py
	@$(PYTHON) -u tools/environment.py
	@touch $@

demo: env ## serve an invented hub on http://127.0.0.1:8400, alerts running, until Ctrl-C
	@$(BIN)/throughline demo

test: env ## prove everything: style, types, import contracts, and every test
	@tools/system_packages
	@$(MAKE) --no-print-directory style types contracts
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadscope

check: env ## the quick half of `make test`: all but the slow tests
	@$(MAKE) --no-print-directory style types contracts
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadscope -q -m "not slow"

bench: env ## measure, and print the figures beside what is asked for
	@$(BIN)/python -m bench

screenshots: env ## take pictures of every page anew, into docs/screenshots
	@$(BIN)/python -m tools.screenshots

catalogue: env ## write down every text of the pages for translators, into web/locale
	@$(BIN)/python -m tools.catalogue

lock: env ## re-make requirements.lock; `make lock UPGRADE=--upgrade` takes newer versions
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --extra dev \
	  --custom-compile-command "make lock" $(UPGRADE) --output-file requirements.lock pyproject.toml

traceability: env ## re-make docs/traceability.md: where each requirement is shown to hold
	@$(BIN)/python -m tools.traceability

clean: ## remove the environment and everything that can be made again
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

style:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types:
	$(BIN)/mypy .

contracts:
	$(BIN)/lint-imports

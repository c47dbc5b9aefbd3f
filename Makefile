# Two commands for newcomers: `make demo` and `make test`. `make help` tells the rest.
SHELL := bash
BIN := .venv/bin
PORT ?= 5005

help:            ## this list
	@grep -hE '^[a-z0-9]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

setup:           ## install all that the project needs, with progress; quick the second time
	@tools/setup.sh

demo: setup      ## the main job: backend, sample organisation, look-alike pages, Chromium (TOUR=1: guided, screenshots)
	@$(BIN)/python -m e2e.demo

test: setup check ## everything: conventions, units in both languages, API on SQLite and PostgreSQL, browser stories
	@tools/test.sh

check: setup     ## ruff, mypy, tsc, web-ext lint, conventions
	@tools/check.sh

e2e: setup       ## the browser stories only
	@$(BIN)/python -m pytest e2e

fuzz: setup      ## the two judges on 100,000 random pairs of release and draft
	@FUZZ_PAIRS=100000 FUZZ_SEED=$$(date +%Y%m%d) $(BIN)/python -m pytest backend/tests/rules/test_twins.py

surgery: setup   ## a minute of random operations on the page under our feet, for each dialect
	@SURGERY_SECONDS=60 SURGERY_SEED=$$(date +%Y%m%d) $(BIN)/python -m pytest e2e/tests/test_surgery.py

probe: setup     ## what the adapters see in saved pages: PAGES=folder [OUT=file.jsonl], or PAGE=file [FIXTURE=file to write, scrubbed]
	@$(BIN)/python -m e2e.probe "$(or $(PAGE),$(PAGES))" $(if $(OUT),--out "$(OUT)") $(if $(FIXTURE),--fixture "$(FIXTURE)")

bench: setup     ## our speed beside that of peers, as ratios in one run (ONLY="rules backend page"); writes bench.json
	@$(BIN)/python -m tools.bench $(ONLY)

clean:           ## remove all that setup, tests and demo made
	rm -rf .venv node_modules .built .demo tour .bench bench.json .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +

.PHONY: help setup demo test check e2e fuzz surgery probe bench clean
.DEFAULT_GOAL := help

#!/usr/bin/env bash
# Every static check; all of them run, then the number of failed ones is the exit code.
set -uo pipefail
cd "$(dirname "$0")/.."
failed=0
run() { printf '· %-12s' "$1"; shift; if out=$("$@" 2>&1); then echo ok; else echo FAILED; echo "$out"; failed=$((failed + 1)); fi; }

run ruff .venv/bin/ruff check .
run format .venv/bin/ruff format --check --quiet .
run mypy .venv/bin/mypy
run tsc npx --no-install tsc -p extension
run web-ext node tools/lint-extension.mjs
run conventions .venv/bin/python -m pytest backend/tests/conventions
exit $failed

#!/usr/bin/env bash
# Backend tests and browser stories side by side, each in two processes: all of them wait a good part of their time.
set -uo pipefail
cd "$(dirname "$0")/.."
log=$(mktemp)
trap 'rm -f "$log"' EXIT

echo "· backend tests (units of both judges, API on SQLite and PostgreSQL) run beside the browser stories"
.venv/bin/python -m pytest backend/tests --numprocesses 2 --dist worksteal > "$log" 2>&1 &
backend=$!
.venv/bin/python -m pytest e2e --numprocesses 2 --dist worksteal
stories=$?
wait $backend
backend=$?
echo "· backend tests"
cat "$log"
exit $((backend || stories))

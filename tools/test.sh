#!/usr/bin/env bash
# Backend tests and browser stories side by side; the stories in two browsers, since each waits more than it works.
set -uo pipefail
cd "$(dirname "$0")/.."
log=$(mktemp)
trap 'rm -f "$log"' EXIT

echo "· backend tests (units of both judges, API on SQLite and PostgreSQL) run beside the browser stories"
# first in turn, where that is allowed: one process beside two browsers, which push forward by themselves
nice -n -10 .venv/bin/python -m pytest backend/tests > "$log" 2>&1 &
backend=$!
nice -n 5 .venv/bin/python -m pytest e2e --numprocesses 2 --dist worksteal # can use both cores later, which the others cannot
stories=$?
wait $backend
backend=$?
echo "· backend tests"
cat "$log"
exit $((backend || stories))

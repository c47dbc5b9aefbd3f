#!/usr/bin/env bash
# Backend tests, then browser stories, each in two processes; side by side they would only wait for each other.
set -uo pipefail
cd "$(dirname "$0")/.."

echo "· backend tests: units of both judges, API on SQLite and PostgreSQL"
.venv/bin/python -m pytest backend/tests --numprocesses 2 --dist worksteal
backend=$?
echo "· browser stories"
.venv/bin/python -m pytest e2e --numprocesses 2 --dist worksteal
stories=$?
if [ $stories = 1 ]; then # 1: some failed; anything else is no verdict on a story
  echo "· the stories that failed, once more and alone (docs/decisions/0036)"
  .venv/bin/python -m pytest e2e --last-failed
  stories=$?
fi
exit $((backend || stories))

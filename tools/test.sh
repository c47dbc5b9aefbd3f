#!/usr/bin/env bash
# Backend tests, then browser stories; side by side they would only wait for each other.
set -uo pipefail
cd "$(dirname "$0")/.."

cores=$(getconf _NPROCESSORS_ONLN)
processes=$((cores < 2 ? 2 : cores > 8 ? 8 : cores)) # each has a Chromium of its own: more would want for memory

echo "· backend tests, in $processes processes: units of both judges, API on SQLite and PostgreSQL"
.venv/bin/python -m pytest backend/tests --numprocesses "$processes" --dist worksteal
backend=$?
echo "· browser stories"
.venv/bin/python -m pytest e2e --numprocesses "$processes" --dist worksteal
stories=$?
if [ $stories = 1 ]; then # 1: some failed; anything else is no verdict on a story
  echo "· the stories that failed, once more and alone (docs/decisions/0036)"
  .venv/bin/python -m pytest e2e --last-failed
  stories=$?
fi
exit $((backend || stories))

#!/usr/bin/env bash
# Installs what the project needs and says so. Each step is skipped when its input has not changed.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '\033[1m· %s\033[0m\n' "$*"; }
fail() { printf '\n%s\n' "$*" >&2; exit 1; }
digest() { cat "$@" | sha256sum | cut -c1-16; }

# once NAME STAMP-FILE INPUT... : runs `install_NAME` unless STAMP-FILE says it ran for these inputs
once() {
  local name=$1 stamp=$2 now; shift 2
  now=$(digest "$@")
  [ "$(cat "$stamp" 2>/dev/null)" = "$now" ] && return 0
  "install_$name"
  mkdir -p "$(dirname "$stamp")"; echo "$now" > "$stamp"
}

# a_dot_each PATTERN: progress on one line, for a command that would print hundreds
a_dot_each() { awk -v pattern="$1" '$0 ~ pattern { printf "."; fflush() } END { print "" }'; }

require_tools() {
  command -v python3 >/dev/null || fail "Python 3.11 or newer is missing. Install it (Debian: apt install python3 python3-venv) and run this again."
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || fail "Python 3.11 or newer is needed; this is $(python3 --version)."
  command -v npm >/dev/null || fail "Node 20 or newer with npm is missing. Install it (Debian: apt install nodejs npm) and run this again."
  node -e 'process.exit(+(process.versions.node.split(".")[0] < 20))' || fail "Node 20 or newer is needed; this is $(node --version)."
}

has_venv() { python3 -c 'import venv, ensurepip' 2>/dev/null; }
has_chromium() { command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome-for-testing >/dev/null || [ -n "${CHROMIUM:-}" ]; }
has_postgres() { compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null; }

# System packages: the one thing that may need root.
install_system() {
  local missing=()
  has_venv || missing+=(python3-venv)
  has_chromium || missing+=(chromium)
  has_postgres || missing+=(postgresql)
  [ ${#missing[@]} -eq 0 ] && return 0
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    fail "Missing: ${missing[*]}. Install with your package manager (Debian: sudo apt install ${missing[*]}) and run this again."
  fi
  say "Installing ${missing[*]} (Debian packages, about a minute)"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" | grep -E '^Setting up (python3-venv|chromium|postgresql)' || true
}

install_python() {
  say "Python packages into .venv (locked in requirements-dev.txt)"
  [ -x .venv/bin/python ] || python3 -m venv .venv
  .venv/bin/pip install --disable-pip-version-check --require-hashes -r requirements-dev.txt | a_dot_each '^Collecting'
  .venv/bin/pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
}

install_node() {
  say "npm packages into node_modules (type check, lint, the editors of the look-alike pages)"
  npm ci --no-fund --no-audit --loglevel=error --ignore-scripts
}

install_pages() {
  say "Bundling the editors of the look-alike pages"
  node e2e/sites/build.mjs
}

install_translations() {
  say "Compiling the translations of the admin site"
  .venv/bin/pybabel -q compile -d backend/translations
  .venv/bin/pybabel -q compile -d backend/translations/formal
}

require_tools
install_system
once python .venv/.installed requirements-dev.txt pyproject.toml
once node node_modules/.installed package-lock.json
once pages .built/.installed package-lock.json e2e/sites/build.mjs e2e/sites/posts.json $(find e2e/sites/src -type f | sort)
once translations .venv/.translated $(find backend/translations -name '*.po' | sort)

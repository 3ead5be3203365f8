#!/usr/bin/env bash
# PostgreSQL's programs for the tests of the store, which start a server of their own from them:
# tools/postgres.sh. Nothing is started or set up here.
# Where they are missing: with REPORTEDLY_REQUIRE_POSTGRES set they are installed by the system's
# package manager, and it is an error if that fails; else it says how to get them, and those tests skip.
set -euo pipefail

found() {
    command -v initdb >/dev/null && command -v pg_ctl >/dev/null && return
    local folder
    for folder in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin; do
        if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; then return; fi
    done
    return 1
}

how() {
    case $(uname -s) in
        Darwin) echo "brew install postgresql@17" ;;
        *) echo "sudo apt-get install postgresql" ;;
    esac
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

if found; then exit 0; fi
if [ -z "${REPORTEDLY_REQUIRE_POSTGRES:-}" ]; then
    echo "PostgreSQL is not here, so the store is tested on SQLite alone. To test both: $(how)"
    exit 0
fi
echo "Installing PostgreSQL, for the tests of the store"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if command -v brew >/dev/null; then
    brew install postgresql@17 >"$log" 2>&1 || true
elif command -v apt-get >/dev/null; then
    as_root apt-get update >>"$log" 2>&1 || true
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends postgresql >>"$log" 2>&1 || true
fi
if ! found; then
    tail -n 20 "$log" >&2
    echo "PostgreSQL could not be installed. Get it with:  $(how)      then run this again." >&2
    exit 1
fi

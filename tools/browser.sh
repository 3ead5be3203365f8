#!/usr/bin/env bash
# Chromium for the tests of the desk, and npm's packages for its front end (axe-core, and building it again to
# compare): tools/browser.sh. Where they are missing: with REPORTEDLY_BRING_BROWSER or REPORTEDLY_REQUIRE_BROWSER
# set they are installed, and with the latter it is an error if that fails. Else those tests skip, and say why.
set -euo pipefail
cd "$(dirname "$0")/.."

browser() {
    local name
    for name in "${REPORTEDLY_CHROMIUM:-}" /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome; do
        if [ -n "$name" ] && [ -x "$name" ]; then return; fi
    done
    command -v chromium >/dev/null
}

packages() {
    [ -d web/node_modules/axe-core ] && [ web/node_modules/.package-lock.json -nt web/package-lock.json ]
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

if browser && packages; then exit 0; fi
if [ -z "${REPORTEDLY_REQUIRE_BROWSER:-}${REPORTEDLY_BRING_BROWSER:-}" ]; then
    browser || echo "Chromium is not here, so the desk is not tested in a browser. To do so: sudo apt-get install chromium"
    packages || echo "The front end's packages are not here, so it is not built again to compare. To do so: cd web && npm ci"
    exit 0
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! browser; then
    echo "Installing Chromium, for the tests of the desk"
    as_root apt-get update >>"$log" 2>&1 || true
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium >>"$log" 2>&1 || true
fi
if ! packages && ! command -v npm >/dev/null; then
    echo "Installing Node, for the front end's packages"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends nodejs npm >>"$log" 2>&1 || true
fi
if ! packages; then
    echo "Installing the front end's packages, for the tests of the desk"
    (cd web && npm ci --no-audit --no-fund >>"$log" 2>&1 && touch node_modules/.package-lock.json) || true
fi
if ! browser || ! packages; then
    tail -n 20 "$log" >&2
    echo "Chromium or npm's packages could not be installed (Chromium: apt-get install chromium; packages: cd web && npm ci)." >&2
    if [ -n "${REPORTEDLY_REQUIRE_BROWSER:-}" ]; then exit 1; fi
fi

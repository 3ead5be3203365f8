#!/usr/bin/env bash
# Every check but the tests, each run to its end even where an earlier one failed: make check
set -uo pipefail
cd "$(dirname "$0")/.."

bin=.venv/bin
code=()
for folder in src tools training evaluation tests; do
    if [ -d "$folder" ]; then code+=("$folder"); fi
done
failed=()
steps=11
step=0

check() {
    local name=$1
    shift
    step=$((step + 1))
    echo "== $step of $steps: $name =="
    "$@" || failed+=("$name")
}

check "ruff check" $bin/ruff check --output-format concise .
check "ruff format" $bin/ruff format --check --output-format concise .
check "mypy --strict" $bin/mypy "${code[@]}"
check "import rule" $bin/lint-imports --no-logo
read_by_templates=$(mktemp -d)
trap 'rm -rf "$read_by_templates"' EXIT
$bin/python -m tools.template_names >"$read_by_templates/names.py"
check "dead code" $bin/vulture "${code[@]}" "$read_by_templates"
check "dependencies" $bin/deptry --no-ansi .
check "schema up to date" $bin/python -m tools.schema --check
check "reference up to date" $bin/python -m tools.reference --check
check "architecture up to date" $bin/python -m tools.architecture --check
check "lengths" $bin/python -m tools.house
check "word lists up to date" $bin/python -m tools.wordlists --check

if [ ${#failed[@]} -gt 0 ]; then
    printf 'check failed:'
    printf ' %s;' "${failed[@]}"
    echo
    exit 1
fi
echo "All $steps checks passed."

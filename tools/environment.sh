#!/usr/bin/env bash
# Makes or completes a Python environment: tools/environment.sh FOLDER LOCK
# Used by the Makefile. Finds a Python that fits, says how to get one where none does, installs the
# hashed lock and then this package itself (editable, nothing fetched outside the lock).
set -euo pipefail

folder=$1 lock=$2

root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"

find_python() {
    local name
    for name in python3.13 python3.12 python3.11 python3; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            echo "$name"
            return
        fi
    done
    {
        echo "reportedly needs Python 3.11 or newer; none was found ($(python3 --version 2>&1 || true))."
        case $(uname -s) in
            Darwin) echo "Get one with:  brew install python@3.13      then run make again." ;;
            *) echo "Get one with:  sudo apt-get install python3.11 python3.11-venv      then run make again." ;;
        esac
    } >&2
    return 1
}

if [ ! -x "$folder/bin/python" ]; then
    python=$(find_python)
    if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        version=$("$python" -c 'import sys; print(f"{sys.version_info[0]}.{sys.version_info[1]}")')
        echo "$python has no venv module with pip in it." >&2
        echo "Get it with:  sudo apt-get install python$version-venv      then run make again." >&2
        exit 1
    fi
    echo "Making $folder with $("$python" --version)"
    "$python" -m venv "$folder"
fi

total=$(grep -c '^[a-z0-9].*==' "$lock")
echo "Installing $lock into $folder: up to $total packages, each checked against its hash (a minute or two)"
log="$folder/install.log"
count() {
    # One line that moves on a terminal; a line for every tenth package elsewhere.
    awk -v total="$total" -v live="$1" '
        /^(Collecting|Requirement already satisfied:)/ {
            n += 1; name = $1 == "Collecting" ? $2 : $4; sub(/==.*/, "", name)
            if (live) printf "\r  %d of %d  %-40s", n, total, name
            else if (n % 10 == 0) printf "  %d of %d\n", n, total
            fflush()
        }
        /^Installing collected packages/ {
            if (live) printf "\r%-60s\r", ""
            print "  writing " NF - 3 " packages"; fflush()
        }'
}
live=0
if [ -t 1 ]; then live=1; fi
pip=("$folder/bin/python" -m pip --disable-pip-version-check)
if ! "${pip[@]}" install --progress-bar off --require-hashes --no-deps -r "$lock" 2>"$log" | tee -a "$log" | count "$live"; then
    tail -n 20 "$log" >&2
    echo "The install failed; all that pip said is in $log. Run make again once it is mended; make clean first starts afresh." >&2
    exit 1
fi
"${pip[@]}" install --quiet --no-deps --no-build-isolation --editable . 2>>"$log" || {
    tail -n 20 "$log" >&2
    exit 1
}
echo "Ready: $folder"

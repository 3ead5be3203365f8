#!/usr/bin/env bash
# The wheel, built and proved: tools/wheel.sh [FOLDER]
#
# Builds it twice, from two copies of the committed tree in different folders, with files of different ages and rights
# and with different clocks, and fails where the two differ by a byte. The time in it is that of the last commit
# (SOURCE_DATE_EPOCH, reproducible-builds.org). Then installs it, not the source tree, into a fresh environment, and
# from a folder far from the source runs --version, read and export on a bundled report.
#
# With REPORTEDLY_WHEEL_FULL set all dependencies are installed anew from the lock, each checked against its hash;
# else they are lent by .venv, which was installed so, and only the package itself is new. The wheel is left in FOLDER
# (dist/ by itself). Needs .venv (make test makes it).
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
python=$root/.venv/bin/python
out=${1:-dist}
mkdir -p "$out"
out=$(cd "$out" && pwd)
work=$(mktemp -d -t reportedly-wheel.XXXXXX)
trap 'rm -rf "$work"' EXIT

SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
built() { # built FOLDER UMASK DATE ZONE: copy the committed tree there and build it
    mkdir -p "$work/$1"
    git archive HEAD pyproject.toml README.md LICENSE src | (umask "$2"; tar -x -C "$work/$1" --no-same-permissions)
    find "$work/$1" -exec touch --date "$3" {} +
    (cd "$work/$1" && umask "$2" && TZ=$4 PYTHONHASHSEED=${#1} "$python" -m hatchling build -t wheel -d "$work/$1.out" >/dev/null 2>&1)
}
echo "== Building the wheel twice =="
built one 022 "2011-01-01 00:00" UTC
built another/place/far/down 077 "2031-06-30 12:34" Pacific/Kiritimati
one=$(echo "$work"/one.out/*.whl)
other=$(echo "$work"/another/place/far/down.out/*.whl)
hash() { "$python" -c 'import hashlib, sys; print(hashlib.sha256(open(sys.argv[1], "rb").read()).hexdigest())' "$1"; }
if [ "$(hash "$one")" != "$(hash "$other")" ]; then
    echo "The two differ:" >&2
    "$python" - "$one" "$other" >&2 <<'END'
import sys, zipfile
one, other = ({i.filename: i for i in zipfile.ZipFile(path).infolist()} for path in sys.argv[1:])
for name in sorted(one.keys() | other.keys()):
    said = [(i.CRC, i.date_time, oct(i.external_attr >> 16), i.compress_size) if (i := held.get(name)) else None for held in (one, other)]
    if said[0] != said[1]:
        print(f"  {name}: {said[0]} {said[1]}")
END
    exit 1
fi
cp "$one" "$out/"
name=$(basename "$one")
echo "$(hash "$one")  $name ($(($(wc -c <"$one") / 1000000)) MB), the same twice"

echo "== Installing it, and running it far from the source =="
"$python" -m venv "$work/venv"
venv=$work/venv/bin
pip=("$venv/python" -m pip --disable-pip-version-check --quiet)
if [ -n "${REPORTEDLY_WHEEL_FULL:-}" ]; then
    "${pip[@]}" install --require-hashes --no-deps -r requirements/runtime.txt 2>"$work/pip.log" || { tail -n 20 "$work/pip.log" >&2; exit 1; }
else
    # What .venv holds, but not its link to the source tree: that comes by a file of its own, left out here.
    lent=$("$python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    here=$("$venv/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    for each in "$lent"/*; do
        case $(basename "$each") in
            *reportedly* | pip | pip-* | setuptools* | _distutils_hack | distutils-precedence.pth | __pycache__) ;;
            *) [ -e "$here/$(basename "$each")" ] || ln -s "$each" "$here/" ;;
        esac
    done
fi
"${pip[@]}" install --no-deps --no-index "$one"
cp -r demo/reports "$work/reports"
mkdir "$work/elsewhere"
cd "$work/elsewhere"
export REPORTEDLY_STORE=$work/elsewhere/store.db REPORTEDLY_GAZETTEER=$work/elsewhere/gazetteer
unset PYTHONPATH
found=$("$venv/python" -c 'import reportedly; print(reportedly.__file__)')
case $found in "$work"/venv/*) ;; *) echo "Not the installed package, but $found" >&2; exit 1 ;; esac
version=$("$venv/reportedly" --version)
case "$name" in "${version/ /-}"-*) ;; *) echo "$version says it, and the wheel is $name" >&2; exit 1 ;; esac
"$venv/reportedly" read --format json "$work/reports"/*.json >read.json
"$venv/reportedly" add --quiet "$work/reports"
"$venv/reportedly" export plover --out plover.jsonl
"$venv/python" - <<'END'
import json
readings = [json.loads(line) for line in open("read.json", encoding="utf-8")]
said = [each for reading in readings for each in reading["attributions"]]
events = [json.loads(line) for line in open("plover.jsonl", encoding="utf-8")]
assert said and events, (len(said), len(events))
print(f"{len(readings)} reports read: {len(said)} attributions; exported: {len(events)} events")
END
echo "The installed wheel works: $version"

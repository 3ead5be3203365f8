#!/usr/bin/env bash
# README's commands on a machine that has nothing: tools/fresh.sh [--suite NAME] [--keep FOLDER] [COMMAND...]
#
# Makes a small Debian (debootstrap, variant minbase) in a temporary folder, with the apt source this machine has,
# puts the committed tree into it, installs Python and make and no more, and runs each COMMAND there as README
# gives it; the default is "make demo". Where a command stops and names what to install ("sudo apt-get install …"),
# just that is installed and the command is run again: so the messages are tested too. At the end it tells the times.
#
# Needs root (chroot, mounts) and debootstrap. Mounts are made in a mount namespace of their own, so that they are gone
# when this ends, however it ends; the folder is removed too unless --keep names one. How pip and apt reach their
# packages is taken from this machine when it runs (PIP_*, pip's configuration, apt's sources and certificates).
set -euo pipefail
cd "$(dirname "$0")/.."

suite="" keep="" commands=()
while [ $# -gt 0 ]; do
    case $1 in
        --suite) suite=$2; shift 2 ;;
        --keep) keep=$2; shift 2 ;;
        *) commands+=("$1"); shift ;;
    esac
done
[ ${#commands[@]} -gt 0 ] || commands=("make demo")

if [ "$(id -u)" != 0 ]; then echo "tools/fresh.sh makes a root of its own, so it must run as root." >&2; exit 1; fi
for needed in debootstrap unshare chroot git; do
    if ! command -v "$needed" >/dev/null; then
        echo "tools/fresh.sh needs $needed. Get it with:  sudo apt-get install debootstrap git util-linux" >&2
        exit 1
    fi
done

# All that follows runs in a mount namespace of its own.
if [ -z "${REPORTEDLY_FRESH_INSIDE:-}" ]; then
    arguments=()
    [ -z "$suite" ] || arguments+=(--suite "$suite")
    [ -z "$keep" ] || arguments+=(--keep "$keep")
    REPORTEDLY_FRESH_INSIDE=1 exec unshare --mount --propagation private "$0" "${arguments[@]}" "${commands[@]}"
fi

read -r mirror found < <(apt-get indextargets --format '$(REPO_URI) $(CODENAME) $(COMPONENT)' 'Created-By: Packages' |
    awk '$3 == "main" && $2 !~ /-/ { print $1, $2; exit }')
suite=${suite:-$found}
if [ -z "${mirror:-}" ]; then echo "apt names no source of Debian packages on this machine." >&2; exit 1; fi

root=${keep:-$(mktemp -d -t reportedly-fresh.XXXXXX)}
mkdir -p "$root"
log=$root.log
mounts=()
tidy() {
    local at
    for at in "${mounts[@]}"; do umount --lazy "$at" 2>/dev/null || true; done
    if [ -z "$keep" ]; then rm -rf --one-file-system "$root"; fi
}
trap tidy EXIT
bind() { # bind FROM: the same path, for reading alone
    local held
    for held in "${mounts[@]}"; do
        case $root$1 in "$held" | "$held"/*) return ;; esac
    done
    if [ -d "$1" ]; then mkdir -p "$root$1"; else mkdir -p "$root$(dirname "$1")"; touch "$root$1"; fi
    mount --bind "$1" "$root$1"
    mount -o remount,bind,ro "$root$1"
    mounts+=("$root$1")
}
within() { chroot "$root" /usr/bin/env -i HOME=/srv/new PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 "${pip_settings[@]}" "$@"; }
table=()
timed() { # timed NAME COMMAND...
    local name=$1 from=$SECONDS status=0
    shift
    "$@" || status=$?
    table+=("$(printf '%6d s   %s%s' $((SECONDS - from)) "$name" "$([ $status = 0 ] || echo "  (stopped with $status)")")")
    return $status
}
failed() { echo "== Failed: $1; the last lines of $log:" >&2; tail -n 25 "$log" >&2; exit 1; }

mapfile -t pip_settings < <(env | grep '^PIP_' || true)
pip_settings+=(DEBIAN_FRONTEND=noninteractive CI=true)

echo "== A small $suite in $root =="
timed "debootstrap ($suite, minbase)" debootstrap --variant=minbase "$suite" "$root" "$mirror" >"$log" 2>&1 || failed debootstrap

mkdir -p "$root/srv/new"
mount -t proc proc "$root/proc"
mounts+=("$root/proc")
cp /etc/resolv.conf "$root/etc/resolv.conf"
rm -rf "$root/etc/apt/sources.list" "$root/etc/apt/sources.list.d"
for from in /etc/apt/sources.list /etc/apt/sources.list.d /usr/share/keyrings /etc/pip.conf /etc/xdg/pip /etc/hosts; do
    if [ -e "$from" ]; then bind "$from"; fi
done
# The certificates that this machine trusts, so that the way to its packages is trusted there too. They are copied,
# for the package ca-certificates makes its bundle anew from them.
mkdir -p "$root/usr/local/share/ca-certificates" "$root/etc/ssl/certs"
cp -rL /usr/local/share/ca-certificates/. "$root/usr/local/share/ca-certificates/" 2>/dev/null || true
cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/" 2>/dev/null || true
# Folders of packages that pip's settings name.
while read -r from; do
    case $from in /etc/ssl/*) continue ;; esac
    if [ -n "$from" ] && [ -e "$from" ]; then bind "$from"; fi
done < <(python3 -m pip config list 2>/dev/null | tr "' " '\n\n' | sed -n 's#^file://##; s#^\(/.*\)#\1#p' | sort -u)

echo "== Python and make, and no more =="
apt_install() {
    within apt-get -o APT::Sandbox::User=root install -y --no-install-recommends "$@" >>"$log" 2>&1
}
fill() { within apt-get -o APT::Sandbox::User=root update >>"$log" 2>&1 || true; apt_install python3 make; }
timed "apt-get install python3 make" fill || failed "apt-get"
within python3 --version

git clone --quiet --depth 1 "file://$PWD" "$root/srv/new/reportedly" 2>>"$log"
echo "== reportedly $(git rev-parse --short HEAD) =="

worst=0
for command in "${commands[@]}"; do
    for _ in 1 2 3 4; do
        echo "== $command =="
        status=0
        said=$(mktemp)
        timed "$command" within sh -c "cd /srv/new/reportedly && $command" > >(tee "$said") 2>&1 || status=$?
        sleep 1
        wanted=$(sed -n 's/.*sudo apt-get install \([a-z0-9.+ -]*[a-z0-9]\).*/\1/p' "$said" | sed 's/  .*//' | head -n 1)
        rm -f "$said"
        if [ $status = 0 ] || [ -z "$wanted" ]; then break; fi
        echo "== It said what it lacks; installing just that: $wanted =="
        # shellcheck disable=SC2086 # several packages are several words
        timed "apt-get install $wanted" apt_install $wanted || failed "apt-get install $wanted"
    done
    if [ $status != 0 ]; then worst=$status; fi
done

echo
echo "== Times on this machine ($(nproc) cores, load $(cut -d' ' -f1-3 /proc/loadavg)) =="
printf '%s\n' "${table[@]}"
echo "$(du -sm --one-file-system "$root" | cut -f1) MB in the end"
if [ -n "$keep" ]; then echo "Kept: $root"; fi
rm -f "$log"
exit $worst

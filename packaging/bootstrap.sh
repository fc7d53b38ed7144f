#!/bin/sh
# Make everything ready to run the program (bootstrap.sh run) or its tests (bootstrap.sh test).
# PYTHON names the interpreter to build .venv from; the default is python3. What is ready is left alone.
set -eu
cd "$(dirname "$0")/.."
purpose=$1
python=${PYTHON:-python3}
requirements=packaging/requirements

say() { printf '%s\n' "$*" >&2; }

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    found=$("$python" --version 2>&1) || found="no program called $python"
    say "Python 3.11 or newer is needed; here is $found."
    say "If a newer one has another name, say so, for instance: make $purpose PYTHON=python3.12"
    exit 1
fi

# What apt-get is to be told, for root and for everyone else.
install_command() { printf 'apt-get update && apt-get install --yes --no-install-recommends %s' "$*"; }

# tell PACKAGE…: what someone without rights can do about packages that are missing.
tell() {
    if ! command -v apt-get >/dev/null; then
        say "Please install them with your package manager. On Debian their names are:"
        say "$*"
    elif command -v sudo >/dev/null; then
        say "Please type this line, then try again:"
        say "sudo sh -c '$(install_command "$@")'"
    else
        say "Please type this line, then try again:"
        say "su -c '$(install_command "$@")'"
    fi
}

# install_as_root PACKAGE…: print what apt-get said only when it failed.
install_as_root() {
    say "Installing $* …"
    log=$(mktemp)
    DEBIAN_FRONTEND=noninteractive sh -c "$(install_command "$@")" >"$log" 2>&1 || cat "$log" >&2
    rm -f "$log"
}

# needs run|test: the missing packages on one line.
needs() { "$python" packaging/needs.py "$1" | paste -s -d ' ' -; }

look() {
    missing=$(needs run)
    wanted=
    [ "$purpose" = run ] || wanted=$(needs test)
}

look
if [ -n "$missing$wanted" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    # shellcheck disable=SC2086
    install_as_root $missing $wanted
    look
fi
# shellcheck disable=SC2086 # here and below, package names hold no spaces
if [ -n "$missing" ]; then
    say "Some parts of the system are missing."
    tell $missing $wanted
    exit 1
elif [ -n "$wanted" ]; then
    say "Tests that need these packages are left out: $wanted"
    tell $wanted
fi

# A virtual environment is made anew when its making was cut off, its Python is gone or another one was asked for.
version='import sys; print(*sys.version_info[:2])'
if [ ! -e .venv/made ] || [ "$(.venv/bin/python -c "$version" 2>/dev/null)" != "$("$python" -c "$version")" ]; then
    say "Making the virtual environment .venv …"
    rm -rf .venv
    "$python" -m venv .venv
    : >.venv/made
fi

# provide LIST…: install these pinned lists unless the very same ones were installed before.
provide() {
    stamp=.venv/installed-$(basename "$1" .txt)
    content=$(cat "$@" | cksum)
    [ "$(cat "$stamp" 2>/dev/null)" = "$content" ] && return
    say "Installing the parts listed in $1 (a minute or two, this once) …"
    files=
    for list in "$@"; do files="$files -r $list"; done
    # shellcheck disable=SC2086
    .venv/bin/python -m pip --disable-pip-version-check install --quiet --quiet --require-hashes --only-binary :all: $files
    printf '%s' "$content" >"$stamp"
}

provide "$requirements/run.txt"
[ "$purpose" = run ] || provide "$requirements/dev.txt" "$requirements/run.txt"

#!/bin/sh
# Make .venv and install a list of requirements into it: sh tools/venv.sh requirements.txt
# Picks a Python 3.11 or newer, one with tkinter before one without. What Debian left out of its Python is installed
# when we may (root or passwordless sudo), else named in one sentence. Does nothing when all is in place.
set -eu
cd "$(dirname "$0")/.."
. tools/debian.sh

requirements=$1
stamp=.venv/installed-$(basename "$requirements")

runs() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
has_pip() { "$1" -c 'import pip' >/dev/null 2>&1; }
opens_windows() { "$1" -c 'import tkinter' >/dev/null 2>&1; }
makes_environments() { "$1" -c 'import venv, ensurepip; ensurepip.version()' >/dev/null 2>&1; }

# The first usable Python for which all the tests named hold, or nothing.
find_python() {
    for python in ${PYTHON:-} python3 python3.11 python3.12 python3.13 python3.14 /usr/bin/python3 \
        /usr/local/bin/python3 /opt/homebrew/bin/python3; do
        runs "$python" || continue
        for test in "$@"; do "$test" "$python" || continue 2; done
        command -v "$python"
        return
    done
    return 0
}

say() { echo "$*" >&2; }

choose_python() {
    python=$(find_python makes_environments opens_windows)
    if [ -z "$python" ] && may_install; then
        install_packages python3 python3-venv python3-tk || say "Debian's python3-tk could not be installed."
        python=$(find_python makes_environments opens_windows)
    fi
    [ -n "$python" ] || python=$(find_python makes_environments)
    [ -n "$python" ] && return
    if [ -n "$(find_python)" ]; then
        say "This Python cannot make a virtual environment: sudo apt-get install python3-venv python3-tk, then try again."
    else
        say "Cartera needs Python 3.11 or newer with tkinter: sudo apt-get install python3 python3-venv python3-tk" \
            "(Windows and macOS: the installer from python.org has all of it)."
    fi
    exit 1
}

make_environment() {
    if ! runs .venv/bin/python || ! has_pip .venv/bin/python; then
        choose_python
        rm -rf .venv
        "$python" -m venv .venv
    elif ! opens_windows .venv/bin/python && ! opens_windows /usr/bin/python3 && may_install; then
        # An environment of Debian's own Python sees a tkinter that is installed later.
        install_packages python3-tk || true
    fi
    opens_windows .venv/bin/python ||
        say "This Python has no tkinter, so no window can open: sudo apt-get install python3-tk (or brew install python-tk)."
}

# What is wanted, as text: this list and the ones it includes with -r.
wanted() { cat "$requirements" requirements.txt; }

make_environment
if ! wanted | cmp -s - "$stamp"; then
    say "Installing $requirements into .venv"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check -r "$requirements" || {
        say "What Cartera needs could not be installed: check the internet connection and try again."
        exit 1
    }
    wanted >"$stamp"
fi

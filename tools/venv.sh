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
has() { "$1" -c "import $2" >/dev/null 2>&1; }

# The first usable Python that has all the modules named, or nothing.
find_python() {
    for python in ${PYTHON:-} python3 python3.11 python3.12 python3.13 python3.14 /usr/bin/python3 \
        /usr/local/bin/python3 /opt/homebrew/bin/python3; do
        runs "$python" || continue
        for module in "$@"; do has "$python" "$module" || continue 2; done
        command -v "$python"
        return
    done
    return 0
}

say() { echo "$*" >&2; }

choose_python() {
    python=$(find_python venv ensurepip tkinter)
    if [ -z "$python" ] && may_install; then
        install_packages python3 python3-venv python3-tk || say "Debian's python3-tk could not be installed."
        python=$(find_python venv ensurepip tkinter)
    fi
    [ -n "$python" ] || python=$(find_python venv ensurepip)
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
    if ! runs .venv/bin/python || ! has .venv/bin/python pip; then
        choose_python
        rm -rf .venv
        "$python" -m venv .venv
    elif ! has .venv/bin/python tkinter && may_install; then
        # An environment of Debian's own Python sees a tkinter that is installed later.
        install_packages python3-tk || true
    fi
    has .venv/bin/python tkinter ||
        say "This Python has no tkinter, so no window can open: sudo apt-get install python3-tk (or brew install python-tk)."
}

# What is wanted, as text: this list and the ones it includes with -r.
wanted() { cat "$requirements" requirements.txt; }

make_environment
if ! wanted | cmp -s - "$stamp"; then
    say "Installing $requirements into .venv"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check -r "$requirements"
    wanted >"$stamp"
fi

#!/bin/sh
# See to what window tests need: tkinter in .venv, the virtual display Xvfb, and a font with accents and symbols.
# Installs Debian's packages when we may (root or passwordless sudo), else says what is missing and fails.
set -eu
cd "$(dirname "$0")/.."
. tools/debian.sh

missing() {
    command -v Xvfb >/dev/null 2>&1 || echo xvfb
    has_fonts || echo fonts-inter fonts-noto-core
}

has_fonts() { [ -n "$(find /usr/share/fonts "${HOME:-/root}/.fonts" -name 'Inter*' -o -name 'NotoSans-*' 2>/dev/null | head -n 1)" ]; }

fail() {
    echo "$*" >&2
    exit 1
}

packages=$(missing)
# shellcheck disable=SC2086  # several package names are several words
if [ -n "$packages" ] && may_install; then install_packages $packages; fi
command -v Xvfb >/dev/null 2>&1 || fail "The window tests need a virtual display: sudo apt-get install xvfb, then try again."
has_fonts || echo "Window tests look different without a known font: sudo apt-get install fonts-inter fonts-noto-core" >&2
.venv/bin/python -c 'import tkinter' 2>/dev/null ||
    fail "The window tests need tkinter: sudo apt-get install python3-tk, remove .venv and try again."

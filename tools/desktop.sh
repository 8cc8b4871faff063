#!/bin/sh
# Put Cartera into the applications menu of this user, pointing at this folder.
set -eu
cd "$(dirname "$0")/.."
applications=${XDG_DATA_HOME:-$HOME/.local/share}/applications
mkdir -p "$applications"
sed "s|@FOLDER@|$PWD|g" packaging/cartera.desktop >"$applications/cartera.desktop"
echo "Cartera stands in the applications menu now ($applications/cartera.desktop)."

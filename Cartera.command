#!/bin/sh
# Double-click on macOS or Linux: the first start makes .venv, then the window opens.
cd "$(dirname "$0")" || exit 1
sh tools/venv.sh requirements.txt && exec .venv/bin/python main.py "$@"

"""Start: the window when no verb is given, else the verb. Nothing else."""

from __future__ import annotations

import importlib.util
import multiprocessing
import os
import sys

from crm.cli import program
from crm.errors import Unavailable
from crm.utils.i18n import _


def main(arguments: list[str] | None = None) -> int:
    """Run the program and return its exit code."""
    options = program.parse(sys.argv[1:] if arguments is None else arguments)
    if options.verb:
        return program.run(options)
    if importlib.util.find_spec("tkinter") is None:
        print(_("The window needs tkinter: install it with `sudo apt install python3-tk` (Debian, Ubuntu)."))
        return program.overview(options)
    if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
        print(_("There is no display, so no window can open; here is what the file holds."))
        return program.overview(options)
    from crm.views import running

    try:
        return running.run(options.database, language=options.language)
    except Unavailable as error:
        print(error)
        return program.overview(options)


if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())

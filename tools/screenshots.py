"""Pictures of the real window on demo data: `python -m tools.screenshots` (make screenshots) writes docs/images.

Both languages, light and dark, two sizes. One process takes all pictures of one look, because a process has one window.
What is pictured stands in tools/scenes.py.
"""

from __future__ import annotations

import argparse
import itertools
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.virtual_display import display

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
LANGUAGES, MODES, SIZES = ("es", "en"), ("light", "dark"), ("1280x800", "1920x1080")


def main() -> int:
    """Take the pictures asked for; the exit code says whether all of them could be taken."""
    options = _options()
    options.folder.mkdir(parents=True, exist_ok=True)
    looks = itertools.product(options.language or LANGUAGES, options.mode or MODES, options.size or SIZES)
    with display(always_virtual=True):
        failed = [look for look in looks if not _take(look, options.folder, scenes=options.scene or [])]
    for look in failed:
        print("no pictures of", *look, file=sys.stderr)
    return 1 if failed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.screenshots", description=__doc__)
    parser.add_argument("--language", action="append", choices=LANGUAGES)
    parser.add_argument("--mode", action="append", choices=MODES)
    parser.add_argument("--size", action="append", choices=SIZES)
    parser.add_argument("--scene", action="append", help="only this scene, as in contacts")
    parser.add_argument("--folder", type=Path, default=IMAGES, help="where the pictures go (default: docs/images)")
    return parser.parse_args()


def _take(look: tuple[str, str, str], folder: Path, *, scenes: list[str]) -> bool:
    """One look in a process of its own, at home in an empty folder, so that nobody's settings are in the picture."""
    with tempfile.TemporaryDirectory() as home:
        places = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"), home)
        command = [sys.executable, "-m", "tools.scenes", *look, str(folder.resolve()), *scenes]
        environment = {**os.environ, **places, "CRM_DATABASE": ""}
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())

"""Names of files as every system takes them, and which files run when they are opened. Touches no files."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 200  # bytes of UTF-8; most systems take 255, some programs add endings of their own
_FORBIDDEN = re.compile(r'[/\\:*?"<>|]')
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{name}{digit}" for name in ("com", "lpt") for digit in range(10)))
)
_NOTHING = "document"

# Endings of programs, scripts and what starts them: opening one does something, whoever sent it.
_RUNNING = frozenset(
    (
        "ade", "apk", "app", "appimage", "application", "appref-ms", "bash", "bat", "bin", "chm", "cmd", "com",
        "command", "cpl", "csh", "deb", "desktop", "dll", "dmg", "exe", "fish", "gadget", "hlp", "hta", "inf", "iso",
        "img", "jar", "jnlp", "js", "jse", "ksh", "lnk", "lua", "mde", "mjs", "msc", "msi", "msix", "msp", "mst",
        "pif", "pkg", "pl", "ps1", "ps1xml", "ps2", "psc1", "psm1", "py", "pyc", "pyw", "pyz", "rb", "reg", "rpm",
        "run", "scf", "scpt", "scr", "sct", "settingcontent-ms", "sh", "shb", "shs", "sys", "tcl", "terminal", "url",
        "vb", "vbe", "vbs", "vhd", "vhdx", "workflow", "ws", "wsc", "wsf", "wsh", "xll", "xbap", "zsh",
    )
)  # fmt: skip


def safe(name: str) -> str:
    """`name` without folders, without letters that a system refuses or that hide what a name is; never empty.

    "../a:b.pdf" becomes "a_b.pdf"; marks that turn the direction of writing, as in "fdp.exe" shown as "exe.pdf", go.
    """
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    shown = "".join(letter if letter.isspace() else _shown(letter) for letter in last)
    kept = _FORBIDDEN.sub("_", " ".join(shown.split())).strip().rstrip(". ")
    if kept.partition(".")[0].lower() in _DEVICES:
        kept = f"_{kept}"
    return _shortened(kept) if kept.strip(". _") else _NOTHING


def ending(name: str) -> str:
    """The ending of a name with its dot, in lower case; "" without one."""
    stem, dot, last = name.rpartition(".")
    return f".{last.lower()}" if dot and stem and last and " " not in last else ""


def runs(name: str) -> bool:
    """Whether a file of this name is a program or a script: opening it may change this computer."""
    return ending(name.rstrip(". ")).removeprefix(".") in _RUNNING


def numbered(name: str, number: int) -> str:
    """The name of one more file of the same name: "offer.pdf" is "offer (2).pdf"."""
    last = ending(name)
    stem = name[: len(name) - len(last)]
    return f"{stem} ({number}){name[len(stem) :]}"


def _shown(letter: str) -> str:
    return "" if unicodedata.category(letter) in ("Cc", "Cf", "Cs") else letter


def _shortened(name: str) -> str:
    if len(name.encode()) <= LONGEST:
        return name
    last = name[len(name) - len(ending(name)) :] if ending(name) else ""
    room = LONGEST - len(last.encode()[:LONGEST])
    return name.removesuffix(last).encode()[: max(room, 1)].decode(errors="ignore").rstrip(". ") + last

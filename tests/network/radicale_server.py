"""A real CalDAV server (Radicale) on loopback, started for tests and stopped after them. No test stands here."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

LOGIN, PASSWORD = "ana", "secreto"
_PATIENCE = 20.0


@dataclass
class Radicale:
    """The running server: its address and the folder of its files."""

    url: str
    folder: Path
    process: subprocess.Popen[bytes] | None = None

    def calendar(self, name: str) -> str:
        """Make a calendar and return its address."""
        address = f"{self.url}{LOGIN}/{name}/"
        self.ask("MKCALENDAR", address)
        return address

    def ask(self, method: str, address: str, body: str = "", **headers: str) -> bytes:
        """One request of the user."""
        import base64

        secret = base64.b64encode(f"{LOGIN}:{PASSWORD}".encode()).decode()
        told = {"Authorization": f"Basic {secret}", "Content-Type": "text/calendar; charset=utf-8", **headers}
        request = urllib.request.Request(address, body.encode() or None, told, method=method)  # noqa: S310 - loopback
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - loopback
            return bytes(answer.read())

    def texts(self, name: str) -> dict[str, str]:
        """The events of a calendar as files, by their name."""
        found = (self.folder / "collection-root" / LOGIN / name).glob("*.ics")
        return {path.name: path.read_text("utf-8") for path in found}


@contextmanager
def running(folder: Path) -> Iterator[Radicale]:
    """A server with one user, while the block runs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    users = folder / "users"
    users.write_text(f"{LOGIN}:{PASSWORD}\n")
    settings = folder / "config"
    settings.write_text(
        f"[server]\nhosts = 127.0.0.1:{port}\n[auth]\ntype = htpasswd\nhtpasswd_filename = {users}\n"
        f"htpasswd_encryption = plain\ndelay = 0\n[storage]\nfilesystem_folder = {folder}\n"
        "[logging]\nlevel = error\n"
    )
    command = [sys.executable, "-m", "radicale", "--config", str(settings)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, "TZ": "UTC"})
    server = Radicale(f"http://127.0.0.1:{port}/", folder, process)
    try:
        _wait(server)
        yield server
    finally:
        process.terminate()
        process.wait(10)


def _wait(server: Radicale) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and (server.process is None or server.process.poll() is None):
        try:
            server.ask("PROPFIND", server.url, Depth="0")
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
        else:
            return
    raise RuntimeError((server.folder / "log").read_text("utf-8"))

"""Mail servers on loopback for tests: a real one (aiosmtpd) with or without TLS and passwords, and ill-behaved ones.

No test stands here. `loopback.pem` is a self-made certificate of localhost with its key; it guards nothing.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from email import message_from_bytes, policy
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from crm.network.servers import Server

CERTIFICATE = Path(__file__).parent / "loopback.pem"
LOGIN, PASSWORD = "ana", "contraseña"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Letters:
    """What the server took, and how it answers: `refuses` maps an address, or "DATA", to the reply it gets.

    `pause` are the seconds it thinks before it takes a letter, and again before it says so.
    """

    def __init__(self):
        self.pause = 0
        self.taken = []
        self.refuses = {}

    @property
    def messages(self):
        return [message_from_bytes(envelope.content, policy=policy.default) for envelope in self.taken]

    async def handle_MAIL(self, _server, _session, envelope, address, options):  # noqa: N802 - aiosmtpd's name
        if address in self.refuses:
            return self.refuses[address]
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 - aiosmtpd's name
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd's name
        if "DATA" in self.refuses:
            return self.refuses["DATA"]
        await asyncio.sleep(self.pause)
        self.taken.append(envelope)
        await asyncio.sleep(self.pause)
        return "250 OK"


def _allow(_server, _session, _envelope, _mechanism, data):
    known = data.login.decode() == LOGIN and data.password.decode() == PASSWORD
    return AuthResult(success=known, handled=known)


def tls():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


class MailServer:
    """A real server; `with MailServer(security) as server`."""

    def __init__(self, security="none", *, password=False, size=None, port=0):
        self.letters = Letters()
        self._security = security
        options = {"enable_SMTPUTF8": False}
        if security == "starttls":
            options |= {"tls_context": tls(), "require_starttls": True}
        if security == "tls":
            options["ssl_context"] = tls()
        if password:
            options |= {"authenticator": _allow, "auth_required": True, "auth_require_tls": security == "starttls"}
        if size:
            options["data_size_limit"] = size
        self.port = port or free_port()
        self._controller = Controller(self.letters, hostname="127.0.0.1", port=self.port, **options)
        self._login = LOGIN if password else ""

    def __enter__(self):
        self._controller.start()
        return self

    def __exit__(self, *_error):
        self._controller.stop()

    def at(self, *trusted, host="localhost"):
        """Where it stands."""
        return Server(host, self.port, self._security, self._login, trusted)


class IllServer:
    """Plays one visit after the other as told: "silent", "gone", "cut in data", "cut after data"."""

    def __init__(self, *visits):
        self._visits = list(visits)
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.heard = []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_error):
        self._over.set()
        self._socket.close()

    def at(self):
        """Where it stands."""
        return Server("127.0.0.1", self.port, "none")

    def _serve(self):
        for visit in self._visits:
            connection, _address = self._socket.accept()
            with connection, connection.makefile("rb") as lines:
                getattr(self, "_" + visit.replace(" ", "_"))(connection, lines)

    def _gone(self, _connection, _lines):
        pass

    def _silent(self, _connection, _lines):
        self._over.wait(10)

    def _drips(self, connection, _lines):
        while not self._over.wait(0.02):
            connection.sendall(b"220-welcome\r\n")

    def _cut_in_data(self, connection, lines):
        self._up_to_data(connection, lines)
        self.heard.append(lines.readline())

    def _cut_after_data(self, connection, lines):
        self._up_to_data(connection, lines)
        for line in iter(lines.readline, b""):
            self.heard.append(line)
            if line == b".\r\n":
                return

    @staticmethod
    def _up_to_data(connection, lines):
        connection.sendall(b"220 here\r\n")
        for line in iter(lines.readline, b""):
            if line.upper().startswith(b"DATA"):
                connection.sendall(b"354 go on\r\n")
                return
            connection.sendall(b"250 yes\r\n")

"""IMAP servers that misbehave, for tests: each plays answers by command. No test stands here."""

from __future__ import annotations

import socket
import threading

from crm.network.servers import Server

GREETING = b"* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] here\r\n"
USUAL = {
    "CAPABILITY": b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n{tag} OK done\r\n",
    "AUTHENTICATE": b"+ \r\n{line}{tag} OK in\r\n",
    "EXAMINE": b"* 2 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 3] ok\r\n{tag} OK [READ-ONLY] open\r\n",
    "UID SEARCH": b"* SEARCH 1 2\r\n{tag} OK done\r\n",
    "LOGOUT": b"* BYE\r\n{tag} OK done\r\n",
}


class IllImap:
    """A server on loopback: `with IllImap(LOGIN=b"{tag} NO no\\r\\n") as server`.

    An answer ends the connection where it ends in "{cut}" and falls silent at "{hang}"; "{drip}" never ends.
    """

    def __init__(self, greeting: bytes = GREETING, **answers: bytes) -> None:
        self._greeting = greeting
        self._answers = USUAL | {name.replace("_", " "): answer for name, answer in answers.items()}
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._over = threading.Event()
        self.heard: list[bytes] = []

    def __enter__(self) -> IllImap:
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._socket.close()

    def at(self, security: str = "none") -> Server:
        """Where it stands."""
        return Server("127.0.0.1", self._socket.getsockname()[1], security, "ana")

    def _serve(self) -> None:
        while not self._over.is_set():
            try:
                connection, _address = self._socket.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as lines:
                try:
                    self._talk(connection, lines)
                except OSError:
                    continue

    def _talk(self, connection, lines) -> None:
        if not self._say(connection, lines, self._greeting):
            return
        for line in iter(lines.readline, b""):
            self.heard.append(line)
            tag, _space, rest = line.strip().partition(b" ")
            words = rest.decode("utf-8", "replace").upper().split()
            name = " ".join(words[:2]) if words[:1] == ["UID"] else "".join(words[:1])
            answer = self._answers.get(name, b"{tag} BAD what\r\n").replace(b"{tag}", tag)
            if not self._say(connection, lines, answer):
                return

    def _say(self, connection, lines, answer: bytes) -> bool:
        before, line, after = answer.partition(b"{line}")
        if line:
            connection.sendall(before)
            self.heard.append(lines.readline())
            return self._say(connection, lines, after)
        words = answer
        for mark in (b"{cut}", b"{hang}", b"{drip}"):
            words = words.split(mark)[0]
        connection.sendall(words)
        if b"{hang}" in answer:
            self._over.wait(10)
        while b"{drip}" in answer and not self._over.wait(0.01):
            connection.sendall(b"* 1 EXISTS\r\n")
        return words == answer

"""What an error of a connection means in words."""

import errno
import socket
import ssl

import pytest

from crm.network.servers import Server, fingerprint, in_words

SERVER = Server("mail.acme.es", 587, "starttls")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (socket.gaierror(socket.EAI_NONAME, "unknown"), "cannot be found"),
        (TimeoutError(), "did not answer in time"),
        (ConnectionRefusedError(), "port 587"),
        (ssl.SSLError(1, "wrong version number"), "does not speak TLS"),
        (ConnectionResetError(), "broke the connection off"),
        (OSError(errno.ENETUNREACH, "Network is unreachable"), "Network is unreachable"),
    ],
)
def test_every_error_is_a_sentence_that_names_the_server(error, said):
    sentence = str(in_words(error, SERVER))
    assert said in sentence and sentence.startswith(("mail.acme.es", "The connection to mail.acme.es"))


def test_what_is_not_encrypted_has_no_fingerprint():
    with socket.socket() as plain:
        assert fingerprint(plain) == ""
    assert fingerprint(None) == ""

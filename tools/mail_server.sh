#!/bin/sh
# See to the mail server that tests read mailboxes of: dovecot. Installs Debian's package when we may (root or
# passwordless sudo); without it those tests say so and are skipped.
set -eu
cd "$(dirname "$0")/.."
. tools/debian.sh

is_there() { command -v dovecot >/dev/null 2>&1 || [ -x /usr/sbin/dovecot ] || [ -x /usr/local/sbin/dovecot ]; }

if ! is_there && may_install; then install_packages dovecot-imapd || true; fi
is_there || echo "Tests of mailboxes are skipped without a mail server: sudo apt-get install dovecot-imapd" >&2

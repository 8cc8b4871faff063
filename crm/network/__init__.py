"""Talking to other machines: mail servers, calendar servers, addresses; passwords in the keyring. No SQL, no Tk."""

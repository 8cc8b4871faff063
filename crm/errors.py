"""The errors a person can meet, each with one plain sentence. Nothing else is raised on purpose.

`Invalid` belongs beside fields, the others in a dialog; the command line maps all of them to exit code 1 and the
API to a status. Anything that is not a CrmError is a bug and goes to the log.
"""

from __future__ import annotations

from collections.abc import Mapping


class CrmError(Exception):
    """A refusal in plain words: what happened, what was kept, what to do."""


class Invalid(CrmError):
    """A value that cannot be kept. `fields` maps field names to the sentence that stands beside each."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__(" ".join(fields.values()))
        self.fields = dict(fields)


class NotFound(CrmError):
    """The record asked for does not exist, or no longer does."""


class Denied(CrmError):
    """The signed-in user may not do this; the sentence says why."""


class Conflict(CrmError):
    """Somebody else changed the same fields meanwhile.

    `fields` maps each field in dispute to (mine, theirs, original).
    """

    def __init__(self, message: str, fields: Mapping[str, tuple[object, object, object]]) -> None:
        super().__init__(message)
        self.fields = dict(fields)


class Unavailable(CrmError):
    """The file or a service cannot be used now: locked, read-only, full disk, missing folder, not a database."""

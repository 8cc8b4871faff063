"""What the system says about a file, in the words of crm.errors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from crm.errors import Invalid, Unavailable
from crm.utils.i18n import _


@contextmanager
def plain_words(name: str) -> Iterator[None]:
    """Turn what the system says about the file `name` into the errors a person can read."""
    try:
        yield
    except FileNotFoundError as error:
        raise Unavailable(_("{name} is not there. Nothing was imported.").format(name=name)) from error
    except PermissionError as error:
        sentence = _("{name} may not be read: it is open in another program or belongs to another user.")
        raise Unavailable(sentence.format(name=name)) from error
    except OSError as error:
        sentence = _("{name} could not be read ({reason}). Nothing was imported.")
        raise Unavailable(sentence.format(name=name, reason=error.strerror or error)) from error
    except LookupError as error:
        raise Invalid({"encoding": _("There is no encoding of that name. Try utf-8 or cp1252.")}) from error

"""What a document is: a file of a contact or an opportunity, its content kept apart. No SQL, no files, no screens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# What a document may hang on; `contact_id` or `opportunity_id` is always there.
LINKS = ("contact_id", "opportunity_id", "interaction_id")


@dataclass(frozen=True)
class Document:
    """One document as a list shows it. `size` in bytes; `user` is who attached it, by name.

    `about` is the other record it hangs on, by name, where a list holds documents of several; "" in its own list.
    `missing` says that its content does not stand in the folder beside the file.
    """

    id: int
    name: str
    sha256: str
    size: int
    version: int
    contact_id: int | None = None
    opportunity_id: int | None = None
    interaction_id: int | None = None
    user_id: int | None = None
    created_at: str = ""
    updated_at: str = ""
    user: str = ""
    about: str = ""
    missing: bool = False


@dataclass(frozen=True)
class Attached:
    """What came of attaching several files: the new ids, and a sentence for each file that was refused."""

    ids: tuple[int, ...] = ()
    refused: tuple[str, ...] = ()


@dataclass(frozen=True)
class LookedFor:
    """What came of looking for missing contents: how many documents have theirs again, and how many still miss it."""

    found: int
    missing: int


Links = Mapping[str, int | None]

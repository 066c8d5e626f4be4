"""What can go wrong between the house and its database, each with its remedy.

No error here carries a value of a row: a reference, a revision or a field's name at most.
"""

from __future__ import annotations

from typing import ClassVar

from journey.errors import ThroughlineError


class StoreError(ThroughlineError):
    """The database could not do what was asked; nothing was kept of it."""


class DatabaseNewerError(StoreError):
    """The database was migrated by a newer version of this program."""

    def __init__(self, found: str, known: str) -> None:
        super().__init__(found, known)
        self.found = found
        self.known = known

    def __str__(self) -> str:
        return (
            f"the database is at revision {self.found}, this program knows revisions up to "
            f"{self.known}: install the newer version of the program"
        )


class DatabaseNotReadyError(StoreError):
    """The database has no tables yet, or those of an older version."""

    def __init__(self, found: str | None, needed: str) -> None:
        super().__init__(found, needed)
        self.found = found
        self.needed = needed

    def __str__(self) -> str:
        found = "is empty" if self.found is None else f"is at revision {self.found}"
        return f"the database {found}, revision {self.needed} is needed: migrate it first"


class StoreFullError(StoreError):
    """There is no room left where the database is kept."""

    def __str__(self) -> str:
        return "the disk of the database is full, nothing was kept: make room and try again"


class StoreBusyError(StoreError):
    """Somebody else held what this transaction needed for too long."""

    retry_helps: ClassVar[bool] = True

    def __str__(self) -> str:
        return "the database was busy with another transaction, nothing was kept: try again"


class StoreUnavailableError(StoreError):
    """The database does not answer."""

    retry_helps: ClassVar[bool] = True

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where

    def __str__(self) -> str:
        return f"the database at {self.where} does not answer: see that it runs, and try again"


class UnsupportedDatabaseError(StoreError):
    """The address names a database that the house does not run on."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where

    def __str__(self) -> str:
        return (
            f"{self.where} cannot be used: give sqlite:///FILE (a file, not memory) "
            "or postgresql://USER@HOST/NAME"
        )


class UnstorableTextError(StoreError):
    """A text holds a character that a database cannot keep: NUL, or half a surrogate pair.

    Attributes:
        where: The field, such as `ContactReceived.reason`; never its text.
    """

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where

    def __str__(self) -> str:
        return f"{self.where} holds a character that cannot be kept (NUL or half a pair): remove it"


class UnreadableEventError(StoreError):
    """An event in the log is of a kind or schema that this program does not know."""

    def __init__(self, type_name: str, schema: int, problem: str) -> None:
        super().__init__(type_name, schema, problem)
        self.type_name = type_name
        self.schema = schema
        self.problem = problem

    def __str__(self) -> str:
        return (
            f"event {self.type_name} of schema {self.schema} cannot be read: {self.problem}; "
            "is the database of a newer version of the program?"
        )


class TakenMeanwhileError(StoreError):
    """A key that was free when it was looked up was taken by another transaction."""

    retry_helps: ClassVar[bool] = True

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what

    def __str__(self) -> str:
        return f"this {self.what} was taken by another request at the same moment: try again"


class BadPageError(StoreError):
    """A page was asked for by something that is not the end of a page before it."""

    def __str__(self) -> str:
        return "there is no such page: begin again at the first one"

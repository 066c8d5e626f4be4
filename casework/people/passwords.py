"""Passwords: what one must be, how it is kept, and one-time ones.

The rules are those of the National Cyber Security Centre's guidance on passwords: length
instead of a mixture of characters, the commonest refused, no change for its own sake.
"""

from __future__ import annotations

import itertools
import secrets
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from casework.errors import Fault
from casework.settings import Settings
from models.queries.people import User

SHORTEST = 12
LONGEST = 200
FEWEST_DIFFERENT = 5
"""Different characters; fewer is a key held down, or two in turn."""

_COMMON = Path(__file__).parent / "common_passwords.txt"
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are taken for each other on paper."""

_GROUPS, _IN_A_GROUP = 4, 4


def one_time_password() -> str:
    """Return a password to be handed over on paper or by telephone: 78 bits in four groups."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_IN_A_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def password_faults(where: str, password: str, owner: User) -> Iterator[Fault]:
    """Yield what is wrong with a password that somebody chose; it is never repeated."""
    password = _as_kept(password)
    if len(password) < SHORTEST:
        yield Fault(
            where,
            "it is too short",
            f"at least {SHORTEST} characters: three words are easy to keep",
        )
        return
    if len(password) > LONGEST:
        yield Fault(where, "it is too long", f"at most {LONGEST} characters")
        return
    plain = "".join(c for c in password.casefold() if c.isalnum())
    if plain.strip("0123456789") in _commonest() or plain in _commonest():
        yield Fault(where, "it is among the first that are tried", "one that nobody would guess")
    elif plain.strip("0123456789") in _names_of(owner):
        yield Fault(where, "it is your own name", "one that nobody would guess")
    elif len(set(plain)) < FEWEST_DIFFERENT or _is_a_row(plain):
        yield Fault(where, "it repeats itself or counts up", "one that nobody would guess")


class Hasher:
    """Argon2id with the parameters of the settings."""

    def __init__(self, settings: Settings) -> None:
        self._argon2 = PasswordHasher(
            time_cost=settings.password_rounds,
            memory_cost=settings.password_memory_kib,
            parallelism=settings.password_lanes,
        )
        self._nobodys = _nobodys(
            settings.password_rounds, settings.password_memory_kib, settings.password_lanes
        )

    def hash(self, password: str) -> str:
        """Return what is kept of a password."""
        return self._argon2.hash(_as_kept(password).encode())

    def verify(self, hashed: str | None, password: str) -> bool:
        """Return whether a password is the right one; takes as long where there is none."""
        given = _as_kept(password) if len(password) <= LONGEST else ""
        try:
            fits = self._argon2.verify(hashed or self._nobodys, given.encode("utf-8", "replace"))
        except (VerificationError, InvalidHashError):
            return False
        return fits and hashed is not None

    def is_stale(self, hashed: str) -> bool:
        """Return whether a hash was made with other parameters than the settings' own."""
        return self._argon2.check_needs_rehash(hashed)


@cache
def _nobodys(rounds: int, memory_kib: int, lanes: int) -> str:
    """Return a hash of a password that nobody has, to be checked where there is no other."""
    hasher = PasswordHasher(time_cost=rounds, memory_cost=memory_kib, parallelism=lanes)
    return hasher.hash(secrets.token_urlsafe(32))


def _as_kept(password: str) -> str:
    """Return one form of what keyboards write in two: é is one character, or e and an accent."""
    return unicodedata.normalize("NFC", password)


@cache
def _commonest() -> frozenset[str]:
    return frozenset(_COMMON.read_text(encoding="utf-8").split())


def _names_of(owner: User) -> set[str]:
    said = {owner.name, owner.full_name, *owner.full_name.split(), owner.email or ""}
    plain = {"".join(c for c in each.casefold() if c.isalnum()) for each in said}
    return {form for each in plain if each for form in (each, each * 2, each * 3)}


def _is_a_row(plain: str) -> bool:
    """Return whether each character follows the one before it: 123456789012, abcdefghijkl."""
    steps = {ord(after) - ord(before) for before, after in itertools.pairwise(plain)}
    # From 9 to 0 the count goes on.
    return steps <= {1, ord("0") - ord("9")} or steps <= {-1, ord("9") - ord("0")}

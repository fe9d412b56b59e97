"""Roles: what somebody may do. Each may all that the one before may."""

from __future__ import annotations

from enum import IntEnum

from onrecord.record.errors import OnrecordError


class Role(IntEnum):
    """Readers read and search, editors also add and correct, admins also look after the team."""

    READER = 1
    EDITOR = 2
    ADMIN = 3

    def __str__(self) -> str:
        return self.name.lower()

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)


def role_of(name: str) -> Role:
    """The role of a name; raises `OnrecordError` where there is none."""
    try:
        return Role[name.upper()]
    except KeyError:
        raise OnrecordError(f"there is no role {name}", f"one of {', '.join(map(str, Role))}") from None

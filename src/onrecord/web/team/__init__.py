"""The team: who may log in, as what, and how that is kept from being guessed or stolen."""

from onrecord.web.team.roles import Role, role_of
from onrecord.web.team.store import Member, Team

__all__ = ["Member", "Role", "Team", "role_of"]

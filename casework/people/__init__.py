"""People of the hub: who they are, what they show to come in, their teams, and the agencies."""

from casework.people.agencies import (
    add_agency,
    agencies,
    change_agency,
    close_agency,
    open_agency,
)
from casework.people.staff import staff, staff_of
from casework.people.teams import add_team, change_team, teams
from casework.people.tokens import actor_named, actor_of, issue_token, revoke_token, tokens
from casework.people.users import (
    activate,
    add_user,
    change_user,
    deactivate,
    set_away,
    user,
    users,
)
from models.queries.people import Team, Token, User

__all__ = [
    "Team",
    "Token",
    "User",
    "activate",
    "actor_named",
    "actor_of",
    "add_agency",
    "add_team",
    "add_user",
    "agencies",
    "change_agency",
    "change_team",
    "change_user",
    "close_agency",
    "deactivate",
    "issue_token",
    "open_agency",
    "revoke_token",
    "set_away",
    "staff",
    "staff_of",
    "teams",
    "tokens",
    "user",
    "users",
]

"""People of the hub: who they are, what they show to come in, their teams, and the agencies."""

from casework.people.accounts import (
    change_password,
    give_one_time_password,
    set_password,
    sign_in,
)
from casework.people.agencies import (
    add_agency,
    agencies,
    change_agency,
    close_agency,
    open_agency,
)
from casework.people.passwords import one_time_password
from casework.people.sessions import (
    Over,
    Place,
    SignedIn,
    Way,
    end_all_sessions,
    end_session,
    places,
    sign_out,
    signed_in,
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
    "Over",
    "Place",
    "SignedIn",
    "Team",
    "Token",
    "User",
    "Way",
    "activate",
    "actor_named",
    "actor_of",
    "add_agency",
    "add_team",
    "add_user",
    "agencies",
    "change_agency",
    "change_password",
    "change_team",
    "change_user",
    "close_agency",
    "deactivate",
    "end_all_sessions",
    "end_session",
    "give_one_time_password",
    "issue_token",
    "one_time_password",
    "open_agency",
    "places",
    "revoke_token",
    "set_away",
    "set_password",
    "sign_in",
    "sign_out",
    "signed_in",
    "staff",
    "staff_of",
    "teams",
    "tokens",
    "user",
    "users",
]

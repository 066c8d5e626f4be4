"""People of the hub: who they are, what they show to come in, their teams, and the agencies."""

from casework.people.accounts import (
    change_password,
    give_one_time_password,
    set_password,
    sign_in,
)
from casework.people.administration_log import Act, LogPage, Subject, administration_log
from casework.people.agencies import (
    add_agency,
    agencies,
    agency,
    agency_kinds,
    change_agency,
    close_agency,
    open_agency,
    unlike_the_file,
)
from casework.people.glancing import Glance, glance
from casework.people.holding import Held, held_by_person, held_by_team
from casework.people.leaving import activate, deactivate, lock, unlock
from casework.people.overseeing import (
    PasswordState,
    PeoplePage,
    SigningIn,
    TeamLine,
    people_page,
    signing_in,
    team_lines,
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
from casework.people.teams import add_team, change_team, close_team, open_team, team, teams
from casework.people.tokens import actor_named, actor_of, issue_token, revoke_token, tokens
from casework.people.users import (
    add_user,
    change_user,
    set_away,
    user,
    users,
)
from models.queries.people import Team, Token, User
from models.queries.people_pages import PeopleFilter

__all__ = [
    "Act",
    "Glance",
    "Held",
    "LogPage",
    "Over",
    "PasswordState",
    "PeopleFilter",
    "PeoplePage",
    "Place",
    "SignedIn",
    "SigningIn",
    "Subject",
    "Team",
    "TeamLine",
    "Token",
    "User",
    "Way",
    "activate",
    "actor_named",
    "actor_of",
    "add_agency",
    "add_team",
    "add_user",
    "administration_log",
    "agencies",
    "agency",
    "agency_kinds",
    "change_agency",
    "change_password",
    "change_team",
    "change_user",
    "close_agency",
    "close_team",
    "deactivate",
    "end_all_sessions",
    "end_session",
    "give_one_time_password",
    "glance",
    "held_by_person",
    "held_by_team",
    "issue_token",
    "lock",
    "one_time_password",
    "open_agency",
    "open_team",
    "people_page",
    "places",
    "revoke_token",
    "set_away",
    "set_password",
    "sign_in",
    "sign_out",
    "signed_in",
    "signing_in",
    "staff",
    "staff_of",
    "team",
    "team_lines",
    "teams",
    "tokens",
    "unlike_the_file",
    "unlock",
    "user",
    "users",
]

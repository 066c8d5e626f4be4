"""Every page of the route table in each of its states.  A state is one row: who, where, what is pressed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.routing import compile_path

from tests.browser.sites import STORIES
from web.forms.words import button
from web.pages import ROWS
from web.routes import Row

NO_PAGE = {
    "/sign-in/provider": "leads away to the provider, or shows the page of signing in",
    "/static/{name}": "files",
    "/lists/{key}/file": "a file",
    "/board/changes": "rows for a board that stands open",
}
"""GET routes that answer with something else than a page of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One state of a page.

    Attributes:
        user: Who looks; None for somebody who is not signed in.
        path: May name journeys of the site, as `{late}`.
        press: The button that is pressed on it first.
        typed: What is typed before that, by the name of the field.
        status: That the last answer comes with.
        session: How this browser is signed in: by a password ("own"), by one that lets in once
            ("once"), by a cookie of another hub ("strange"); otherwise by an access key.
        empty: At a hub in which nothing has happened.
        stories: At the hub of the longer journeys, even where none is named.
    """

    user: str | None
    path: str
    press: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    status: int = 200
    session: str = ""
    empty: bool = False
    stories: bool = False

    @property
    def at_stories(self) -> bool:
        """Return whether it is at the hub of the longer journeys."""
        return self.stories or any(f"{{{name}}}" in self.path for name in STORIES)


def at(user: str | None, path: str, press: str = "", status: int = 0, **more) -> State:
    """Return a state; a pressed button is expected to be answered with what is wrong."""
    return State(
        user=user, path=path, press=press, status=status or (422 if press else 200), **more
    )


def form(user: str, journey: str, command: str, status: int = 0, *, sent: bool = False) -> State:
    """Return a state of the form of a command, sent as it stands or not yet."""
    press = button(command) if sent else ""
    return at(user, f"/journeys/{{{journey}}}/do/{command}", press, status)


SIGNING_IN = {
    "sign in": at(None, "/sign-in"),
    "sign in, wrong": at(None, "/sign-in", "Sign in", typed={"name": "mona", "password": "no"}),
    "sign in, from a refusing provider": at(None, "/sign-in/provider/back?error=no", status=422),
    "sign in, with a cookie of another hub": at(None, "/", session="strange"),
    "password": at("carla", "/password", session="own"),
    "password, wrong": at("carla", "/password", "Change the password", session="own"),
    "password, to be changed": at("nora", "/", session="once"),
    "password, by an access key": at("mona", "/password", status=404),
    "sessions": at("carla", "/sessions", session="own"),
    "sessions of somebody else": at("ada", "/sessions?user=carla"),
}
WORK = {
    "board": at("mona", "/"),
    "board, empty": at("mona", "/", empty=True),
    "board, filtered": at("mona", "/?rating=amber&agency=police"),
    "board, nothing fits": at("mona", "/?rating=red"),
    "missing replies": at("mona", "/board/{late}"),
    "missing replies, to read": at("aud", "/board/{late}"),
    "no reply missing": at("mona", "/board/{fresh}"),
    "board of an administrator": at("ada", "/"),
    "stuck": at("mona", "/stuck"),
    "stuck, none": at("mona", "/stuck", empty=True),
    "stuck, nothing fits": at("mona", "/stuck?finding=circular"),
    "stuck, for an auditor": at("aud", "/stuck"),
    "stuck, nothing ticked": at("mona", "/stuck/together?command=hold", status=422),
    "several at once": at("mona", "/stuck/together?command=hold&journey={late}&journey={fresh}"),
    "several at once, wrong": at(
        "mona", "/stuck/together?command=hold&journey={late}", button("hold")
    ),
    "my work": at("mona", "/my-work"),
    "my work, none": at("mona", "/my-work", empty=True),
    "my work of a worker": at("carla", "/my-work"),
    "stuck, since last week": at("mona", "/stuck/changes?finding=late&change=new"),
    "stuck, since last week, nothing": at("mona", "/stuck/changes", empty=True),
    "several at once, passed up": at("mona", "/stuck/together?command=escalate&journey={late}"),
    "alerts": at("mona", "/alerts"),
    "alerts, all": at("mona", "/alerts?seen=true"),
    "how alerts are told": at("mona", "/alerts/choices"),
    "how alerts are told, wrong": at(
        "mona", "/alerts/choices", press="Save", typed={"at": ""}, status=422
    ),
    "alerts, none": at("aud", "/alerts"),
    "journeys": at("mona", "/journeys"),
    "journeys, empty": at("mona", "/journeys", empty=True),
    "journeys, none found": at(
        "mona", "/journeys", press="Find", typed={"words": "nobody"}, status=200
    ),
    "journeys, nothing typed": at("mona", "/journeys", press="Find"),
    "lists": at("mona", "/lists"),
    "lists, empty": at("mona", "/lists", empty=True),
    "list, empty": at("mona", "/lists/too-long"),
    "list": at("mona", "/lists/plans-per-conference-led", stories=True),
    "gap": at("mona", "/lists/decisions-overdue"),
    "gap, empty": at("mona", "/lists/hand-offs-bounced?team=mash&first=2025-09-01"),
    "looks": at("aud", "/looks"),
    "looks, none": at("aud", "/looks", empty=True),
    "looks at a journey": at("mona", "/looks?journey={late}"),
    "looks, of no day": at("aud", "/looks?day=tomorrow", status=422),
}
JOURNEY = {
    "journey in research": at("mona", "/journeys/{late}"),
    "journey at contact": at("colin", "/journeys/{fresh}"),
    "journey on a protection plan": at("mona", "/journeys/{plan}"),
    "journey in care": at("mona", "/journeys/{care}"),
    "journey closed": at("mona", "/journeys/{closed}"),
    "journey, for an auditor": at("aud", "/journeys/{late}"),
    "journey as it was": at("mona", "/journeys/{plan}?as_of=2025-09-12"),
    "journey on a day before it": at("mona", "/journeys/{plan}?as_of=2025-08-01", status=422),
    "journey restricted": at("colin", "/journeys/{closed_off}", status=403),
    "journey restricted, to be opened": at("senna", "/journeys/{closed_off}", status=403),
    "journey restricted, no reason": at(
        "senna", "/journeys/{closed_off}", "Open the restricted journey"
    ),
    "chronology": at("mona", "/journeys/{plan}/chronology"),
    "chronology, significant": at("mona", "/journeys/{fresh}/chronology?significant=true"),
    "chronology on a day to come": at(
        "mona", "/journeys/{fresh}/chronology?on=2031-01-01", status=422
    ),
    "decision": at("mona", "/journeys/{plan}/decisions/D3"),
    "decision, at contact": at("mona", "/journeys/{late}/decisions/D1"),
    "decision, none": at("mona", "/journeys/{late}/decisions/D99", status=404),
}
FORMS = {
    "new contact": at("colin", "/contacts/new"),
    "new contact, wrong": at("colin", "/contacts/new", "Enter the contact"),
    "form of a contact's decision": form("mona", "fresh", "decide-contact"),
    "form of a decision": form("mona", "late", "decide-after-research"),
    "form of a decision, wrong": form("mona", "late", "decide-after-research", sent=True),
    "form that cannot be sent now": form("mona", "fresh", "decide-referral", status=409),
    "form of another role": form("colin", "late", "hold", status=403),
    "form of a closed journey": form("mona", "closed", "hold", status=409),
    "form that is a draft": form("carla", "late", "add-concern"),
    "form of a day, wrong": form("mona", "late", "hold", sent=True),
    "form of holding responsibility": form("mona", "late", "record-parental-responsibility"),
    "form of reviewing the history": form("mona", "late", "review-history"),
    "form of the child's views": form("mona", "late", "record-childs-views"),
    "form of somebody of the family": form("mona", "late", "add-family-member"),
    "form of the household": form("mona", "late", "change-household"),
    "form of supervision": form("mona", "late", "record-supervision"),
    "form of merging": form("mona", "late", "merge-children"),
    "form of asking partners": form("mona", "late", "ask-partners"),
    "form of asking partners, wrong": form("mona", "late", "ask-partners", sent=True),
    "form of holding a meeting": form("mona", "plan", "hold-meeting"),
    "form of holding a meeting, wrong": form("mona", "plan", "hold-meeting", sent=True),
    "form of an assessment": form("mona", "plan", "authorise-assessment"),
    "form of ending a plan": form("mona", "plan", "end-plan"),
    "form of reviewing a plan": form("mona", "plan", "review-plan"),
    "form of a placement": form("mona", "care", "record-placement"),
    "form of a transfer": form("mona", "plan", "propose-transfer"),
    "form of closing": form("mona", "care", "close"),
    "form that there is not": form("mona", "late", "no-such-thing", status=404),
    "pro formas": at("mona", "/journeys/{plan}/forms"),
    "pro formas, none": at("mona", "/journeys/{late}/forms"),
    "pro forma": at("mona", "/journeys/{plan}/forms/E7/plan"),
    "pro forma, ended": at("mona", "/journeys/{plan}/forms/E3/strategy-discussion"),
    "section": at("mona", "/journeys/{plan}/forms/E7/plan/outcomes-wanted"),
    "section, empty": at(
        "mona",
        "/journeys/{plan}/forms/E7/plan/outcomes-wanted",
        "Save and go on",
        typed={"text": ""},
    ),
    "section, read only": at("aud", "/journeys/{plan}/forms/E7/plan/outcomes-wanted"),
}
PARTNER = {
    "partner": at("police-desk", "/partner"),
    "partner, none": at("police-desk", "/partner", empty=True),
    "request": at("education-desk", "/partner/requests/{late}.R3"),
    "request, late": at("police-desk", "/partner/requests/{late}.R1"),
    "request, empty reply": at(
        "police-desk", "/partner/requests/{late}.R1/reply", "Send the reply", 409
    ),
    "request, more time": at("police-desk", "/partner/requests/{late}.R1/more-time"),
    "request, more time, wrong": at(
        "police-desk", "/partner/requests/{late}.R1/more-time", "Ask for more time"
    ),
    "request, disputed": at("police-desk", "/partner/requests/{late}.R1/dispute"),
    "request, answered": at("health-desk", "/partner/requests/{late}.R2"),
    "request of another agency": at("health-desk", "/partner/requests/{late}.R1", status=404),
    "request, for the hub": at("mona", "/partner/requests/{late}.R1"),
    "own agency": at("police-desk", "/partner/agency"),
    "who stands in for the own agency": at("police-desk", "/partner/agency/stand-ins"),
    "closed days of the own agency": at("police-desk", "/partner/agency/closed-days"),
    "closed days of the own agency, wrong": at(
        "police-desk", "/partner/agency/closed-days", "Add the closed days"
    ),
    "contact by a partner": at("police-desk", "/contacts/new"),
}
ADMINISTRATION = {
    "administration": at("ada", "/administration"),
    "people": at("ada", "/administration/people"),
    "people, nobody fits": at("ada", "/administration/people?state=locked"),
    "people, found by name": at(
        "ada", "/administration/people", "Find", 200, typed={"named": "car"}
    ),
    "people, nobody found": at(
        "ada", "/administration/people", "Find", 200, typed={"named": "zebra"}
    ),
    "a person": at("ada", "/administration/people/carla"),
    "a person, not there": at("ada", "/administration/people/nobody", status=404),
    "oneself": at("ada", "/administration/people/ada"),
    "new person": at("ada", "/administration/new-person"),
    "new person, wrong": at("ada", "/administration/new-person", "Add the person"),
    "change of a person": at("ada", "/administration/people/carla/change"),
    "removal of a person who holds work": at("ada", "/administration/people/carla/remove"),
    "removal, refused": at("ada", "/administration/people/carla/remove", "Remove the person"),
    "teams": at("ada", "/administration/teams"),
    "a team": at("ada", "/administration/teams/north"),
    "a team, not to be closed": at("ada", "/administration/teams/mash", "Close this team"),
    "new team": at("ada", "/administration/new-team"),
    "new team, wrong": at("ada", "/administration/new-team", "Add the team"),
    "change of a team": at("ada", "/administration/teams/north/change"),
    "agencies": at("ada", "/administration/agencies"),
    "an agency": at("ada", "/administration/agencies/police"),
    "an agency with closed days": at("ada", "/administration/agencies/school"),
    "new agency": at("ada", "/administration/new-agency"),
    "new agency, wrong": at("ada", "/administration/new-agency", "Add the agency"),
    "change of an agency": at("ada", "/administration/agencies/police/change"),
    "closed days of an agency": at("ada", "/administration/agencies/police/closed-days"),
    "closed days of an agency, wrong": at(
        "ada", "/administration/agencies/police/closed-days", "Add the closed days"
    ),
    "profiles": at("ada", "/administration/profiles"),
    "a profile": at("ada", "/administration/profiles/england-2023@1"),
    "a profile, not there": at("ada", "/administration/profiles/x@1", status=404),
    "profiles compared": at(
        "ada", "/administration/compare-profiles?left=england-2023@1&right=jersey-2015@1"
    ),
    "profiles compared, alike": at(
        "ada", "/administration/compare-profiles?left=jersey-2015@1&right=jersey-2015@1"
    ),
    "calendars": at("ada", "/administration/calendars"),
    "calendars, of Jersey": at("ada", "/administration/calendars?place=jersey"),
    "administration log": at("ada", "/administration/log"),
    "administration log, empty": at("ada", "/administration/log", empty=True),
    "administration log, nothing fits": at("ada", "/administration/log?by=nobody"),
}
ERRORS = {
    "error 403": at("police-desk", "/journeys/{late}", status=403),
    "error 404": at("mona", "/journeys/TL25-999999", status=404),
    "error 404, no page": at("mona", "/no-such-page", status=404),
    "error 422": at("mona", "/?rating=purple", status=422),
}
STATES: Mapping[str, State] = {
    **SIGNING_IN,
    **WORK,
    **JOURNEY,
    **FORMS,
    **PARTNER,
    **ADMINISTRATION,
    **ERRORS,
}


def pages() -> list[Row]:
    """Return the rows of the route table that answer with a page."""
    return [row for row in ROWS if row.method == "GET" and row.path not in NO_PAGE]


def route_of(state: State) -> str | None:
    """Return the path, as the route table writes it, of the page that a state is of."""
    path = state.path.partition("?")[0].replace("{", "").replace("}", "")
    for row in ROWS:
        if row.method == "GET" and compile_path(row.path)[0].match(path):
            return row.path
    return None


def first_of_each() -> list[str]:
    """Return, for each page and each error, the name of its first state."""
    found: dict[str, str] = {}
    for name, state in STATES.items():
        found.setdefault(route_of(state) or name, name)
    return list(found.values())

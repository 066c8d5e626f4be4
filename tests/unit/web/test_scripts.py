"""A script that somebody writes into any text is text on every page that shows it."""

from __future__ import annotations

import re
from itertools import product

import pytest

from journey.commands import COMMANDS
from tests.support.scripts import AS_TEXT, full_of_scripts
from tests.unit.web.test_access import USERS
from web.pages import ROWS

pytestmark = pytest.mark.slow

HTML = {"Accept": "text/html"}
PAGES = [row for row in ROWS if row.method == "GET" and row.access.roles is not None]
LIVE = ("<script>alert", "<img src=x", "'\"-->")
"""What would be left of the script on a page that did not make text of it."""

KEYS = ["police", "mash", "carla"]
"""Of an agency, a team and a person, all of whom are called by the script."""

SHOWN_ON = {
    "/",
    "/board/{ref}",
    "/contacts/new",
    "/journeys/{ref}",
    "/journeys/{ref}/chronology",
    "/journeys/{ref}/decisions/{decision}",
    "/journeys/{ref}/do/{command}",
    "/journeys/{ref}/forms/{episode}/{form}/{section}",
    "/partner",
    "/partner/requests/{id}",
    "/stuck",
}
"""Where something that was written must be found, so that the test looks at something."""


@pytest.fixture
def journeys(callers, monkeypatch):
    return full_of_scripts(callers.hub, monkeypatch)


def addresses(callers, journeys, path):
    """Return every address of a route that there is on these journeys."""
    references = list(journeys.values())
    found = {
        "ref": references,
        "id": [f"{journeys['asked']}.R{number}" for number in (1, 2)],
        "command": list(COMMANDS),
        "decision": [f"D{number}" for number in range(1, 8)],
        "answer": ["reply", "more-time", "dispute"],
    }
    if path.startswith("/journeys/{ref}/forms/"):
        return _forms(callers, references, whole="{section}" not in path)
    names = re.findall(r"\{(\w+)\}", path)
    chosen = product(*(found.get(name, KEYS) for name in names))
    return [path.format(**dict(zip(names, each, strict=True))) for each in chosen]


def _forms(callers, references, *, whole):
    """Return the pro formas of journeys, or their sections, as their pages link to them."""
    forms = _links(callers, [f"/journeys/{each}/forms" for each in references])
    return forms if whole else _links(callers, forms)


def _links(callers, pages):
    shown = [callers.get("mona", each, headers=HTML).text for each in pages]
    linked = (re.findall(r'href="(/journeys/[^"]+/forms/[^"]+)"', each) for each in shown)
    return sorted({link for links in linked for link in links})


def test_a_script_in_any_text_is_text_on_every_page_of_every_role(callers, journeys):
    live, shown = [], set()
    for row in PAGES:
        roles = sorted(row.access.roles & set(USERS), key=lambda role: role.value)
        for address in addresses(callers, journeys, row.path):
            for role in roles if "{" not in row.path else roles[-1:]:
                page = callers.get(USERS[role], address, headers=HTML)
                if not page.headers.get("content-type", "").startswith("text/html"):
                    continue
                live += [(role.value, address, each) for each in LIVE if each in page.text]
                if AS_TEXT in page.text:
                    shown.add(row.path)
    assert live == []
    assert shown >= SHOWN_ON

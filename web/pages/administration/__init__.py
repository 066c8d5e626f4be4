"""Administration: people, teams, agencies, calendars, profiles, and who changed what of them."""

from __future__ import annotations

from web.pages.administration import (
    agencies,
    front,
    log,
    people,
    person,
    person_forms,
    rules,
    teams,
)
from web.routes import Row

ROWS: tuple[Row, ...] = (
    *front.ROWS,
    *people.ROWS,
    *person_forms.ROWS,
    *person.ROWS,
    *teams.ROWS,
    *agencies.ROWS,
    *rules.ROWS,
    *log.ROWS,
)

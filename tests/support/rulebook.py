"""The rules that tests work under: the product's own, with an invented hub's agencies."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from journey.policy import Agency, Rulebook
from policy.load import load_rulebook

LONDON = ZoneInfo("Europe/London")

AGENCIES = {
    agency.key: agency
    for agency in (
        Agency(
            key="police",
            name="Fernleigh Police",
            kind="police",
            deputy="police-duty",
            email="desk@police.fernleigh.example",
        ),
        Agency(key="police-duty", name="Fernleigh Police duty desk", kind="police"),
        Agency(key="health", name="Fernleigh Community Health", kind="health"),
        Agency(
            key="school",
            name="Otter Lane School",
            kind="school",
            closed=((date(2025, 7, 24), date(2025, 9, 1), "summer holidays"),),
            ask_instead="education",
        ),
        Agency(key="education", name="Fernleigh education desk", kind="education"),
        Agency(key="housing", name="Fernleigh Homes", kind="housing"),
        Agency(key="probation", name="Fernleigh Probation", kind="probation"),
    )
}
RULEBOOK: Rulebook = load_rulebook(agencies=AGENCIES)
CALENDAR = RULEBOOK.profile("england-2023@1").calendar


def london(day: str, wall: str = "10:00") -> datetime:
    """Return an instant as the hub's clock shows it: `london("2025-09-02", "16:30")`."""
    return datetime.fromisoformat(f"{day} {wall}").replace(tzinfo=LONDON)

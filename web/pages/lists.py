"""Lists and alarms: every number opens to the journeys behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from casework import asking, people
from casework.asking.alarm_views import PlanAlarms
from journey.plans import PlanAlarm
from journey.terms import Finding
from web.access import TheActor, TheHub, of_roles
from web.languages import gettext as _
from web.languages import to_translate as later
from web.pages.gaps import After, TheSpan, grouped, show_gap
from web.pages.rendering import page
from web.pages.words import finding as in_words
from web.routes import Row

_ALARMS: Mapping[str, str] = {
    PlanAlarm.TOO_LONG.value: later("Plans that have lasted too long"),
    PlanAlarm.AGAIN.value: later("Protection plans that are not the child’s first"),
}
_RATES: Mapping[str, tuple[str, str]] = {
    "plans_per_conference": (
        later("Conferences that led to a protection plan"),
        later("Conferences that have ended"),
    ),
    "plans_per_enquiry": (
        later("Protection plans that came of enquiries"),
        later("Enquiries that have ended"),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number, and the journeys behind it: as many entries as the number says."""

    key: str
    title: str
    references: tuple[str, ...]
    sentences: tuple[str, ...] = ()


def figures(alarms: PlanAlarms) -> Iterator[Figure]:
    """Yield every number about plans with its list."""
    for key, title in _ALARMS.items():
        own = [each for each in alarms.plans if each.alarm == key]
        yield Figure(
            key=key,
            title=_(title),
            references=tuple(each.reference for each in own),
            sentences=tuple(each.sentence for each in own),
        )
    for rate in alarms.rates:
        led, of = _RATES[rate.key]
        key = rate.key.replace("_", "-")
        yield Figure(key=f"{key}-led", title=_(led), references=rate.led)
        yield Figure(key=f"{key}-of", title=_(of), references=rate.of)


def show_lists(request: Request, hub: TheHub, actor: TheActor, span: TheSpan) -> Response:
    """Show every number, each with the way to its list, and the alarms."""
    team = span.team or None
    since, until = span.instants(hub)
    gaps = asking.lists(hub, actor, since=since, until=until, team=team)
    alarms = asking.plan_alarms(hub, actor, team=team)
    counts = asking.counted(hub, actor, team=team)
    teams = [(each.key, each.name) for each in people.teams(hub)]
    return page(
        request,
        "lists.html",
        counts=[(each.value, in_words(each.value), counts[each.value]) for each in Finding],
        figures=list(figures(alarms)),
        rates=alarms.rates,
        gaps=list(grouped(gaps.lists)),
        span=span,
        team=span.team,
        teams=teams,
        tags=span.tags(dict(teams), "/lists"),
    )


def show_list(
    key: str,
    request: Request,
    hub: TheHub,
    actor: TheActor,
    *,
    span: TheSpan,
    after: After = None,
) -> Response:
    """Show the journeys behind a number."""
    alarms = asking.plan_alarms(hub, actor, team=span.team or None)
    found = next((each for each in figures(alarms) if each.key == key), None)
    if found is not None:
        return page(request, "list.html", figure=found, team=span.team)
    return show_gap(key, request, hub, actor, span=span, after=after)


ROWS = (
    Row(
        method="GET",
        path="/lists",
        call=show_lists,
        access=of_roles(asking.ALARM_READERS),
        summary="Show numbers and alarms, each with its list.",
        page=True,
    ),
    Row(
        method="GET",
        path="/lists/{key}",
        call=show_list,
        access=of_roles(asking.ALARM_READERS),
        summary="Show the journeys behind a number.",
        page=True,
    ),
)

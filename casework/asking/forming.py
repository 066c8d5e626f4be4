"""What a form stands on: the journey as its reader sees it, the choices, and what is in the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from casework.asking.choosing import Around, Choice, choices
from casework.asking.scope import journey_for
from casework.asking.showing import show
from casework.asking.views import JourneyView
from casework.errors import NotFoundError
from casework.hub import Hub
from casework.looking import Part, looked
from casework.previewing import Preview, preview
from journey.commands.base import ANYBODY_INSIDE
from journey.people import Actor
from journey.policy import ProForma
from journey.terms import Outcome
from journey.transitions import outcomes_of
from models.queries import people


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What one form stands on.

    Attributes:
        version: The journey's version that the form is filled in on; 0 for a new contact.
        view: The journey; None for a new contact.
        choices: What a source of `casework.asking.choosing` offers here.
    """

    version: int
    view: JourneyView | None
    preview: Preview
    choices: Callable[[str], tuple[Choice, ...]]
    zone: ZoneInfo
    now: datetime


def ground(hub: Hub, actor: Actor, name: str, reference: str | None = None) -> Ground:
    """Return what the form of a command stands on.

    Raises:
        NotFoundError: There is no such journey, or the actor may not know of it.
    """
    now = hub.clock.now()
    rulebook = hub.rules()
    zone = rulebook.in_force(now).calendar.zone
    with hub.store.read() as session:
        staff = tuple(
            user
            for user in people.users(session)
            if user.may_come_in and user.role in ANYBODY_INSIDE
        )
        teams = tuple(team for team in people.teams(session) if team.closed_at is None)
    around = Around(rulebook=rulebook, zone=zone, staff=staff, teams=teams)
    if reference is None:
        ahead = preview(name, around.case, actor, rulebook)
        return Ground(
            version=0,
            view=None,
            preview=ahead,
            choices=lambda source: choices(source, around),
            zone=zone,
            now=now,
        )
    view = show(hub, actor, reference)
    with hub.store.read() as session:
        case, _, _ = journey_for(session, hub, actor, reference, None)
    on_it = Around(
        rulebook=rulebook,
        zone=zone,
        case=case,
        staff=staff,
        teams=teams,
        timeline=view.timeline,
    )
    return Ground(
        # Two reads: whoever got in between is found out when the command is given.
        version=min(view.version, case.version),
        view=view,
        preview=preview(name, case, actor, rulebook),
        choices=lambda source: choices(source, on_it),
        zone=zone,
        now=now,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionStand:
    """One section of a pro forma and how it stands.

    Attributes:
        outcomes: The outcomes that cannot be decided without it.
    """

    key: str
    title: str
    prompt: str
    text: str
    outcomes: tuple[str, ...]

    @property
    def written(self) -> bool:
        """Return whether it has been written."""
        return bool(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProFormaStand:
    """A pro forma in one episode, as far as it is written.

    Attributes:
        missing: For each outcome that wants sections which are not written, their titles.
    """

    reference: str
    episode: str
    kind: str
    open: bool
    form: str
    title: str
    version: int
    sections: tuple[SectionStand, ...]
    missing: tuple[tuple[str, tuple[str, ...]], ...]


@looked(Part.FORMS)
def pro_formas(hub: Hub, actor: Actor, reference: str) -> list[ProFormaStand]:
    """Return the pro formas of every episode that has one, newest episode first.

    Raises:
        NotFoundError: There is no such journey, or the actor may not know of it.
    """
    rulebook = hub.rules()
    with hub.store.read() as session:
        case, _, _ = journey_for(session, hub, actor, reference, None)
    found = []
    for episode in reversed(list(case.episodes.values())):
        for form in rulebook.profile(episode.profile).pro_formas.values():
            if form.episode is not episode.kind:
                continue
            written = case.form(episode.id, form.key)
            outcomes = outcomes_of(episode.kind)
            found.append(
                ProFormaStand(
                    reference=reference,
                    episode=episode.id,
                    kind=episode.kind.value,
                    open=episode.is_open and case.is_open,
                    form=form.key,
                    title=form.title,
                    version=case.version,
                    sections=_sections(form, written, outcomes),
                    missing=tuple(
                        (outcome.value, gaps)
                        for outcome in outcomes
                        if (
                            gaps := tuple(
                                section.title
                                for section in form.sections
                                if section.wanted_for(outcome) and section.key not in written
                            )
                        )
                    ),
                )
            )
    return found


def pro_forma(hub: Hub, actor: Actor, reference: str, episode: str, form: str) -> ProFormaStand:
    """Return one pro forma of one episode.

    Raises:
        NotFoundError: There is no such journey, episode or form, or not for this actor.
    """
    for each in pro_formas(hub, actor, reference):
        if (each.episode, each.form) == (episode, form):
            return each
    raise NotFoundError("pro forma", form)


def _sections(
    form: ProForma, written: Mapping[str, str], outcomes: tuple[Outcome, ...]
) -> tuple[SectionStand, ...]:
    return tuple(
        SectionStand(
            key=section.key,
            title=section.title,
            prompt=section.prompt,
            text=written.get(section.key, ""),
            outcomes=tuple(each.value for each in outcomes if section.wanted_for(each)),
        )
        for section in form.sections
    )

"""Judging what is asked of partners and what they answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journey.case import Case, Episode, ResearchRequest
from journey.climbing import moved
from journey.commands import research as commands
from journey.decide.context import (
    Context,
    Judged,
    find_request,
    judge,
    next_id,
    not_now,
    on_open,
    unknown,
)
from journey.events import Event, Notice, research
from journey.guards import consent_invalid
from journey.people import Role
from journey.policy import Agency
from journey.refusals import Refused
from journey.terms import Guard, Kind, Rating, RequestState, ResearchScope

SECTIONS = ("why_involved", "risks", "actions", "difference", "everyday_life")
"""The standard of a reply (requirement M4)."""


@judge.register
def _(command: commands.AskPartners, case: Case, context: Context) -> Judged:
    episode = case.open_episode(Kind.RESEARCH)
    refused = on_open(case)
    if refused is None and episode is None:
        refused = not_now(
            f"No research is open on this journey; it is in {case.stage}.",
            "decide-referral with outcome research, its scope and rating",
        )
    if refused is None and not command.requests:
        refused = unknown("Nobody is asked.", "requests: at least one agency, each with a reason")
    refused = refused or _agencies_refused(command, case, context) or consent_invalid(case)
    if refused is not None or episode is None:
        return refused or []
    _warn(command, case, episode, context)
    rating = command.rating or episode.rating or Rating.AMBER
    return [
        research.PartnerAsked(
            request=next_id("R", case.requests, ahead),
            episode=episode.id,
            agency=ask.agency,
            rating=rating,
            ask_instead=_asked_instead(context.rulebook.agency(ask.agency), context),
            reason=ask.reason,
            question=ask.question or "",
        )
        for ahead, ask in enumerate(command.requests)
    ]


def asked_anew(
    case: Case, requests: Iterable[str], context: Context
) -> Iterator[research.PartnerAsked]:
    """Yield requests that were withdrawn by mistake, as new ones with clocks of their own.

    What a partner let lie because it was told that nothing is asked is not late by the old date.
    """
    withdrawn = (case.requests[each] for each in requests)
    known = (each for each in withdrawn if each.agency in context.rulebook.agencies)
    for ahead, request in enumerate(known):
        yield research.PartnerAsked(
            request=next_id("R", case.requests, ahead),
            episode=request.episode,
            agency=request.agency,
            rating=request.rating,
            ask_instead=_asked_instead(context.rulebook.agency(request.agency), context),
            reason=request.reason,
            question=request.question,
        )


def _agencies_refused(
    command: commands.AskPartners, case: Case, context: Context
) -> Refused | None:
    keys = [ask.agency for ask in command.requests]
    for key in keys:
        if key not in context.rulebook.agencies:
            known = ", ".join(sorted(context.rulebook.agencies))
            return unknown(f"There is no agency {key!r}.", f"one of: {known}")
        if keys.count(key) > 1:
            return unknown(f"{key} is named twice.", "each agency once")
        if any(
            r.agency == key and r.is_missing and case.episodes[r.episode].is_open
            for r in case.requests.values()
        ):
            return not_now(f"{key} has been asked and has not replied yet.", "chase-partner")
    return None


def _asked_instead(agency: Agency, context: Context) -> str | None:
    zone = context.rulebook.in_force(context.at).calendar.zone
    closed = agency.why_closed(context.at.astimezone(zone).date())
    return agency.ask_instead if closed else None


def _warn(command: commands.AskPartners, case: Case, episode: Episode, context: Context) -> None:
    """Warn where more are asked than the concerns need, and where somebody is closed."""
    profile = context.rulebook.profile(episode.profile)
    needed: set[str] = set()
    for concern in case.open_concerns():
        needed |= profile.needs.get(concern.category.value, frozenset())
    beyond = [
        ask.agency
        for ask in command.requests
        if context.rulebook.agency(ask.agency).kind not in needed
    ]
    if needed and beyond:
        context.warnings.append(
            f"{len(command.requests)} agencies are asked; the concerns do not call for "
            f"{', '.join(beyond)}."
        )
    if episode.scope is ResearchScope.NONE:
        context.warnings.append("The referral decision said that nobody need be asked.")
    for ask in command.requests:
        agency = context.rulebook.agency(ask.agency)
        instead = _asked_instead(agency, context)
        if instead:
            name = context.rulebook.agency(instead).name
            context.warnings.append(f"{agency.name} is closed; {name} is asked instead.")


@judge.register
def _(command: commands.ReplyToResearch, case: Case, context: Context) -> Judged:
    request = find_request(case, command.request, command.agency, context)
    refused = request if isinstance(request, Refused) else _answered(request)
    if isinstance(request, Refused) or refused is not None:
        return refused or []
    if command.at is not None and command.at < request.asked_at:
        return unknown(
            "A reply cannot come before its question.",
            f"at: an instant from {request.asked_at.isoformat()} on",
        )
    given = [section for section in SECTIONS if getattr(command, section)]
    if command.nothing_known and given:
        return unknown(
            "A reply says either what is known or that nothing is.",
            "nothing_known: false, or no sections",
        )
    if not command.nothing_known and not given and not command.opinion:
        return unknown(
            "A reply says what is known, or that nothing is.",
            "one of " + ", ".join(SECTIONS) + ", or nothing_known: true",
        )
    missing = [section for section in SECTIONS if section not in given]
    if missing and not command.nothing_known:
        context.warnings.append(
            "The standard of a reply also asks for: "
            + ", ".join(section.replace("_", " ") for section in missing)
            + "."
        )
    return [
        research.ReplyReceived(
            request=request.id,
            agency=request.agency,
            nothing_known=command.nothing_known,
            full=command.nothing_known or not missing,
            after_decision=not case.episodes[request.episode].is_open,
            opinion=command.opinion or "",
            **{section: getattr(command, section) or "" for section in SECTIONS},
        )
    ]


def _answered(request: ResearchRequest) -> Refused | None:
    if request.is_missing:
        return None
    if request.state is RequestState.WITHDRAWN:
        return not_now(
            f"Request {request.id} was withdrawn; nothing is asked any more.",
            "a new contact, if there is something to tell",
        )
    return not_now(
        f"Request {request.id} was answered already.",
        "correct-entry for a mistake, or a new contact for news",
    )


def _waiting(
    case: Case, context: Context, request: str | None, agency: str | None
) -> ResearchRequest | Refused:
    """Return a request that still waits for its reply on an open journey."""
    refused = on_open(case)
    if refused is not None:
        return refused
    found = find_request(case, request, agency, context)
    if isinstance(found, Refused):
        return found
    refused = _answered(found)
    if refused is None and not case.episodes[found.episode].is_open:
        refused = not_now(f"The research that request {found.id} belongs to has ended.")
    return refused or found


@judge.register
def _(command: commands.RequestMoreTime, case: Case, context: Context) -> Judged:
    request = _waiting(case, context, command.request, command.agency)
    if isinstance(request, Refused):
        return request
    if command.until <= context.now:
        return unknown("More time ends in the future.", "until: an instant to come")
    return [
        research.MoreTimeRequested(
            request=request.id, agency=request.agency, until=command.until, reason=command.reason
        )
    ]


@judge.register
def _(command: commands.AnswerMoreTime, case: Case, context: Context) -> Judged:
    request = _waiting(case, context, command.request, command.agency)
    if isinstance(request, Refused):
        return request
    if request.more_time_until is None:
        return not_now(f"{request.agency} has not asked for more time.", "move-due-date")
    until = command.until or request.more_time_until
    if command.granted and until <= context.now:
        return unknown("More time ends in the future.", "until: an instant to come")
    answered = research.MoreTimeAnswered(
        request=request.id,
        agency=request.agency,
        granted=command.granted,
        until=until if command.granted else None,
        reason=command.reason,
    )
    owed = next((o for o in case.open_obligations() if _is_reply(o.kind, o.about, request)), None)
    if not command.granted or owed is None:
        return [answered]
    return [
        answered,
        moved(
            owed,
            until,
            rulebook=context.rulebook,
            now=context.now,
            reason="more time was asked for and granted",
        ),
    ]


def _is_reply(kind: str, about: str | None, request: ResearchRequest) -> bool:
    return kind == "research-reply" and about == request.id


@judge.register
def _(command: commands.DisputeRequest, case: Case, context: Context) -> Judged:
    request = _waiting(case, context, command.request, command.agency)
    if isinstance(request, Refused):
        return request
    if request.disputed:
        return not_now("The request is disputed already and waits for a manager's answer.")
    return [
        research.RequestDisputed(request=request.id, agency=request.agency, reason=command.reason)
    ]


@judge.register
def _(command: commands.AnswerDispute, case: Case, context: Context) -> Judged:
    request = _waiting(case, context, command.request, command.agency)
    if isinstance(request, Refused):
        return request
    if not request.disputed:
        return not_now(f"{request.agency} has not disputed the request.", "withdraw-request")
    events: list[Event] = [
        research.DisputeAnswered(
            request=request.id,
            agency=request.agency,
            upheld=command.upheld,
            reason=command.reason,
        )
    ]
    if command.upheld:
        events.append(
            research.RequestWithdrawn(
                request=request.id, agency=request.agency, reason="the dispute was upheld"
            )
        )
    return events


@judge.register
def _(command: commands.WithdrawRequest, case: Case, context: Context) -> Judged:
    refused = on_open(case)
    if refused is not None:
        return refused
    request = find_request(case, command.request, command.agency, context)
    if isinstance(request, Refused):
        return request
    # Also after its research has ended: a request that nobody follows up would block closing.
    return _answered(request) or [
        research.RequestWithdrawn(request=request.id, agency=request.agency, reason=command.reason)
    ]


@judge.register
def _(command: commands.ChasePartner, case: Case, context: Context) -> Judged:
    if context.actor.role is Role.PARTNER:
        return Refused(Guard.NOT_QUALIFIED, "Partners are chased; they do not chase.")
    request = _waiting(case, context, command.request, command.agency)
    if isinstance(request, Refused):
        return request
    told = request.ask_instead or request.agency
    return [
        research.PartnerChased(
            request=request.id,
            agency=request.agency,
            notices=(Notice(to=f"agency:{told}", template="chase"),),
            note=command.note or "",
        )
    ]

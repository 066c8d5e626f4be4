"""`user`: people of the hub and partner systems, and the tokens that let them in."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from casework import people
from casework.errors import BadInputError, Fault
from cli import opening, output, reading, results
from journey.people import Role

app = typer.Typer(
    no_args_is_help=True,
    help="Add and list people; give them passwords and tokens, and take them back.",
)

Name = Annotated[str, typer.Argument(metavar="USER", help="The user name.")]
_SHOWN = (
    "name",
    "full_name",
    "role",
    "team",
    "agency",
    "email",
    "active",
    "away_until",
    "locked_at",
)


def _safe(user: people.User) -> dict[str, Any]:
    """Return somebody as others may see them: never the hash of a password."""
    return {key: getattr(user, key) for key in _SHOWN}


def _show(user: dict[str, Any]) -> None:
    results.fields(user, _SHOWN)


@app.command()
def add(
    name: Name,
    *,
    role: Annotated[Role, typer.Option(help="What they may do.")],
    full_name: Annotated[
        str | None, typer.Option(help="As colleagues know them; else the user name.")
    ] = None,
    team: Annotated[str | None, typer.Option(help="For people of the hub: their team.")] = None,
    agency: Annotated[str | None, typer.Option(help="For partners: their agency.")] = None,
    email: Annotated[str | None, typer.Option(help="Where their alerts go.")] = None,
) -> None:
    """Add somebody, or a partner's system.  A user name is never given to another."""
    with opening.hub() as hub:
        added = people.add_user(
            hub, None, name, full_name or name, role, team=team, agency=agency, email=email
        )
    results.result(_safe(added), _show)


@app.command("list")
def list_(
    gone: Annotated[bool, typer.Option("--gone", help="Those who left, too.")] = False,
) -> None:
    """List people."""
    with opening.hub() as hub:
        found = [_safe(each) for each in people.users(hub, active=None if gone else True)]
    results.result(
        found,
        lambda rows: results.table(
            ("user", "name", "role", "team", "agency", "mail", "here", "away until", "locked"),
            ([each[key] for key in _SHOWN] for each in rows),
            empty="Nobody works here yet: `throughline user add` begins.",
        ),
    )


@app.command()
def token(
    name: Name,
    label: Annotated[str, typer.Option(help="What its owner calls it.")] = "made in a shell",
    days: Annotated[int, typer.Option(help="How long it lets its owner in.")] = 90,
    list_: Annotated[bool, typer.Option("--list", help="Show the tokens there are.")] = False,
    revoke: Annotated[
        str | None, typer.Option(metavar="ID", help="Let this token in no more.")
    ] = None,
) -> None:
    """Give somebody a token, shown once; or list theirs; or revoke one."""
    with opening.hub() as hub:
        people.actor_named(hub, name)
        if list_:
            results.result([_token(each) for each in people.tokens(hub, name)], _tokens)
            return
        if revoke is not None:
            found = _of_id(people.tokens(hub, name), revoke)
            people.revoke_token(hub, found.sha256)
            results.result({"revoked": revoke}, lambda _: output.line("Revoked."))
            return
        issued = people.issue_token(hub, name, label, days)
    results.result(
        {"user": name, "label": label, "days": days, "token": issued},
        lambda said: output.line(said["token"]),
    )
    output.progress_line("It cannot be shown again.")


@app.command()
def password(name: Name) -> None:
    """Give somebody a one-time password, shown once; they choose their own when they sign in.

    Whoever forgot theirs, or has to wait after too many wrong ones, is helped by it too.
    """
    with opening.hub() as hub:
        given = people.give_one_time_password(hub, None, name)
        hours = hub.settings.one_time_password_hours
    results.result(
        {"user": name, "password": given, "hours": hours},
        lambda said: output.line(said["password"]),
    )
    output.progress_line(f"It cannot be shown again, and waits {hours} hours to be used.")


@app.command()
def sessions(
    name: Name,
    end: Annotated[bool, typer.Option("--end", help="Sign them out everywhere.")] = False,
) -> None:
    """List where somebody is signed in, or sign them out everywhere."""
    with opening.hub() as hub:
        people.user(hub, name)
        if end:
            ended = people.end_all_sessions(hub, None, name)
            results.result({"ended": ended}, lambda said: output.line(f"Ended: {said['ended']}."))
            return
        found = [
            {"browser": each.browser, "since": each.since, "last_used_at": each.last_used_at}
            for each in people.places(hub, None, name)
        ]
    results.result(
        found,
        lambda rows: results.table(
            ("browser", "since", "last used"),
            ([each[key] for key in ("browser", "since", "last_used_at")] for each in rows),
            empty="They are signed in nowhere.",
        ),
    )


def _token(token: people.Token) -> dict[str, Any]:
    return {
        "id": token.sha256[:12],
        "label": token.label,
        "kind": token.kind,
        "created_at": token.created_at,
        "expires_at": token.expires_at,
        "revoked_at": token.revoked_at,
    }


def _tokens(rows: list[dict[str, Any]]) -> None:
    keys = ("id", "label", "kind", "created_at", "expires_at", "revoked_at")
    results.table(
        ("id", "label", "kind", "made", "until", "revoked"),
        ([each[key] for key in keys] for each in rows),
        empty="They have no token.",
    )


def _of_id(tokens: list[people.Token], wanted: str) -> people.Token:
    found = [each for each in tokens if wanted and each.sha256.startswith(wanted)]
    if len(found) != 1:
        known = ", ".join(each.sha256[:12] for each in tokens) or "none"
        raise BadInputError(Fault("--revoke", "it names no one token", f"one of {known}"))
    return found[0]


@app.command()
def away(
    name: Name,
    until: Annotated[
        str | None, typer.Option(metavar="INSTANT", help="When they are back; now, if not said.")
    ] = None,
) -> None:
    """Say until when somebody is away, or that they are back."""
    instant = reading.instant(until, "--until")
    with opening.hub() as hub:
        changed = people.set_away(hub, None, name, instant)
    results.result(_safe(changed), _show)


@app.command()
def leave(name: Name) -> None:
    """Let somebody go: nothing they hold lets them in; what they did keeps their name."""
    with opening.hub() as hub:
        changed = people.deactivate(hub, None, name)
        held = people.held_by_person(hub, None, name)
    results.result(_safe(changed), _show)
    if held.journeys:
        named = ", ".join(held.references)
        output.progress_line(f"Left to nobody, {held.journeys} in all: {named}.")


@app.command()
def lock(name: Name) -> None:
    """Let somebody in nowhere until they are unlocked; what they hold stays theirs."""
    with opening.hub() as hub:
        changed = people.lock(hub, None, name)
    results.result(_safe(changed), _show)


@app.command()
def unlock(name: Name) -> None:
    """Let somebody in again, also after too many wrong passwords."""
    with opening.hub() as hub:
        changed = people.unlock(hub, None, name)
    results.result(_safe(changed), _show)

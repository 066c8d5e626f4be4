"""What `policy list` and `policy show` say: plain data, ready for JSON, a page or a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policy.words import UNCHECKED, limit_in_words, rule_in_words, rung_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from journey.policy import Profile, Rulebook
    from journey.timescales import Timescale


def list_profiles(rulebook: Rulebook) -> list[dict[str, Any]]:
    """Return one row for each profile and version, with how much of it is still to be confirmed."""
    return [
        {
            "id": profile.id,
            "title": profile.title,
            "nation": profile.nation,
            "effective": profile.effective.isoformat(),
            "in_use": profile.key == rulebook.in_use,
            "limits": len(profile.timescales),
            "to_confirm": sum(not row.checked for row in profile.timescales.values()),
        }
        for profile in sorted(rulebook.profiles.values(), key=lambda each: (each.key, each.version))
    ]


def show_profile(profile: Profile) -> dict[str, Any]:
    """Return the whole of one profile."""
    return {
        "id": profile.id,
        "title": profile.title,
        "nation": profile.nation,
        "effective": profile.effective.isoformat(),
        "assessments": [stage.value for stage in profile.assessments],
        "words": dict(profile.words),
        "hub_hours": [f"{profile.calendar.opens:%H:%M}", f"{profile.calendar.closes:%H:%M}"],
        "limits": [show_limit(row) for row in profile.timescales.values()],
        "ladders": {
            key: [rung_in_words(rung) for rung in ladder.rungs]
            for key, ladder in profile.ladders.items()
        },
        "obligations": {rule.kind: rule_in_words(rule) for rule in profile.rules},
        "floors": {
            key: f"at least {floor.percent} of 100 over {floor.months} months, of {floor.fewest} "
            f"or more ({floor.authority})"
            for key, floor in profile.floors.items()
        },
        "quorum": {
            kind: [sorted(group) for group in groups] for kind, groups in profile.quorum.items()
        },
        "panel_before": sorted(profile.panel_before),
        "pro_formas": {
            form.key: [section.title for section in form.sections]
            for form in profile.pro_formas.values()
        },
        "needs": {category: sorted(kinds) for category, kinds in profile.needs.items()},
    }


def show_limit(row: Timescale) -> dict[str, Any]:
    """Return one limit; `mark` is None where the number was checked."""
    return {
        "key": row.key,
        "limit": row.limit,
        "unit": row.unit.value,
        "direction": row.direction.value,
        "in_words": limit_in_words(row),
        "starts_on": row.starts_on,
        "completes_on": row.completes_on,
        "authority": row.authority,
        "checked": row.checked,
        "mark": None if row.checked else UNCHECKED,
    }


def limits_table(
    rows: Iterable[Timescale], *, differing_from: Mapping[str, Timescale] | None = None
) -> str:
    """Return limits as a Markdown table, as docs/practice/timescales.md shows them.

    Args:
        differing_from: Leave out the limits that say the same there.
    """
    shown = [row for row in rows if differing_from is None or differing_from.get(row.key) != row]
    lines = [
        "| limit | counted from | to | how long | authority | mark |",
        "|---|---|---|---|---|---|",
        *(
            f"| `{row.key}` | {row.starts_on} | {row.completes_on} | {limit_in_words(row)} "
            f"| {row.authority} | {'' if row.checked else UNCHECKED} |"
            for row in shown
        ),
    ]
    return "\n".join(lines)

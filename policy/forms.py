"""Pro formas as they are written, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from journey.policy import ProForma, Section
from journey.terms import Kind
from journey.transitions import outcomes_of
from policy.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policy.written import WrittenProForma, WrittenProFormas

NEEDED: Mapping[str, Kind] = {
    **{
        kind.value: kind
        for kind in (Kind.STRATEGY_DISCUSSION, Kind.ENQUIRY, Kind.ASSESSMENT, Kind.PLAN, Kind.CARE)
    },
    "review": Kind.PLAN,
}
"""What a guard asks to be written up, and in which episode, by the key of its pro forma."""


def pro_formas_from(written: WrittenProFormas) -> dict[str, ProForma]:
    """Return the pro formas by key."""
    return {form.key: _pro_forma(form) for form in written.pro_forma}


def _pro_forma(form: WrittenProForma) -> ProForma:
    return ProForma(
        key=form.key,
        title=form.title,
        episode=form.episode,
        sections=tuple(
            Section(
                key=each.key,
                title=each.title,
                prompt=each.prompt,
                always=each.wanted.always,
                outcomes=each.wanted.outcomes,
            )
            for each in form.section
        ),
    )


def pro_forma_faults(written: WrittenProFormas, *, file: str) -> Iterator[Fault]:
    """Yield what is wrong with pro formas, each with its place."""
    keys = [form.key for form in written.pro_forma]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield Fault(f"{file}, pro_forma {key!r}", "it stands there twice", "each key once")
    for key, kind in NEEDED.items():
        if not any(form.key == key and form.episode is kind for form in written.pro_forma):
            yield Fault(
                f"{file}, pro_forma",
                f"a {key} has none, so nothing of it would have to be written up",
                f"a [[pro_forma]] with the key {key!r} and the episode {kind.value!r}",
            )
    for form in written.pro_forma:
        yield from _section_faults(form, file)


def _section_faults(form: WrittenProForma, file: str) -> Iterator[Fault]:
    keys = [section.key for section in form.section]
    for section in form.section:
        where = f"{file}, pro_forma {form.key!r}, section {section.key!r}"
        if keys.count(section.key) > 1:
            yield Fault(where, "it stands there twice", "each key once")
        for outcome in sorted(section.wanted.outcomes - set(outcomes_of(form.episode))):
            yield Fault(
                f"{where}, wanted",
                f"a {form.episode} never ends with {outcome.value!r}",
                f"one of {', '.join(outcomes_of(form.episode))}",
            )

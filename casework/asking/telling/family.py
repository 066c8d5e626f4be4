"""Sentences about households, links between siblings, and merged records."""

from __future__ import annotations

from casework.asking.telling.teller import Teller, kind_in_words, sentence
from journey.events import family


@sentence.register
def _(event: family.HouseholdChanged, teller: Teller) -> str:
    del teller
    what = [
        f"{number} {'person' if number == 1 else 'people'} {verb}"
        for number, verb in ((event.joined, "joined"), (event.left, "left"))
        if number
    ]
    if event.moved:
        what.append("it moved")
    return f"The household changed on {event.since.isoformat()}: {', '.join(what)}."


@sentence.register
def _(event: family.SiblingLinked, teller: Teller) -> str:
    del teller
    how = ", begun by the same contact" if event.together else ""
    return f"Linked with {event.sibling}, a sibling's journey{how}."


@sentence.register
def _(event: family.SiblingUnlinked, teller: Teller) -> str:
    del teller
    return f"The link with {event.sibling} was taken back."


@sentence.register
def _(event: family.SameWordsFound, teller: Teller) -> str:
    del teller
    return (
        f"Entry {event.entry} has the same words as on {event.sibling}, version "
        f"{event.sibling_entry}: is this about this child?"
    )


@sentence.register
def _(event: family.RecordTakenIn, teller: Teller) -> str:
    del teller
    shown = ", ".join(kind_in_words(each.value) for each in event.evidence)
    return f"{event.other}, a second record of the same child, was merged into this one ({shown})."


@sentence.register
def _(event: family.RecordMerged, teller: Teller) -> str:
    del teller
    return f"This record was merged into {event.into}; the journey goes on there."


@sentence.register
def _(event: family.MergeUndone, teller: Teller) -> str:
    del teller
    return f"The merge with {event.other} was undone."


@sentence.register
def _(event: family.EpisodeTakenUpAgain, teller: Teller) -> str:
    episode = teller.case.episodes.get(event.episode)
    kind = kind_in_words(episode.kind.value) if episode else event.episode
    return f"The {kind} goes on where it stood."


@sentence.register
def _(event: family.ObligationTakenUpAgain, teller: Teller) -> str:
    return f"Owed again, as it was: {teller.owed(event.obligation)}."

"""Inventing children, families and words.  Every name is made of plants, places and weather."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from journey.commands.contact import ConcernCategory, ConcernGiven
from journey.people import Child, FamilyMember, Referrer, ReferrerKind, Relation, Sex

FIRST = (
    "Alder Bracken Bramble Briar Campion Clover Comfrey Fennel Hazel Juniper Larch Linden "
    "Lovage Maple Marram Meadow Mistle Myrtle Nettle Pimpernel Plantain Rowan Sorrel Sedge "
    "Tansy Teasel Thistle Thrift Vetch Willow Woodruff Yarrow"
).split()
FAMILY = (
    "Ashbeck Brindlewood Cloudsley Dapplemere Eddyford Fernhollow Gorsemoor Hailbank "
    "Inkpool Kestrelby Larkrise Mistworth Nightmoss Oxfold Pebblewick Quillham Rainford "
    "Stormacre Thawgate Underfell Vinecroft Windrush Yewthorpe"
).split()
ETHNICITIES = (
    ("White British", 62), ("Any other White background", 8), ("White and Black Caribbean", 5),
    ("Any other Mixed background", 4), ("Pakistani", 5), ("Indian", 3), ("Bangladeshi", 2),
    ("Black African", 5), ("Black Caribbean", 2), ("Kurdish", 3), ("Refused to say", 1),
)  # fmt: skip
LANGUAGES = (("English", 86), ("Polish", 4), ("Urdu", 3), ("Romanian", 3), ("Welsh", 2), ("BSL", 2))
RELIGIONS = (("none known", 60), ("Christian", 24), ("Muslim", 11), ("Hindu", 3), ("Sikh", 2))
DISABILITIES = (
    ("none", 86), ("learning disability", 5), ("autistic", 4), ("behaviour", 3), ("deaf", 1),
    ("mobility", 1),
)  # fmt: skip
CATEGORIES = (
    (ConcernCategory.DOMESTIC_ABUSE, 26),
    (ConcernCategory.NEGLECT, 20),
    (ConcernCategory.PARENTAL_MENTAL_HEALTH, 12),
    (ConcernCategory.PARENTAL_SUBSTANCE_USE, 9),
    (ConcernCategory.PHYSICAL, 9),
    (ConcernCategory.EMOTIONAL, 8),
    (ConcernCategory.CHILDS_BEHAVIOUR, 6),
    (ConcernCategory.SEXUAL, 4),
    (ConcernCategory.EXPLOITATION, 4),
    (ConcernCategory.DISABILITY_SUPPORT, 2),
)
WORDS: dict[ConcernCategory, str] = {
    ConcernCategory.DOMESTIC_ABUSE: "Shouting and breaking things at home in the evenings.",
    ConcernCategory.NEGLECT: "Often hungry, in the same clothes for days, collected late.",
    ConcernCategory.PARENTAL_MENTAL_HEALTH: "A parent has not been out of bed for a week.",
    ConcernCategory.PARENTAL_SUBSTANCE_USE: "A parent was not safe to drive at collection.",
    ConcernCategory.PHYSICAL: "A mark on the arm that two different stories were told about.",
    ConcernCategory.EMOTIONAL: "Spoken to harshly and kept apart from the other children.",
    ConcernCategory.CHILDS_BEHAVIOUR: "Runs out of lessons and will not say why.",
    ConcernCategory.SEXUAL: "Said something about a visitor that no child should know of.",
    ConcernCategory.EXPLOITATION: "New phone, new friends who are much older, out at night.",
    ConcernCategory.DISABILITY_SUPPORT: "The family cannot manage without respite.",
    ConcernCategory.OTHER: "Something is not right and the referrer cannot name it.",
}
SAYINGS = (
    "I like it best when it is quiet.",
    "I do the breakfast for my brother.",
    "I do not want to say.",
    "Can I stay at Nan's?",
    "It was an accident, I think.",
)


@dataclass(frozen=True, slots=True)
class Invented:
    """A child of the invented area, as the record would know it."""

    child: Child
    family: tuple[FamilyMember, ...]
    at_school: bool


def choose(random: Random, weighted: tuple[tuple[object, float], ...]) -> object:
    """Return one of the values by its weight."""
    return random.choices(
        [value for value, _ in weighted], weights=[weight for _, weight in weighted]
    )[0]


def invent_child(random: Random, today: date) -> Invented:
    """Return a child of any age below 18 with its household."""
    surname = random.choice(FAMILY)
    age = min(17.9, random.triangular(0, 18, 8))
    born = today - timedelta(days=int(age * 365.25))
    child = Child(
        name=f"{random.choice(FIRST)} {surname}",
        born=born,
        sex=random.choice((Sex.FEMALE, Sex.MALE)),
        number=f"HM{random.randrange(10**7):07d}",
        ethnicity=str(choose(random, ETHNICITIES)) if random.random() < 0.9 else None,
        language=str(choose(random, LANGUAGES)) if random.random() < 0.85 else None,
        religion=str(choose(random, RELIGIONS)) if random.random() < 0.6 else None,
        disability=str(choose(random, DISABILITIES)) if random.random() < 0.8 else None,
        everyday_life="Goes swimming on Tuesdays." if random.random() < 0.3 else None,
    )
    family = [
        FamilyMember(
            name=f"{random.choice(FIRST)} {surname}",
            relation=Relation.MOTHER,
            parental_responsibility=True,
            in_household=random.random() < 0.92,
        )
    ]
    if random.random() < 0.7:
        family.append(
            FamilyMember(
                name=f"{random.choice(FIRST)} {random.choice(FAMILY)}",
                relation=Relation.FATHER,
                parental_responsibility=random.choices((True, False, None), (6, 2, 2))[0],
                in_household=random.random() < 0.5,
            )
        )
    known = {family_member.name for family_member in family} | {child.name}
    for _ in range(random.choices((0, 1, 2), (5, 3, 1))[0]):
        name = f"{random.choice(FIRST)} {surname}"
        if name not in known:
            known.add(name)
            family.append(FamilyMember(name=name, relation=Relation.SIBLING, in_household=True))
    return Invented(child, tuple(family), at_school=5 <= age < 16)


def invent_concerns(random: Random) -> tuple[ConcernGiven, ...]:
    """Return one to three worries of different kinds."""
    kinds = {choose(random, CATEGORIES) for _ in range(random.choices((1, 2, 3), (7, 2, 1))[0])}
    ordered = [category for category, _ in CATEGORIES if category in kinds]
    return tuple(
        ConcernGiven(category=category, description=WORDS[category]) for category in ordered
    )


def invent_referrer(random: Random, kind: ReferrerKind, agency: str | None) -> Referrer:
    """Return who makes the contact; an individual is sometimes nameless."""
    if kind is ReferrerKind.INDIVIDUAL and random.random() < 0.3:
        return Referrer(kind=kind, anonymous=True)
    name = f"{random.choice(FIRST)} {random.choice(FAMILY)}"
    box = name.lower().replace(" ", ".")
    return Referrer(
        kind=kind, name=name, agency=agency, email=f"{box}@{kind.value}.harrowmere.example"
    )

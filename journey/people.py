"""Who a journey is about and who speaks in it: children, families, referrers, actors."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from journey.codes import DisabilityCode, EthnicityCode, SourceCode, UpnUnknownCode
from journey.pupil_numbers import Upn
from journey.shapes import Day, Line, Shape, Text


class Role(StrEnum):
    """What a person may do here.  `SYSTEM` is the clock; nobody signs in as it."""

    PARTNER = "partner"
    COORDINATOR = "coordinator"
    SOCIAL_WORKER = "social_worker"
    MANAGER = "manager"
    SENIOR_MANAGER = "senior_manager"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who gives a command.

    Attributes:
        user: Stable user name; written on every event.
        agency: Set for partner staff and partner systems: all they may answer for.
    """

    user: str
    role: Role
    team: str | None = None
    agency: str | None = None


class Sex(StrEnum):
    """As the children in need census codes it."""

    FEMALE = "F"
    MALE = "M"
    UNKNOWN = "U"


class Relation(StrEnum):
    """What a person is to the child."""

    MOTHER = "mother"
    FATHER = "father"
    STEP_PARENT = "step_parent"
    GRANDPARENT = "grandparent"
    SIBLING = "sibling"
    OTHER_RELATIVE = "other_relative"
    CARER = "carer"
    NEW_PARTNER = "new_partner"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Child(Shape):
    """The child whose journey it is.

    Attributes:
        born: Date of birth; `expected` instead for a child not yet born.
        number: The council's own or another lasting number of the child, if known.
        everyday_life: What is known of the child's days (requirement C1).
        ethnicity_code, disability_codes: As the returns code them, beside what is said in words.
        upn: The pupil number; `upn_unknown` instead says why there is none.
    """

    name: Line
    born: Day | None = None
    expected: Day | None = None
    sex: Sex = Sex.UNKNOWN
    number: Line | None = None
    address: Line | None = None
    ethnicity: Line | None = None
    religion: Line | None = None
    language: Line | None = None
    disability: Line | None = None
    everyday_life: Text | None = None
    ethnicity_code: EthnicityCode | None = None
    disability_codes: tuple[DisabilityCode, ...] = ()
    upn: Upn | None = None
    upn_unknown: UpnUnknownCode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyMember(Shape):
    """Somebody of the child's family or household.

    Attributes:
        parental_responsibility: True or False where known, None where nobody asked yet
            (requirement C5: the record asks, because consent hangs on it).
        sibling_journey: The reference of a sibling's own journey (requirement C11).
    """

    name: Line
    relation: Relation
    parental_responsibility: bool | None = None
    born: Day | None = None
    in_household: bool | None = None
    sibling_journey: Line | None = None


class ReferrerKind(StrEnum):
    """Where a contact comes from; groups the census' referral sources."""

    POLICE = "police"
    SCHOOL = "school"
    HEALTH = "health"
    LOCAL_AUTHORITY = "local_authority"
    INDIVIDUAL = "individual"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Referrer(Shape):
    """Who made the contact.

    Attributes:
        agency: Key of a partner agency, if the referrer belongs to one.
        email: Where the acknowledgement and the outcome can be sent.
        source_code: Referral source, as the returns code it, where kind and agency leave a doubt.
        anonymous: A referrer who will not be named cannot be told; the record says so.
    """

    kind: ReferrerKind
    name: Line | None = None
    agency: Line | None = None
    email: Line | None = None
    phone: Line | None = None
    anonymous: bool = False
    source_code: SourceCode | None = None

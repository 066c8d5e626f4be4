"""Every table of the house, by subject."""

from models.tables.administering import AdministrationRow
from models.tables.alerting import AlertChoiceRow, DigestEntryRow
from models.tables.base import Record, table_of
from models.tables.chasing import NotificationRow, ObligationRow, ResearchRequestRow
from models.tables.drafts import DraftRow
from models.tables.journeys import (
    ConcernRow,
    DecisionRow,
    DoubtRow,
    EpisodeRow,
    JourneyRow,
    PersonRow,
)
from models.tables.log import JourneyEventRow, LogHeadRow, LogSealRow
from models.tables.looking import LookRow
from models.tables.nights import NightFindingRow
from models.tables.people import AccessTokenRow, AgencyRow, AppUserRow, TeamRow
from models.tables.plans import PlanRow
from models.tables.practice import PartnerDelayRow
from models.tables.restricting import RestrictionRow
from models.tables.running import (
    AlertSeenRow,
    CounterRow,
    DeliveryRow,
    HeartbeatRow,
    IdempotencyRow,
    LeaseRow,
    SourceReferenceRow,
)
from models.tables.signing_in import (
    ProviderLinkRow,
    ProviderQuestionRow,
    SignInFailureRow,
    SignInSessionRow,
)

__all__ = [
    "AccessTokenRow",
    "AdministrationRow",
    "AgencyRow",
    "AlertChoiceRow",
    "AlertSeenRow",
    "AppUserRow",
    "ConcernRow",
    "CounterRow",
    "DecisionRow",
    "DeliveryRow",
    "DigestEntryRow",
    "DoubtRow",
    "DraftRow",
    "EpisodeRow",
    "HeartbeatRow",
    "IdempotencyRow",
    "JourneyEventRow",
    "JourneyRow",
    "LeaseRow",
    "LogHeadRow",
    "LogSealRow",
    "LookRow",
    "NightFindingRow",
    "NotificationRow",
    "ObligationRow",
    "PartnerDelayRow",
    "PersonRow",
    "PlanRow",
    "ProviderLinkRow",
    "ProviderQuestionRow",
    "Record",
    "ResearchRequestRow",
    "RestrictionRow",
    "SignInFailureRow",
    "SignInSessionRow",
    "SourceReferenceRow",
    "TeamRow",
    "table_of",
]

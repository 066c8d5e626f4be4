"""Why a journey is where it is, at any instant, with evidence and what would move it."""

from journey.diagnosis.diagnosing import all_findings, diagnose
from journey.diagnosis.shapes import Diagnosis, Fact, Grade, StaffState

__all__ = ["Diagnosis", "Fact", "Grade", "StaffState", "all_findings", "diagnose"]

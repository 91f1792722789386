"""Conformity: checklists of standards, and what a rule pack or a study answers to them."""

from tanchi.conformity.checklist import Checklist, load_checklist, read_checklist
from tanchi.conformity.requirement import CheckKind, Obligation, ReadStatus, Requirement, Where

__all__ = [
    "CheckKind",
    "Checklist",
    "Obligation",
    "ReadStatus",
    "Requirement",
    "Where",
    "load_checklist",
    "read_checklist",
]

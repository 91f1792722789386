"""What a check says: findings with a level, a typed place and a remedy."""

from tanchi.findings.finding import Finding, Level, TanchiError, errors, one_line
from tanchi.findings.place import (
    CellPlace,
    FieldPlace,
    FilePlace,
    FormulaPlace,
    ParagraphPlace,
    Place,
    ProcessPlace,
)
from tanchi.findings.text import Language, Text

__all__ = [
    "CellPlace",
    "FieldPlace",
    "FilePlace",
    "Finding",
    "FormulaPlace",
    "Language",
    "Level",
    "ParagraphPlace",
    "Place",
    "ProcessPlace",
    "TanchiError",
    "Text",
    "errors",
    "one_line",
]

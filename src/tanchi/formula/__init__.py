"""The small formula language: read, check units, evaluate, differentiate, explain, typeset."""

from tanchi.formula.errors import FormulaError, UnknownName
from tanchi.formula.lint import lint
from tanchi.formula.names import Leaf, dimensions, functions, names
from tanchi.formula.nodes import Node
from tanchi.formula.parse import parse
from tanchi.formula.unparse import unparse

__all__ = [
    "FormulaError",
    "Leaf",
    "Node",
    "UnknownName",
    "dimensions",
    "functions",
    "lint",
    "names",
    "parse",
    "unparse",
]

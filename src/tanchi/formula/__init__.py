"""The small formula language: read, check units, evaluate, differentiate, explain, typeset."""

from tanchi.formula.check import check
from tanchi.formula.check_units import printed_factor, require_unit
from tanchi.formula.errors import FormulaError, UnknownName
from tanchi.formula.evaluate import Compiled, compile_formula, evaluate, evaluate_option
from tanchi.formula.explain import Explained, Shown, explain
from tanchi.formula.gradient import gradient
from tanchi.formula.kinds import (
    CurveKind,
    DimKind,
    FlowKind,
    KeyedKind,
    Kind,
    NumberKind,
    OptionKind,
    Scope,
    TableKind,
    TextKind,
    TruthKind,
)
from tanchi.formula.labelled import SAMPLE, DimensionError, Labelled, align, labelled
from tanchi.formula.lint import lint
from tanchi.formula.names import Leaf, dimensions, functions, leaf_text, leaves, names
from tanchi.formula.nodes import Node
from tanchi.formula.parse import parse
from tanchi.formula.symbols import Symbol, Symbols, where_list
from tanchi.formula.typeset_mathml import mathml
from tanchi.formula.typeset_omml import omml
from tanchi.formula.unparse import unparse
from tanchi.formula.values import Curve, Env, EnvValue, Grouping, Keyed, OptionValue, TableValue, option

__all__ = [
    "SAMPLE",
    "Compiled",
    "Curve",
    "CurveKind",
    "DimKind",
    "DimensionError",
    "Env",
    "EnvValue",
    "Explained",
    "FlowKind",
    "FormulaError",
    "Grouping",
    "Keyed",
    "KeyedKind",
    "Kind",
    "Labelled",
    "Leaf",
    "Node",
    "NumberKind",
    "OptionKind",
    "OptionValue",
    "Scope",
    "Shown",
    "Symbol",
    "Symbols",
    "TableKind",
    "TableValue",
    "TextKind",
    "TruthKind",
    "UnknownName",
    "align",
    "check",
    "compile_formula",
    "dimensions",
    "evaluate",
    "evaluate_option",
    "explain",
    "functions",
    "gradient",
    "labelled",
    "leaf_text",
    "leaves",
    "lint",
    "mathml",
    "names",
    "omml",
    "option",
    "parse",
    "printed_factor",
    "require_unit",
    "unparse",
    "where_list",
]

"""Hostile formulas are refused with the finding their file is named after, and nothing else happens."""

from pathlib import Path

import pytest

from tanchi.formula import FormulaError, evaluate, parse
from tests.formula.worlds import DictEnv

FILES = sorted(Path(__file__).parent.parent.joinpath("hostile", "formulas").glob("*.txt"))


def test_the_corpus_is_there():
    assert len(FILES) >= 60


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_hostile_formula_is_refused_as_its_file_says(file):
    text = file.read_bytes().decode("utf-8")
    with pytest.raises(FormulaError) as error:
        evaluate(parse(text, "pack.x"), DictEnv({}))
    (finding,) = error.value.findings
    assert finding.code == "formula." + file.stem.split("--")[0]
    assert 0 <= finding.place.start <= finding.place.end <= len(finding.place.text) <= 2_000
    assert finding.place.path == "pack.x"

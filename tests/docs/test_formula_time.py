"""The table of the formula page that shows how yearly and monthly figures meet."""

import pytest

from tanchi.rules import read_rule
from tanchi.study.cases import run_case
from tests.docs.formula_world import PAGE
from tests.docs.pages import LANGUAGES, tables

PACK = """\
id: boiler
edition: "1"
format: 1
title: {zh: 锅炉}
product: {definition: {zh: 蒸汽}}
unit: {kind: declared, amount: 1 t, of: steam}
boundary: {kind: cradle_to_gate, stages: [{id: production, zh: 生产}]}
flows:
  steam: {unit: t}
  heat: {unit: GJ, supply: [{free: {zh: 只看数量}}]}
processes:
  boiler:
    stage: production
    quantities:
      coal: {unit: t, kind: total}
      ncv: {unit: GJ/t, kind: level, weight: steam}
    makes: {steam: {ask: t}}
    inputs: {heat: {amount: coal * ncv}}
"""
CASE = """\
case: 时间
source: {ref: 文档, read: read}
inventory:
  period: {from: 2025-01-01, to: 2025-02-28}
  processes:
    boiler: {coal: {months: [COAL], unit: t}, ncv: {months: [NCV], unit: GJ/t}, steam: {months: [STEAM], unit: t}}
expect: [{at: processes.boiler.heat, value: RESULT, unit: GJ}]
"""
ROWS = [(language, *row) for language in LANGUAGES for row in tables(language, PAGE)["time"]]


def written(case: str, word: str, cell: str) -> str:
    """Put the cell of the table into the case: two months, or one value for the whole period."""
    months = f"months: [{word}]"
    return case.replace(months, months.replace(word, cell) if "," in cell else f"value: {cell}")


@pytest.mark.parametrize(("language", "coal", "ncv", "steam", "result", "how"), ROWS)
def test_a_row_of_the_table_comes_out_as_printed(tmp_path, language, coal, ncv, steam, result, how):
    case = CASE.replace("RESULT", result)
    for word, cell in (("COAL", coal), ("NCV", ncv), ("STEAM", steam)):
        case = written(case, word, cell)
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "time.yaml").write_text(case, encoding="utf-8")
    (tmp_path / "pack.yaml").write_text(PACK, encoding="utf-8")
    rule, findings = read_rule(tmp_path)
    assert findings == ()
    found = run_case(rule, rule.cases[0])
    assert [outcome.message.zh for outcome in found.outcomes if not outcome.ok] == []
    warned = "study.plain_mean" in {finding.code for finding in found.findings}
    assert warned == ("警告" in how or "warning" in how)

"""Packs written for one test: a small plant, and ways to break it."""

from __future__ import annotations

from pathlib import Path

from tanchi.findings import Finding, TanchiError
from tanchi.rules.check import check_rule
from tanchi.rules.load import RuleLibrary

BASE = """\
id: plant
edition: "1"
format: 1
status: draft
title: {zh: 小厂, en: Small works}
product: {definition: {zh: 铁, en: iron}}
unit: {kind: declared, amount: 1 t, of: iron}
gwp: {set: AR6}
boundary: {kind: cradle_to_gate, stages: [{id: production, zh: 生产, en: production}]}
choices:
  route: {options: [gas, coal], default: gas}
parameters:
  co2_per_c: {unit: tCO2/tC, value: 3.6667, source: {ref: 44/12, read: read}}
  coal_carbon: {unit: tC/t, value: 0.7, source: {ref: table, read: read}}
  slope: {unit: kg/t, values: {cwpb: 0.143, swpb: 0.272}, source: {ref: table, read: read}}
flows:
  iron: {unit: t}
  coal: {unit: t, props: {carbon: 0.7, ncv: 28}}
processes:
  furnace:
    zh: 炉
    stage: production
    quantities: {ratio: {unit: t/t}}
    makes: {iron: {ask: t}}
    inputs: {coal: {ask: t}}
    emissions:
      stack: {gas: CO2, amount: coal * coal_carbon * co2_per_c}
"""


def library(tmp_path: Path, **packs: str) -> RuleLibrary:
    """Write packs (id → text, ``__`` stands for ``-``) and return the library of them."""
    for name, text in packs.items():
        folder = tmp_path / "rules" / name.replace("__", "-") / "1"
        folder.mkdir(parents=True)
        (folder / "pack.yaml").write_text(text, encoding="utf-8")
    return RuleLibrary((tmp_path,))


def findings(tmp_path: Path, text: str, **more: str) -> list[Finding]:
    """Return everything loading and checking a pack says."""
    home = library(tmp_path, plant=text, **more)
    try:
        rule, found = home.read("plant")
    except TanchiError as error:
        return list(error.findings)
    return [*found, *check_rule(rule)]


def changed(old: str, new: str) -> str:
    """Return the base pack with one piece replaced, which must be there exactly once."""
    assert BASE.count(old) == 1, old
    return BASE.replace(old, new)

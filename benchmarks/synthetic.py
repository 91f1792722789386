"""A synthetic rule of any size, for timing: processes in a chain with loops, formulas, uncertain inputs."""

from __future__ import annotations

from pathlib import Path

HEAD = """\
id: synthetic
edition: "1"
format: 1
status: draft
title: {zh: 计时用规则, en: Rule for timing}
product: {definition: {zh: 构造, en: constructed}}
unit: {kind: declared, amount: 1 t, of: f%(last)d}
gwp: {set: AR6}
boundary:
  kind: cradle_to_gate
  stages: [{id: production, zh: 生产, en: production}]
choices:
  basis: {zh: 电力, en: electricity, options: [contract, grid], default: contract, also_report: [grid]}
parameters:
  co2_per_c: {zh: 折算, en: ratio, unit: tCO2/tC, value: 3.6666666666666665, source: {ref: 44/12, read: read}}
flows:
  power: {zh: 电力, en: electricity, unit: MWh, supply: [{factor: {name: electricity, place: [CN]}}]}
  steam: {zh: 蒸汽, en: steam, unit: GJ}
"""
FLOW = "  f%(i)d: {zh: 中间产品%(i)d, en: intermediate %(i)d, unit: t}\n"
PROCESS = """\
  p%(i)d:
    zh: 工序%(i)d
    en: step %(i)d
    stage: production
    quantities:
      carbon%(i)d: {zh: 含碳量, en: carbon, unit: tC/t, default: 0.5}
      rate%(i)d: {zh: 单耗, en: rate, unit: t/t, default: 0.1}
      share%(i)d: {zh: 份额, en: share, unit: "%%", default: 90 %%}
      heat%(i)d: {zh: 热耗, en: heat, unit: GJ/t, default: 1}
    values:
%(values)s
    makes: {f%(i)d: {ask: t}}
    inputs:
%(inputs)s
      power%(i)d: {product: power, ask: MWh}
    emissions:
%(emissions)s
"""


def write_pack(folder: Path, processes: int, formulas: int, dense: bool = False) -> None:
    """Write a pack with ``formulas`` formulas per process; ``dense`` lets every process use several earlier ones and one later."""
    folder.mkdir(parents=True, exist_ok=True)
    text = [HEAD % {"last": processes - 1}]
    text += [FLOW % {"i": i} for i in range(processes)]
    text.append("processes:\n")
    text += [_process(i, processes, formulas, dense) for i in range(processes)]
    text.append(
        "  boiler:\n    zh: 锅炉\n    en: boiler\n    stage: production\n    makes: {steam: {ask: GJ}}\n    inputs: {power: {ask: MWh}}\n"
    )
    (folder / "pack.yaml").write_text("".join(text), encoding="utf-8")


def _process(i: int, processes: int, formulas: int, dense: bool) -> str:
    half = formulas // 2
    values = "\n".join(
        f"      v{i}_{k}: {{zh: 值, en: value, unit: tC, amount: f{i} * rate{i} * carbon{i} * share{i} * {k % 3 + 1 if k % 3 < 2 else 2} / 2}}"
        for k in range(half)
    )
    emissions = "\n".join(
        f"      e{i}_{k}: {{zh: 排放, en: emission, gas: CO2, amount: v{i}_{k % half} * co2_per_c / 100}}"
        for k in range(formulas - half)
    )
    used = {i - 1} if i else set()
    if dense:
        used |= {i - 7, i - 13, (i + 5) % processes}
    inputs = [
        f"      in{i}_{j}: {{product: f{j}, ask: t}}" for j in sorted(used) if 0 <= j < processes and j != i
    ]
    inputs.append(f"      steam{i}: {{product: steam, ask: GJ}}")
    return PROCESS % {"i": i, "values": values, "emissions": emissions, "inputs": "\n".join(inputs)}


def write_inventory(path: Path, processes: int, dense: bool = False) -> None:
    """Write an inventory in which every number has an uncertainty."""
    lines = ["rule: synthetic", 'edition: "1"', "period: {from: 2024-01-01, to: 2024-12-31}", "processes:"]
    for i in range(processes):
        lines.append(f"  p{i}:")
        used = {i - 1} if i else set()
        if dense:
            used |= {i - 7, i - 13, (i + 5) % processes}
        rows = {
            f"f{i}": "1000 t",
            f"power{i}": f"{50 + i} MWh",
            f"steam{i}": "20 GJ",
            f"carbon{i}": "0.5 tC/t",
            f"rate{i}": "0.1 t/t",
            f"share{i}": "90 %",
            f"heat{i}": "2 GJ/t",
        }
        rows |= {
            f"in{i}_{j}": f"{900 if j == i - 1 else 10} t"
            for j in sorted(used)
            if 0 <= j < processes and j != i
        }
        for name, value in rows.items():
            number, _, unit = value.partition(" ")
            lines.append(
                f'    {name}: {{value: {number}, unit: "{unit}", method: measured, uncertainty: {{pm: 5 %}}}}'
            )
    lines += [
        "  boiler:",
        "    steam: {value: 5000, unit: GJ, uncertainty: {pm: 5 %}}",
        "    power: {value: 40, unit: MWh, uncertainty: {pm: 5 %}}",
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")

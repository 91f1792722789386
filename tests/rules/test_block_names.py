"""What a block asks is known in the pack under the name the block is used by."""

from tanchi.rules.load import load_rule

PACK = """
id: twice
edition: "1"
format: 1
title: {zh: x, en: x}
product: {definition: {zh: x, en: x}}
unit: {kind: declared, amount: 1 t, of: made}
boundary: {kind: cradle_to_gate, stages: [{id: s, zh: s, en: s}]}
flows: {made: {unit: t}}
processes:
  plant:
    stage: s
    makes: {made: {ask: t, sold: {ask: t}}}
    use:
      kiln: {block: other-direct@1, with: {output: made}}
      mill: {block: other-direct@1, with: {output: made}}
"""


def test_two_uses_of_a_block_in_one_process_ask_under_two_names(tmp_path):
    (tmp_path / "pack.yaml").write_text(PACK, "utf-8")
    emissions = load_rule(tmp_path).processes["plant"].emissions
    asked = [line.ask.id for line in emissions.values() if line.ask is not None]
    gases = ("co2", "ch4", "n2o")
    assert asked == [f"{use}.{gas}" for use in ("kiln", "mill") for gas in gases]


def test_what_a_block_brings_bears_the_label_and_the_stage_of_its_use(tmp_path):
    text = PACK.replace("[{id: s, zh: s, en: s}]", "[{id: s, zh: s, en: s}, {id: far, zh: f, en: f}]")
    text = text.replace("flows:", "uses: [flows/transport@1]\nflows:").replace(
        "kiln: {block: other-direct@1, with: {output: made}}",
        "ore: {block: inbound-transport@1, stage: far, zh: 矿石, en: ore}",
    )
    (tmp_path / "pack.yaml").write_text(text, "utf-8")
    plant = load_rule(tmp_path).processes["plant"]
    haul, plain = plant.inputs["ore.haul"], plant.emissions["mill.co2"]
    assert haul.stage == "far"
    assert (haul.label.zh, haul.label.en) == ("矿石：原材料运输", "ore: transport of raw materials")
    assert plain.label.zh == "另行核定的二氧化碳"


def test_the_lines_of_a_block_join_the_allocation_group_of_its_use(tmp_path):
    text = PACK.replace(
        "mill: {block: other-direct@1, with: {output: made}}",
        "mill: {block: other-direct@1, group: own, with: {output: made}}",
    )
    (tmp_path / "pack.yaml").write_text(text, "utf-8")
    emissions = load_rule(tmp_path).processes["plant"].emissions
    assert (emissions["mill.co2"].group, emissions["kiln.co2"].group) == ("own", "")

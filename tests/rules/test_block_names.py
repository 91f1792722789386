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

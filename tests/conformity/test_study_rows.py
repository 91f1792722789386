"""Each row that asks something of a study: a study that meets it, and the same study failing it and nothing else."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from tanchi.background.provider import Boundary
from tanchi.conformity import Where, load_checklist
from tanchi.conformity.answers import Answer, State
from tanchi.conformity.study_check import check_study_conformity
from tanchi.conformity.study_paths import exists
from tanchi.conformity.study_subject import Study
from tanchi.findings import Text
from tanchi.inventory.form import Address
from tanchi.inventory.model import Entry, Method
from tanchi.sources import Reading
from tanchi.study.result import (
    CheckState,
    ContributionKind,
    Exclusion,
    Gap,
    GasLine,
    Level,
)
from tests.conformity.models import process, setting, silent, speechless
from tests.conformity.studies import (
    Change,
    checked,
    contribution,
    entries,
    gases,
    largest,
    node,
    part,
    provider,
    result,
    ruled,
    saying,
    stages,
    study_of,
    then,
    unsaid,
)

NOTHING = Text("")
ASKED = {row.id.removeprefix("C24067-") for row in load_checklist().wanted_in(Where.STUDY)}


def answers(study: Study) -> tuple[Answer, ...]:
    return check_study_conformity(study.footprint, study.rule, study.inventory).answers


def unmet(study: Study) -> set[str]:
    return {a.requirement.id.removeprefix("C24067-") for a in answers(study) if a.state is State.NOT_MET}


def answer(study: Study, row: str) -> Answer:
    return next(a for a in answers(study) if a.requirement.id == f"C24067-{row}")


# -- changes ------------------------------------------------------------------------------------------


def chosen(**options) -> Change:
    return lambda study: result(choices={**study.footprint.choices, **options})(study)


def uncommitted(study: Study) -> Study:
    """Return the study without the choice that keeps offsets out."""
    kept = {k: v for k, v in study.footprint.choices.items() if k != "offsets"}
    return result(choices=kept)(study)


def another_process(study: Study) -> Study:
    """Return the study by a rule that wants one more process."""
    extra = replace(study.rule.processes["works"], id="extra")
    return ruled(setting(processes={**study.rule.processes, "extra": extra}))(study)


def excluding(**fields) -> Change:
    given = {"what": Text("油", "oil"), "reason": Text("微量", "traces"), "share": 0.001, **fields}
    return part("cutoff", items=(Exclusion(**given),))


GAP = Gap("glue", Text("胶", "glue"), 1.0, "t", "works", Text("请向供应商索取", "ask the supplier"))


def no_longer_primary(study: Study) -> Study:
    return contribution(largest(study).id, primary=False)(study)


def unscored(study: Study) -> Study:
    return contribution(largest(study).id, score=None)(study)


def without_indicator(study: Study) -> Study:
    kept = {k: v for k, v in study.footprint.quality.indicators.items() if k != "time"}
    return part("quality", indicators=kept)(study)


def bare(quantity: str) -> Change:
    """Return a change that takes source and evidence from a value."""
    return entries(lambda a, e: replace(e, source="", evidence="") if a.quantity == quantity else e)


def unmonthly(a: Address, e: Entry) -> Entry | None:
    return None if a.period else e


def outside(**lines) -> Change:
    return lambda study: part("lines", outside={**study.footprint.lines.outside, **lines})(study)


def without_content(study: Study) -> Study:
    return part("lines", outside={})(study)


def with_land_use_change(value: float) -> Change:
    """Return a change that lets some of the fossil carbon dioxide come from land use change."""

    def change(study: Study) -> Study:
        own = {(g.gas, g.origin): g for g in study.footprint.gases}
        left = own["CO2", "fossil"].value - value
        own["CO2", "fossil"] = replace(own["CO2", "fossil"], mass=left, value=left)
        own["CO2", "dluc"] = GasLine("CO2", "dluc", value, 1.0, value)
        lines = study.footprint.lines
        changed = part("lines", fossil=lines.fossil - value, dluc=value)
        return then(result(gases=tuple(own.values())), changed)(study)

    return change


def by_air(study: Study) -> Study:
    def change(found):
        return replace(found, gases=tuple(replace(g, origin="aircraft") for g in found.gases))

    return provider("limestone", change)(study)


def generating(study: Study) -> Study:
    """Return the study with a turbine of its own."""
    works = study.rule.processes["works"]
    power = replace(works.makes["board"], id="power", flow="power")
    turbine = replace(
        works,
        id="turbine",
        makes={"power": power},
        inputs={},
        emissions={},
        uptakes={},
        wastes={},
        allocation=None,
    )
    address = Address("power", "turbine")
    entry = Entry(address, 1.0, "MWh", source="电表")
    inventory = replace(study.inventory, entries={**study.inventory.entries, address: entry})
    ruled_by = ruled(setting(processes={**study.rule.processes, "turbine": turbine}))
    return replace(ruled_by(study), inventory=inventory)


def unproven_line(a: Address, e: Entry) -> Entry:
    if a.quantity == "route":
        return replace(e, value="direct_line")
    return replace(e, evidence="") if a.row == "hydro" else e


def other_gwp(gas: str, gwp: float) -> Change:
    """Return a change of the GWP of a gas that leaves its part of the result."""
    return gases(lambda g: replace(g, gwp=gwp, mass=g.value / gwp) if g.gas == gas else g)


def half_the_mass(g: GasLine) -> GasLine:
    return replace(g, mass=g.mass / 2) if (g.gas, g.origin) == ("CO2", "fossil") else g


def weightless(g: GasLine) -> GasLine:
    return replace(g, gwp=0.0) if g.origin == "biogenic" else g


def uncounted(g: GasLine) -> GasLine:
    return replace(g, gwp=math.nan) if g.gas == "CH4" else g


def without_variant(choice: str) -> Change:
    def change(study: Study) -> Study:
        return result(variants=tuple(v for v in study.footprint.variants if v.choice != choice))(study)

    return change


def uncomputed(choice: str) -> Change:
    def change(study: Study) -> Study:
        found = study.footprint.variants
        return result(variants=tuple(replace(v, total=None) if v.choice == choice else v for v in found))(
            study
        )

    return change


def idle_checks(study: Study) -> Study:
    skipped = (
        c if c.id.startswith("study.") else replace(c, state=CheckState.SKIPPED)
        for c in study.footprint.checks
    )
    return result(checks=tuple(skipped))(study)


def smaller_process(study: Study) -> Study:
    first, *rest = study.footprint.by_process
    return result(by_process=(replace(first, value=first.value - 1), *rest))(study)


def smaller_share(stage):
    return replace(stage, share=stage.share / 2)


def half(study: Study) -> Study:
    last = study.footprint.contributions[-1]
    return contribution(last.id, value=last.value / 2)(study)


def credited_twice(study: Study) -> Study:
    last = study.footprint.contributions[-1]
    return contribution(last.id, kind=ContributionKind.CREDIT, flow="reclaimed_fibre")(study)


def unitless(study: Study) -> Study:
    return result(products=tuple(replace(p, unit="") for p in study.footprint.products))(study)


def allocated(**fields) -> Change:
    return ruled(process("works", lambda p: replace(p, allocation=replace(p.allocation, **fields))))


LIMESTONE = "works.limestone:link"

BOARD: dict[str, tuple[Change, set[str]]] = {
    "SCO-01": (unsaid("limitations"), {"SCP-02", "INT-03", "INT-04", "REP-05"}),
    "SCO-02": (uncommitted, set()),
    "SCO-03": (result(result_type="cfp"), {"FUN-02"}),
    "PRI-02": (result(unit=""), {"GEN-01", "SCP-02", "FUN-05", "REP-05"}),
    "PRI-03": (unsaid("scope_changes"), {"REP-05"}),
    "PRI-04": (unsaid("value_choices"), {"REP-05"}),
    "PRI-05": (checked("study.flow_balance", level=Level.ERROR), {"PCR-05", "BND-04", "INV-03"}),
    "PRI-07": (checked(".codes"), {"ELE-07"}),
    "GEN-01": (result(sensitivities=()), {"INT-02", "INT-05", "REP-05"}),
    "GEN-03": (contribution(LIMESTONE, stage="nowhere"), set()),
    "GEN-04": (provider("resin", lambda p: replace(p, year="")), {"DAT-10"}),
    "PCR-01": (unsaid("rule_suitability"), set()),
    "PCR-05": (chosen(biogenic_uptake="elsewhere"), set()),
    "GOA-01": (ruled(setting(goal=NOTHING)), {"GEN-01"}),
    "GOA-02": (unsaid("audience"), set()),
    "SCP-01": (result(product=NOTHING), set()),
    "SCP-02": (unsaid("assumptions"), set()),
    "FUN-02": (result(result_type="cfp"), {"SCO-03"}),
    "FUN-03": (result(unit_amount=2.0), set()),
    "FUN-04": (result(reference_flow="plank"), {"FUN-03"}),
    "FUN-05": (node("result.total", lambda n: replace(n, unit="t")), set()),
    "FUN-06": (unitless, set()),
    "BND-01": (result(by_process=()), {"SCP-01", "INV-07", "REP-05", "REP-06"}),
    "BND-02": (another_process, set()),
    "BND-03": (excluding(reason=NOTHING), {"CUT-02"}),
    "BND-04": (provider("limestone", lambda p: replace(p, boundary=Boundary.GATE_TO_GATE)), set()),
    "BND-06": (ruled(process("works", lambda p: replace(p, site_specific=False))), {"DAT-01"}),
    "CUT-01": (result(gaps=(GAP,)), {"BND-03", "BND-04", "CUT-04"}),
    "CUT-02": (excluding(what=NOTHING), set()),
    "CUT-04": (part("cutoff", ok=False, achieved=0.2), {"BND-03"}),
    "DAT-01": (ruled(process("works", lambda p: replace(p, site_specific=False))), {"BND-06"}),
    "DAT-02": (then(no_longer_primary, saying(secondary_data="没有现场数据")), set()),
    "DAT-03": (no_longer_primary, {"DAT-02"}),
    "DAT-04": (
        provider("limestone", lambda p: replace(p, source=replace(p.source, reading=Reading.UNKNOWN))),
        set(),
    ),
    "DAT-05": (without_indicator, {"DAT-09"}),
    "DAT-06": (part("quality", ok=False), set()),
    "DAT-07": (bare("ash"), set()),
    "DAT-09": (without_indicator, {"DAT-05"}),
    "DAT-10": (provider("limestone", lambda p: replace(p, year="")), set()),
    "GEO-01": (provider("limestone", lambda p: replace(p, place="")), {"DAT-10"}),
    "TIM-01": (unsaid("period_reason"), set()),
    "TIM-02": (entries(unmonthly), set()),
    "TIM-03": (
        then(result(period=("2024-01-01", "2024-06-30")), unsaid("period_reason")),
        {"TIM-01"},
    ),
    "INV-01": (ruled(process("works", lambda p: replace(p, label=NOTHING))), set()),
    "INV-02": (unscored, set()),
    "INV-03": (checked("works.yield", level=Level.ERROR), {"PRI-05", "PCR-05"}),
    "INV-04": (checked("study.closure"), {"PRI-05", "PRI-07", "ALL-02"}),
    "INV-06": (node("input:works/limestone", lambda n: replace(n, unit="")), set()),
    "INV-07": (smaller_process, set()),
    "ALL-01": (allocated(reason=NOTHING), {"INT-04"}),
    "ALL-02": (checked("study.closure"), {"PRI-05", "PRI-07", "INV-04"}),
    "ALL-03": (allocated(step="convenience"), set()),
    "ALL-04": (uncomputed("key"), {"INT-05"}),
    "ALL-06": (result(balances=()), set()),
    "REC-03": (ruled(silent("REC-01")), set()),
    "REC-04": (credited_twice, set()),
    "TMG-01": (half, set()),
    "TMG-03": (outside(delayed=1.0), set()),
    "FOS-01": (part("lines", fossil=1.0), {"REP-03"}),
    "BIO-01": (part("lines", biogenic_emission=1.0), {"REP-03"}),
    "BIO-03": (without_content, {"REP-04"}),
    "LUC-01": (then(with_land_use_change(5.0), unsaid("land_use")), {"LUC-03", "LUC-04"}),
    "LUC-03": (unsaid("land_use"), set()),
    "LUC-04": (then(with_land_use_change(5.0), unsaid("land_use")), {"LUC-01", "LUC-03"}),
    "LUC-05": (with_land_use_change(-5.0), set()),
    "AIR-01": (by_air, set()),
    "ELE-01": (provider("electricity", lambda p: replace(p, boundary=Boundary.GENERATION)), {"BND-04"}),
    "ELE-02": (generating, set()),
    "ELE-03": (entries(unproven_line), set()),
    "ELE-04": (checked(".in_time"), set()),
    "ELE-05": (provider("electricity", lambda p: replace(p, year="")), {"DAT-10", "REP-05"}),
    "ELE-06": (without_variant("basis"), {"INT-05", "REP-04"}),
    "ELE-07": (checked(".claimed"), set()),
    "GWP-01": (gases(half_the_mass), set()),
    "GWP-02": (
        then(
            result(gwp_set="AR5-feedback"),
            ruled(lambda r: replace(r, gwp=replace(r.gwp, set="AR5-feedback"))),
        ),
        set(),
    ),
    "GWP-04": (gases(weightless), {"GWP-01"}),
    "GWP-05": (gases(uncounted), {"GWP-01", "GWP-06"}),
    "GWP-06": (other_gwp("CH4", 25.0), set()),
    "FRM-01": (node(f"contribution:{LIMESTONE}", None), set()),
    "INT-01": (result(by_stage=()), {"INV-07", "REP-02", "REP-05", "REP-06"}),
    "INT-02": (idle_checks, {"INV-03", "ELE-04", "ELE-07"}),
    "INT-03": (unsaid("recommendations"), set()),
    "INT-04": (result(interval=None), {"REP-05"}),
    "INT-05": (uncomputed("key"), {"ALL-04"}),
    "REP-01": (ruled(speechless("9")), {"SCP-02", "REP-08"}),
    "REP-02": (stages(smaller_share), set()),
    "REP-03": (part("lines", aircraft=math.nan), {"AIR-01"}),
    "REP-04": (without_content, {"BIO-03"}),
    "REP-05": (unsaid("conclusions"), {"INT-03"}),
    "REP-06": (result(by_process=()), {"BND-01", "SCP-01", "INV-07", "REP-05"}),
    "REP-07": (ruled(speechless("F")), set()),
    "REP-08": (unsaid("application"), {"GOA-02"}),
    "REV-02": (saying(review="某机构评审"), set()),
}
"""Row → a change of the study of the board that fails it, and the rows that rest on the same and fail with it."""

LAMP: dict[str, tuple[Change, set[str]]] = {
    "USE-01": (stages(lambda s: None if s.id == "use" else s), {"INV-07", "REP-02"}),
    "USE-02": (unsaid("use_profile"), set()),
    "USE-03": (ruled(silent("USE-01")), set()),
    "USE-04": (unsaid("assumptions"), {"SCP-02"}),
    "USE-05": (
        then(ruled(silent("USE-01")), saying(use_source="文献"), unsaid("use_profile")),
        {"USE-02", "REP-05"},
    ),
    "EOL-01": (stages(lambda s: None if s.id == "end_of_life" else s), {"INV-07", "REP-02"}),
    "EOL-02": (unsaid("end_of_life"), {"REP-05"}),
}

DECLARED = {
    "SCP-03": "scope_changes",
    "FUN-07": "comparison",
    "CMP-01": "comparison",
    "TRK-01": "tracking",
    "REV-01": "review",
    "SYS-01": "systematic_approach",
    "GWP-03": "additional_results",
    "ELE-08": "additional_results",
}
"""Rows that apply only where the study declares something; a study that declares nothing can't fail them."""
ASKED_OF_PEOPLE = {"PCR-02": "other_rules", "TIM-04": "seasonality"}
"""Rows whose condition only people know: silence leaves them to a person."""
SETTLED = {"PCR-03", "INV-05"}
"""Rows for studies without a rule; a study always has one."""
ELSEWHERE = {"TMG-02", "AIR-02", "LUC-02"}
"""Rows with tests of their own below."""

CASES = [("board", row, *case) for row, case in BOARD.items()]
CASES += [("lamp", row, *case) for row, case in LAMP.items()]


def test_the_study_of_the_board_leaves_no_row_unmet():
    assert unmet(study_of("board")) == set()


def test_the_study_of_the_lamp_fails_only_for_its_grid_power():
    assert unmet(study_of("lamp")) == {"DAT-02"}


@pytest.mark.parametrize(
    ("pack", "row", "change", "companions"), CASES, ids=[f"{c[0]}-{c[1]}" for c in CASES]
)
def test_taking_one_thing_away_fails_its_row_and_no_other(pack, row, change, companions):
    study = study_of(pack)
    assert unmet(change(study)) - unmet(study) == {row, *companions}


def test_every_row_asked_of_a_study_has_a_test():
    assert {*BOARD, *LAMP, *DECLARED, *ASKED_OF_PEOPLE, *SETTLED, *ELSEWHERE} == ASKED


@pytest.mark.parametrize(("row", "key"), DECLARED.items(), ids=DECLARED)
def test_a_row_on_something_declared_applies_once_it_is_declared(row, key):
    study = unsaid(key)(study_of("board"))
    assert answer(study, row).state is State.NOT_APPLICABLE
    assert answer(saying(**{key: "无"})(study), row).state is State.NOT_APPLICABLE
    found = answer(saying(**{key: "见附件"})(study), row)
    assert found.state in (State.MET, State.PERSON)
    assert "见附件" in found.evidence.zh


@pytest.mark.parametrize(("row", "key"), ASKED_OF_PEOPLE.items(), ids=ASKED_OF_PEOPLE)
def test_a_row_whose_condition_only_people_know_waits_for_them(row, key):
    study = unsaid(key)(study_of("board"))
    silent_ = answer(study, row)
    assert silent_.state is State.PERSON
    assert f"statements.{key}" in silent_.evidence.zh
    assert f"statements.{key}" in silent_.evidence.en
    assert answer(saying(**{key: "无"})(study), row).state is State.NOT_APPLICABLE
    assert answer(saying(**{key: "见附件"})(study), row).state is State.PERSON


@pytest.mark.parametrize("row", sorted(SETTLED))
def test_a_row_for_studies_without_a_rule_is_not_applicable(row):
    found = answer(study_of("board"), row)
    assert found.state is State.NOT_APPLICABLE
    assert "board" in found.evidence.zh


def test_late_emissions_are_asked_of_a_study_beyond_the_gate():
    assert answer(study_of("board"), "TMG-02").state is State.NOT_APPLICABLE
    lamp = study_of("lamp")
    assert answer(lamp, "TMG-02").state is State.PERSON
    assert answer(saying(timing="none")(lamp), "TMG-02").state is State.NOT_APPLICABLE
    assert "statements.timing" in answer(unsaid("timing")(lamp), "TMG-02").evidence.zh


def test_a_multiplier_is_asked_where_there_is_aircraft_transport():
    assert answer(study_of("board"), "AIR-02").state is State.NOT_APPLICABLE
    flown = part("lines", aircraft=2.0)(study_of("board"))
    assert answer(flown, "AIR-02").state is State.PERSON
    assert answer(saying(aircraft_multiplier="无")(flown), "AIR-02").state is State.NOT_APPLICABLE


def test_indirect_land_use_change_is_shown_where_it_is_calculated():
    assert answer(study_of("board"), "LUC-02").state is State.NOT_APPLICABLE
    assert answer(outside(iluc=3.0)(study_of("board")), "LUC-02").state is State.MET


# -- what only a person may say -----------------------------------------------------------------------


def test_content_that_a_person_judges_is_never_called_met():
    for pack in ("board", "lamp"):
        for found in answers(study_of(pack)):
            if found.requirement.check.value != "automatic":
                assert found.state is not State.MET, found.requirement.id


@pytest.mark.parametrize("pack", ["board", "lamp"])
def test_every_answer_says_something_in_both_languages_and_points_to_what_is_there(pack):
    study = study_of(pack)
    for found in answers(study):
        assert found.evidence.zh, found.requirement.id
        assert found.evidence.en, found.requirement.id
        if found.state is State.MET:
            assert found.paths, found.requirement.id
        if found.state in (State.MET, State.PERSON):
            assert [p for p in found.paths if not exists(study, p)] == [], found.requirement.id


def test_an_unmet_row_says_what_to_do_in_both_languages():
    for pack, row, change, _ in CASES:
        found = answer(change(study_of(pack)), row)
        assert found.remedy.zh, row
        assert found.remedy.en, row


def test_without_the_inventory_what_people_wrote_is_not_seen():
    study = replace(study_of("board"), inventory=None)
    assert {"SCO-01", "GOA-02", "TIM-01", "INT-03", "DAT-01", "INV-01"} <= unmet(study)
    assert "清单" in answer(study, "GOA-02").evidence.zh
    assert {"REP-02", "REP-03", "GWP-02", "INV-04", "BND-04"}.isdisjoint(unmet(study))


def test_an_unmet_row_that_lies_with_the_rule_points_to_its_line():
    place = answer(allocated(reason=NOTHING)(study_of("board")), "ALL-01").place
    assert place.file.endswith("board/pack.yaml")
    assert place.line > 0


# -- single answers -----------------------------------------------------------------------------------


def test_a_grid_factor_that_is_not_the_residual_mix_says_so_and_waits_for_a_person():
    found = answer(study_of("board"), "ELE-05")
    assert found.state is State.PERSON
    assert "不明" in found.evidence.zh
    assert "not known" in found.evidence.en


def test_a_residual_mix_is_met():
    changed = provider("electricity", lambda p: replace(p, flow="electricity_residual"))(study_of("board"))
    assert answer(changed, "ELE-05").state is State.MET


def test_a_factor_that_says_whether_losses_are_in_is_met():
    def say(found):
        return replace(found, remark=Text("含线损", "losses included"))

    study = then(provider("electricity", say), provider("electricity_hydro", say))(study_of("board"))
    assert answer(study_of("board"), "ELE-01").state is State.PERSON
    assert answer(study, "ELE-01").state is State.MET


def test_factors_with_gases_lumped_leave_the_masses_to_a_person():
    assert answer(study_of("board"), "GWP-01").state is State.PERSON
    apart = result(lumped_share=0.0)(study_of("board"))
    assert answer(apart, "GWP-01").state is State.MET


@pytest.mark.parametrize("gwp", ["AR5", "AR6-20", "AR6-GTP100"])
def test_a_set_that_is_no_hundred_year_gwp_with_feedback_is_not_met(gwp):
    assert {"GWP-01", "PCR-05"} <= unmet(result(gwp_set=gwp)(study_of("board")))


def test_an_older_gwp_set_is_met_where_the_rule_gives_the_reason():
    def older(rule):
        return replace(rule, gwp=replace(rule.gwp, set="AR5-feedback", reason=Text("法规规定", "by law")))

    study = then(result(gwp_set="AR5-feedback"), ruled(older))(study_of("board"))
    found = answer(study, "GWP-02")
    assert found.state is State.MET
    assert "法规规定" in found.evidence.zh


def test_an_offset_among_the_contributions_is_not_met():
    sold = contribution(LIMESTONE, label=Text("碳信用", "carbon credits"))(study_of("board"))
    assert unmet(sold) == {"SCO-02"}


def test_a_gap_whose_effect_is_stated_waits_for_a_person():
    study = then(result(gaps=(GAP,)), saying(omissions="不足 0.1 %"))(study_of("board"))
    assert unmet(study) == {"BND-04"}
    assert answer(study, "CUT-04").state is State.PERSON
    assert answer(study, "BND-03").state is State.PERSON


def test_an_exclusion_of_unknown_share_is_not_met_until_its_effect_is_stated():
    study = excluding(share=None)(study_of("board"))
    assert unmet(study) == {"BND-03", "CUT-04"}
    assert unmet(saying(omissions="不足 0.1 %")(study)) == set()


def test_half_a_year_with_a_reason_waits_for_a_person():
    study = result(period=("2024-01-01", "2024-06-30"))(study_of("board"))
    assert answer(study, "TIM-03").state is State.PERSON


def test_contracts_that_are_not_used_are_not_met():
    assert unmet(chosen(basis="grid")(study_of("board"))) >= {"ELE-04"}


def test_a_study_without_contracts_has_no_rows_on_instruments():
    def drop(a: Address, e: Entry) -> Entry | None:
        return None if a.table == "supplies" else e

    links = tuple(k for k in study_of("board").footprint.links if k.flow not in ("electricity_hydro",))
    study = study_of("board")
    kept = tuple(c for c in study.footprint.contributions if c.flow != "electricity_hydro")
    order = {k.flow: n for n, k in enumerate(links)}
    renumbered = tuple(
        replace(c, link=order[study.footprint.links[c.link].flow]) if c.link is not None else c for c in kept
    )
    bare_ = then(result(links=links, contributions=renumbered), entries(drop))(study)
    for row in ("ELE-04", "ELE-06", "ELE-07"):
        assert answer(bare_, row).state is State.NOT_APPLICABLE
    assert answer(bare_, "ELE-05").state is State.PERSON


def test_a_comparison_on_a_declared_unit_says_what_limits_it():
    study = saying(comparison="另一家的板材")(study_of("board"))
    assert "企业之间" in answer(study, "FUN-07").evidence.zh
    assert answer(study, "REP-06").state is State.PERSON


def test_the_result_of_a_review_is_met_once_stated():
    study = saying(review="某机构", review_result="独立专家评审，通过")(study_of("board"))
    assert answer(study, "REV-02").state is State.MET
    assert answer(study, "REV-01").state is State.PERSON


def test_a_footprint_of_another_rule_is_not_met():
    study = part("fingerprint", rule_hash="0" * 64)(study_of("board"))
    assert unmet(study) == {"PCR-01", "PCR-05"}


def test_a_credit_beside_material_free_of_burden_waits_for_a_person():
    last = study_of("board").footprint.contributions[-1]
    study = contribution(last.id, kind=ContributionKind.CREDIT, flow="limestone")(study_of("board"))
    assert answer(study, "REC-04").state is State.PERSON


def test_soil_carbon_beside_the_total_meets_the_row_on_land_use():
    study = then(outside(soil=2.0), unsaid("land_use"))(study_of("board"))
    assert answer(study, "LUC-03").state is State.MET
    assert unmet(study) == {"LUC-04"}


def test_a_loss_of_permanence_is_asked_of_a_gain_of_soil_carbon():
    study = outside(soil=-2.0)(study_of("board"))
    assert unmet(study) == {"LUC-05"}
    assert unmet(saying(permanence="三十年合同")(study)) == set()


def test_uptake_that_never_entered_is_not_met():
    study = then(part("lines", biogenic_removal=0.0))(study_of("board"))
    assert "GWP-04" in unmet(study)
    assert "GWP-04" not in unmet(chosen(biogenic_uptake="in_supply")(study))


def defaults(a: Address, e: Entry) -> Entry:
    return replace(e, method=Method.DEFAULT)


def nobody_primary(study: Study) -> Study:
    return result(contributions=tuple(replace(c, primary=False) for c in study.footprint.contributions))(
        study
    )


def test_a_controlled_process_on_defaults_alone_is_not_met():
    study = then(entries(defaults), nobody_primary)(study_of("board"))
    assert {"DAT-01", "BND-06"} <= unmet(study)


def test_a_controlled_process_that_fills_a_table_of_the_rule_has_site_data():
    def tabled(a: Address, e: Entry) -> Entry | None:
        if a.process != "works":
            return e
        return replace(e, address=Address("made", table="types", row="a")) if a.quantity == "board" else None

    moved = then(entries(tabled), nobody_primary)(study_of("board"))
    held = {e.address: e for e in moved.inventory.entries.values()}
    moved = replace(moved, inventory=replace(moved.inventory, entries=held))
    assert "DAT-01" in unmet(moved)
    assert "DAT-01" not in unmet(ruled(process("works", lambda p: replace(p, each="types")))(moved))


def test_a_biogenic_line_of_nothing_is_no_biogenic_carbon():
    lamp = study_of("lamp")
    study = result(gases=(*lamp.footprint.gases, GasLine("CO2", "biogenic", 0.0, 1.0, 0.0)))(lamp)
    assert answer(study, "BIO-01").state is State.NOT_APPLICABLE

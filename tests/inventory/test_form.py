"""The form of a rule: what is asked, where, under which condition."""

import pytest

from tanchi.documents.palette import STAGES, stage_colours
from tanchi.findings import TanchiError
from tanchi.inventory.build import build_form
from tanchi.inventory.form import Field, FieldType, Resolution
from tanchi.inventory.workbook import colours
from tanchi.inventory.workbook.naming import SheetNames, field_labels
from tanchi.units import parse_unit


def sheet(form, process):
    return next(s for s in form.sheets if s.process == process)


def field(form, process, id) -> Field:
    found = sheet(form, process)
    return next(f for f in (*found.fields, *(c for t in found.tables for c in t.columns)) if f.id == id)


def test_head_of_the_form(form):
    assert (form.rule, form.edition, form.unit.zh) == ("works", "2025-1", "1 t 水泥")
    assert [(m.id, m.label.en) for m in form.meters] == [("power", "electricity")]
    assert [s.id for s in form.stages] == ["raw_material", "transport", "production"]


def test_only_what_is_asked_is_in_the_form(form):
    ids = [f.id for f in sheet(form, "kiln").fields]
    assert ids == [
        "clinker",
        "kiln_heat",
        "limestone",
        "power",
        "gas",
        "dust",
        "kiln_type",
        "cao",
        "cao_raw",
        "cao_nc",
    ]


def test_an_ask_line_takes_label_unit_range_and_meter_with_it(form):
    power = field(form, "kiln", "power")
    assert (power.label.zh, power.unit, power.list_kind, power.meter) == (
        "烧成用电",
        parse_unit("MWh"),
        "inputs",
        "power",
    )
    assert (power.low, power.high, power.per, power.range_unit) == (
        0.02,
        0.08,
        "clinker",
        parse_unit("MWh/t"),
    )
    assert (power.per_label.zh, power.kind, power.required) == ("熟料产量", "total", True)


def test_what_is_sold_bought_and_kept_has_its_own_address(form):
    assert field(form, "heat_power", "power_sold").label.zh == "发电量：其中外售"
    bought, stock = field(form, "", "clinker_bought"), field(form, "", "clinker_stock")
    assert (bought.label.zh, bought.list_kind, bought.required) == ("外购熟料", "bought", False)
    assert (stock.label.zh, stock.list_kind) == ("熟料库存变化", "stock")


def test_quantities_keep_kind_weight_resolution_and_default(form):
    cao, cao_nc = field(form, "kiln", "cao"), field(form, "kiln", "cao_nc")
    assert (cao.kind, cao.weight, cao.resolution) == ("level", "clinker", Resolution.MONTH)
    assert (cao_nc.has_default, cao_nc.default_text) == (True, "0")
    assert field(form, "", "certified").type is FieldType.BOOL


def test_options_come_from_parameters_tags_and_tables(form):
    assert [o.id for o in field(form, "kiln", "kiln_type").options] == ["dry", "shaft"]
    assert [o.id for o in field(form, "kiln", "kind").options] == ["coal", "gas", "waste_fuel"]
    recipe = field(form, "", "type")
    assert (recipe.options, recipe.options_from) == ((), "types")


def test_asks_of_a_process_for_each_row_are_a_table_of_that_name(form):
    grinding = sheet(form, "grinding")
    assert grinding.fields == ()
    [table] = grinding.tables
    assert (table.id, table.rows_of, [c.id for c in table.columns]) == (
        "types",
        "types",
        ["clinker", "power", "fineness"],
    )


def test_what_is_asked_per_site_stands_on_a_sheet_of_its_own(form):
    plant = [s for s in form.sheets if not s.process and s.per_site]
    assert [[f.id for f in s.fields] for s in plant] == [["altitude"]]


def test_choices_prune_and_open_choices_become_conditions(works, form, open_form):
    assert "raw_mill" not in [s.process for s in form.sheets]
    raw_mill = sheet(open_form, "raw_mill")
    assert raw_mill.when.text.zh == "过程排放方法为“按原料投入”"
    assert (
        field(open_form, "kiln", "cao_raw").required_when.text.en
        == "Process emission method is 'by raw material input'"
    )
    assert not field(form, "kiln", "cao_raw").required
    raw = build_form(works, {"carbonate": "raw_input"})
    assert field(raw, "kiln", "cao_raw").required and field(raw, "kiln", "cao_raw").required_when is None


def test_settled_choices_are_told_from_open_ones(works):
    found = {c.id: (c.default, c.settled) for c in build_form(works, {"profile": "ministry"}).choices}
    assert found == {"carbonate": ("clinker_output", True), "profile": ("ministry", True)}


def test_flows_that_cannot_be_bought_ask_for_no_factor(form):
    ids = {o.id for o in form.links}
    assert {"coal", "gypsum", "landfill", "limestone", "clinker", "power"} <= ids
    assert not {"slag", "waste_fuel", "kiln_heat", "cement"} & ids


@pytest.mark.parametrize(
    ("choices", "code"),
    [
        ({"carbon": "x"}, "form.unknown_choice"),
        ({"carbonate": "x"}, "form.unknown_option"),
        ({"profile": "ministry", "carbonate": "raw_input"}, "form.fixed_choice"),
        ({"offsets": "included"}, "form.fixed_choice"),
    ],
)
def test_choices_the_rule_does_not_leave_open_are_refused(works, choices, code):
    with pytest.raises(TanchiError) as caught:
        build_form(works, choices)
    assert [f.code for f in caught.value.findings] == [code]


def test_equal_labels_on_a_sheet_are_told_apart(form):
    kiln = sheet(form, "kiln")
    twins = [f for f in kiln.fields if f.id in ("limestone", "clinker")]
    from dataclasses import replace

    same = replace(kiln, fields=tuple(replace(f, label=twins[0].label) for f in twins))
    labels = [label.zh for label in field_labels(same).values()]
    assert labels == ["熟料产量（产出）", "熟料产量（投入）"]


def test_names_of_worksheets_are_allowed_short_and_unique():
    names = SheetNames(("说明",))
    found = [names.next(text) for text in ("说明", "a/b:c*?[d]", "长" * 40, "长" * 40, "'x'", "")]
    assert len({n.casefold() for n in found}) == len(found)
    assert all(0 < len(n) <= 31 and not set(n) & set("[]:*?/\\") for n in found)
    assert found[0] == "说明 2" and found[4] == "x"


def test_stages_have_the_colours_of_the_documents():
    stages = ["raw_material", "transport", "smelting", "production", "use", "end_of_life", "other"]
    tokens = stage_colours(stages)
    ours = colours.stage_colours(stages)
    assert {s: STAGES[t].light for s, t in tokens.items() if t in STAGES} == {
        s: ours[s] for s, t in tokens.items() if t in STAGES
    }

"""Every verb, run as a user runs it: for people in both languages, for machines with stable keys."""

import json
import zipfile

import pytest

from tanchi.rules.scaffold import NewRule, write_scaffold
from tests.cli.shell import SMELTER, TOTAL, tanchi

ENVELOPE = ["tanchi", "command", "exit_code", "findings", "result"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return a folder with what the verbs leave: workbook, result, bundle."""
    found = tmp_path_factory.mktemp("smelter")
    form = tanchi("form", "small-smelter", "--fill", SMELTER, "-o", found / "smelter.xlsx")
    assert (form.code, form.err) == (0, "")
    made = tanchi(
        "compute", found / "smelter.xlsx", "-o", found / "result.json", "--bundle", found / "smelter.tanchi"
    )
    assert made.code == 0, made.err
    return found


def keys(data: object) -> list[str]:
    assert isinstance(data, dict)
    return list(data)


def test_computing_a_workbook_gives_the_hand_worked_total(folder):
    run = tanchi("compute", folder / "smelter.xlsx", "--json")
    assert keys(run.json) == ENVELOPE
    assert (run.json["command"], run.json["exit_code"], run.code, run.err) == ("compute", 0, 0, "")
    footprint = run.json["result"]["footprint"]
    assert footprint["total"] == pytest.approx(TOTAL, rel=1e-12)
    assert [g["flow"] for g in footprint["gaps"]] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", ["部分碳足迹", "95 % 区间", "各阶段", "各过程", "最大的贡献", "阳极消耗的二氧化碳", "敏感性", "方法指纹", "✓ 通过"]),
        ("en", ["partial carbon footprint", "95 % interval", "By stage", "CO2 of the anodes", "Sensitivity", "Fingerprint", "✓ passed"]),
    ],
)  # fmt: skip
def test_computing_shows_people_the_number_and_how_far_to_trust_it(folder, language, words):
    run = tanchi("compute", folder / "smelter.xlsx", "--lang", language)
    assert run.code == 0
    assert [word for word in words if word not in run.out] == []


def test_the_result_file_the_bundle_and_the_json_hold_the_same_footprint(folder):
    with zipfile.ZipFile(folder / "smelter.tanchi") as bundle:
        packed = json.loads(bundle.read("result.json"))
    printed = tanchi("compute", folder / "smelter.xlsx", "--json").json["result"]["footprint"]
    assert json.loads((folder / "result.json").read_bytes()) == packed == printed


def test_options_of_computing_are_followed(folder):
    run = tanchi(
        "compute",
        folder / "smelter.xlsx",
        "--json",
        "--samples",
        "50",
        "--seed",
        "7",
        "--gwp",
        "AR5",
        "--choice",
        "basis=grid",
    )
    mark = run.json["result"]["footprint"]["fingerprint"]
    assert (mark["samples"], mark["seed"], mark["gwp_set"]) == (50, 7, "AR5")
    assert ["basis", "grid"] in mark["choices"]


def test_what_another_choice_does_not_ask_is_not_missing(tmp_path):
    alloyed = tmp_path / "alloyed.yaml"
    alloyed.write_text(SMELTER.read_text(encoding="utf-8") + "choices: {route: alloyed}\n", encoding="utf-8")
    asked = tanchi("compute", alloyed, "--json", "--samples", "0")
    assert (asked.code, asked.findings) == (1, ["inventory.missing"])
    plain = tanchi("compute", alloyed, "--json", "--samples", "0", "--choice", "route=plain")
    assert plain.json["result"]["footprint"]["total"] == pytest.approx(TOTAL)


def test_reports_are_written_in_the_language_asked_for(folder):
    docx, page = folder / "report.docx", folder / "page.html"
    run = tanchi("compute", folder / "smelter.xlsx", "--report", docx, "--html", page, "--lang", "en")
    assert run.code == 0, run.err
    with zipfile.ZipFile(docx) as archive:
        assert "Carbon footprint study report" in archive.read("word/document.xml").decode()
    assert '<html lang="en">' in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("source", ["smelter.xlsx", "smelter.tanchi", "result.json"])
def test_a_number_is_explained_down_to_the_cell_from_any_file(folder, source):
    run = tanchi("explain", folder / source, "铝电解.anode_co2", "--json")
    assert keys(run.json["result"]) == ["roots", "nodes"]
    nodes = {node["id"]: node for node in run.json["result"]["nodes"]}
    top = nodes[run.json["result"]["roots"][0]]
    assert top["value"] == pytest.approx(13_200 / 10)
    anode = nodes["input:electrolysis/anode"]
    assert (anode["value"], anode["place"]["kind"], anode["place"]["sheet"]) == (4.0, "cell", "铝电解")
    assert nodes["param:anode_carbon_content"]["source"]["reading"] == "read"


def test_an_explanation_is_a_tree_for_people(folder):
    run = tanchi("explain", folder / "smelter.tanchi", "electrolysis.CO2 of the anodes", "--lang", "en")
    assert "CO2 of the anodes = 1320 kgCO2e  11.0 %" in run.out
    assert "anode * anode_carbon_content * co2_per_c" in run.out
    assert "= 4 t × 0.9 tC/t × 3.66667 tCO2/tC" in run.out
    assert "clause 6.2" in run.out
    assert "[铝电解]!" in run.out


def test_the_total_is_explained_two_steps_down_unless_told_otherwise(folder):
    depths = {
        d: len(tanchi("explain", folder / "result.json", *d).out.splitlines())
        for d in ((), ("--depth", "1"), ("--depth", "0"))
    }
    assert depths["--depth", "1"] < depths[()] < depths["--depth", "0"]


def test_a_part_of_a_name_means_the_outermost_numbers_of_that_name(folder):
    roots = tanchi("explain", folder / "result.json", "用电", "--json").json["result"]["roots"]
    assert sorted(roots) == ["contribution:casting.power:link", "contribution:electrolysis.power:link"]


def test_a_name_that_fits_nothing_is_answered_with_near_ones(folder):
    run = tanchi("explain", folder / "result.json", "anode_co", "--json")
    assert run.code == 0
    run = tanchi("explain", folder / "result.json", "annode_co2", "--json")
    assert (run.code, run.findings) == (1, ["explain.unknown"])
    assert "anode_co2" in run.json["findings"][0]["remedy"]["en"]


def test_a_bundle_is_verified_bit_equal(folder):
    run = tanchi("verify", folder / "smelter.tanchi", "--json")
    assert run.json["result"]["verdict"] == "bit_equal"
    assert keys(run.json["result"]) == [
        "verdict",
        "differences",
        "findings",
        "recorded_platform",
        "fingerprint",
    ]
    assert "逐位一致" in tanchi("verify", folder / "smelter.tanchi").out


def test_bundling_writes_beside_the_inventory(folder, tmp_path):
    text = tmp_path / "smelter.yaml"
    text.write_bytes(SMELTER.read_bytes())
    run = tanchi("bundle", text, "--json", "--samples", "20")
    assert keys(run.json["result"]) == ["file", "fingerprint", "total"]
    assert run.json["result"]["total"] == pytest.approx(TOTAL)
    assert tanchi("verify", tmp_path / "smelter.tanchi").code == 0


def test_a_bundle_is_reported_without_its_rule_at_hand(folder, tmp_path):
    run = tanchi("report", folder / "smelter.tanchi", "-o", tmp_path / "r.docx", TANCHI_RULES="")
    assert (run.code, run.err) == (0, "")
    with zipfile.ZipFile(tmp_path / "r.docx") as archive:
        assert "产品碳足迹研究报告" in archive.read("word/document.xml").decode()


def test_two_results_of_one_method_are_compared(folder, tmp_path):
    more = tmp_path / "more.yaml"
    more.write_text(SMELTER.read_text(encoding="utf-8").replace("value: 135", "value: 145"), encoding="utf-8")
    run = tanchi("compare", folder / "result.json", more, "--json")
    assert keys(run.json["result"]) == ["comparable", "obstacles", "units", "total", "stages", "processes"]
    total = run.json["result"]["total"]
    assert total["second"] - total["first"] == pytest.approx(10 * 600 / 10)
    shown = tanchi("compare", folder / "result.json", more, "--lang", "en")
    assert "comparable, both per 1 t 铝锭" in shown.out
    assert "+600" in shown.out


def test_the_form_says_what_it_asks(tmp_path):
    run = tanchi(
        "form",
        "small-smelter",
        "-o",
        tmp_path / "f.xlsx",
        "--json",
        "--site",
        "甲",
        "--site",
        "乙",
        "--monthly",
    )
    assert keys(run.json["result"]) == ["file", "rule", "parts", "fields"]
    assert run.json["result"]["fields"] == 8
    assert (tmp_path / "f.xlsx").exists()


def test_an_empty_workbook_is_answered_with_every_missing_cell(tmp_path):
    assert tanchi("form", "small-smelter", "-o", tmp_path / "f.xlsx").code == 0
    run = tanchi("compute", tmp_path / "f.xlsx", "--json", "--mark", tmp_path / "marked.xlsx")
    assert run.code == 1
    places = {f["place"]["kind"] for f in run.json["findings"] if f["code"] == "inventory.missing"}
    assert places == {"cell"}
    assert (tmp_path / "marked.xlsx").exists()


def test_rules_are_listed_with_those_of_the_user(tmp_path):
    listed = tanchi("rule", "list", "--json").json["result"]
    assert {"small-smelter", "gbt24067-2024"} <= {entry["id"] for entry in listed}
    assert {tuple(entry) for entry in listed} == {
        ("id", "edition", "status", "valid_from", "validated", "title", "folder")
    }
    assert "Small smelter (constructed example)" in tanchi("rule", "list", "--lang", "en").out


def test_a_broken_pack_does_not_hide_the_others(tmp_path):
    pack = tmp_path / "rules" / "bad" / "1" / "pack.yaml"
    pack.parent.mkdir(parents=True)
    pack.write_text("id: [", encoding="utf-8")
    run = tanchi("rule", "list", "--json", TANCHI_RULES=str(tmp_path))
    assert [e["status"] for e in run.json["result"] if e["id"] == "bad"] == ["broken"]
    assert run.code == 0


def test_a_rule_is_shown_whole_and_item_by_item():
    whole = tanchi("rule", "show", "small-smelter")
    assert "anode * anode_carbon_content * co2_per_c" in whole.out
    item = tanchi("rule", "show", "small-smelter", "electrolysis.anode_co2", "--json").json["result"]
    assert keys(item)[:4] == ["id", "edition", "hash", "status"]
    facts = {fact["path"].rpartition(".")[2]: fact["text"]["zh"] for fact in item["facts"]}
    assert (facts["clause"], facts["gas"]) == ("6.2", "CO2")


def test_a_rule_is_checked_against_the_checklist_of_its_parent():
    run = tanchi("rule", "check", "small-smelter", "--json")
    assert (run.code, run.json["result"]["runs"]) == (0, True)
    conformity = run.json["result"]["conformity"]
    assert keys(conformity) == ["checklist", "edition", "counts", "rows"]
    assert sum(conformity["counts"].values()) == len(conformity["rows"])
    assert tanchi("rule", "check", "small-smelter", "--strict").code == 3


def test_the_cases_of_a_rule_are_run():
    run = tanchi("rule", "test", "small-smelter", "--json")
    (case,) = run.json["result"]
    assert keys(case) == ["id", "title", "grade", "source", "ok", "outcomes"]
    assert (case["ok"], case["outcomes"][0]["found"]) == (True, pytest.approx(TOTAL))
    assert "1 / 1 个算例通过" in tanchi("rule", "test", "small-smelter", "by-hand").out


def test_a_failing_case_is_a_finding_with_its_place(tmp_path):
    write_scaffold(NewRule("glass", "玻璃", "glass"), tmp_path / "2026-1")
    case = tmp_path / "2026-1" / "cases" / "by-hand.yaml"
    case.write_text(case.read_text(encoding="utf-8").replace("591.4411769", "600"), encoding="utf-8")
    run = tanchi("rule", "test", tmp_path / "2026-1", "--json")
    assert (run.code, run.findings) == (1, ["case.failed"])
    assert run.json["findings"][0]["place"]["file"].endswith("by-hand.yaml")


def test_a_new_rule_is_begun_checked_and_tested(tmp_path):
    made = tanchi("rule", "new", "flat-glass", "--title", "平板玻璃", "--json", cwd=tmp_path)
    assert keys(made.json["result"]) == ["folder", "files"]
    folder = tmp_path / "rules" / "flat-glass" / "2026-1"
    assert tanchi("rule", "check", folder).code == 0
    assert tanchi("rule", "test", folder).code == 0
    assert tanchi("form", "flat-glass", "-o", tmp_path / "f.xlsx", TANCHI_RULES=str(tmp_path)).code == 0


def test_two_rules_are_compared_by_what_can_move_a_result(tmp_path):
    for name, title in (("a", "玻璃"), ("b", "平板玻璃")):
        write_scaffold(NewRule("glass", title, "glass"), tmp_path / name)
    run = tanchi("rule", "diff", tmp_path / "a", tmp_path / "b", "--json")
    assert keys(run.json["result"]) == ["old", "new", "can_move", "changes"]
    assert run.json["result"]["can_move"] is False
    assert "结果不会变化" in tanchi("rule", "diff", tmp_path / "a", tmp_path / "b").out


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_demonstration_goes_the_whole_way(tmp_path, language):
    run = tanchi("demo", "--out", tmp_path / "out", "--json", "--lang", language)
    assert run.code == 0, run.out
    assert run.json["result"]["verdict"] in ("same", "bit_equal")
    files = run.json["result"]["files"]
    assert keys(files) == ["workbook", "result", "report", "page", "bundle"]
    assert sorted(str(p) for p in (tmp_path / "out").iterdir()) == sorted(files.values())


def test_a_report_answers_the_checklist_row_by_row(tmp_path):
    """The annex names rows with their state; the page counts them."""
    target, page = tmp_path / "r.html", tmp_path / "p.html"
    tanchi("compute", SMELTER, "--report", target, "--html", page)
    text = target.read_text(encoding="utf-8")
    assert "检查表 gbt24067-2024" in text
    assert text.count("待人判断") > 5
    assert "条款满足" in page.read_text(encoding="utf-8")

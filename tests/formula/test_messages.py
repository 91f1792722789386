"""What an author reads when a formula is wrong: text, caret, remedy. Expected texts are written out here."""

import pytest

from tanchi.findings.render import as_text
from tanchi.formula import FormulaError, NumberKind, OptionKind, UnknownName, check, parse, require_unit
from tanchi.formula.kinds import KeyedKind, TableKind
from tanchi.units import parse_unit
from tests.formula.worlds import DictScope, number

KILN = DictScope(
    {
        "clinker": number("t"),
        "cao": number("%", "month"),
        "co2_per_cao": number("t/t"),
        "fuel": number("t"),
        "carbon": number("tC/t"),
        "co2_per_c": number("tCO2/tC"),
        "gwp_gas": number("tCO2e"),
        "slag": number("kg"),
        "route": OptionKind(frozenset({"dri", "bof"})),
        "slope": KeyedKind(parse_unit("kg/t"), frozenset({"cwpb", "hss", "swpb", "vss"})),
        "recipe": TableKind("recipe"),
        "recipe.mass": number("t", "recipe"),
    }
)


def said(text: str, language: str = "zh") -> list[str]:
    """Return the lines printed for a formula that is refused."""
    with pytest.raises(FormulaError) as error:
        check(parse(text, "kiln.x"), KILN)
    return [line for finding in error.value.findings for line in as_text(finding, language).splitlines()]


def test_carbon_added_to_co2_names_the_missing_factor_under_the_whole_sum():
    assert said("fuel * carbon + fuel * carbon * co2_per_c")[1:] == [
        "    fuel * carbon + fuel * carbon * co2_per_c",
        "    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
        "    → 碳换算为二氧化碳要乘以 co2_per_c（44/12）。",
    ]


def test_both_units_are_named():
    line = said("fuel * carbon + fuel * carbon * co2_per_c")[0]
    assert line.endswith("不能相加：一边是 tC，另一边是 tCO2 [formula.units]")


@pytest.mark.parametrize(
    "text",
    ["fuel * carbon * co2_per_c + fuel * carbon", "fuel * carbon - fuel * carbon * co2_per_c"],
)
def test_the_missing_factor_is_named_on_whichever_side_it_lacks(text):
    assert said(text)[-1] == "    → 碳换算为二氧化碳要乘以 co2_per_c（44/12）。"


def test_the_missing_co2_unit_is_asked_for_on_whichever_side_it_lacks():
    text = "fuel * carbon * co2_per_c + clinker * cao * co2_per_cao"
    assert said(text)[-1] == "    → 是否有一个参数的单位写成了 t/t，而应为 tCO2/t？"


@pytest.mark.parametrize(
    ("text", "unit", "remedy"),
    [
        ("fuel * carbon", "tCO2", "碳换算为二氧化碳要乘以 co2_per_c（44/12）。"),
        ("fuel * carbon * co2_per_c", "tC", "二氧化碳换算为碳要除以 co2_per_c（44/12）。"),
        ("fuel * carbon * co2_per_c", "tCO2e", "只有 GWP 能把气体换算为 CO2e：排放行写明 gas 即可。"),
        ("clinker * cao * co2_per_cao", "tCO2", "是否有一个参数的单位写成了 t/t，而应为 tCO2/t？"),
        ("fuel", "GJ", "改正公式或所声明的单位。"),
    ],
)
def test_a_result_in_the_wrong_dimension_names_what_is_missing(text, unit, remedy):
    node = parse(text, "bof.blown")
    kind = check(node, KILN)
    assert isinstance(kind, NumberKind)
    with pytest.raises(FormulaError) as error:
        require_unit(node, kind, parse_unit(unit))
    (finding,) = error.value.findings
    assert finding.remedy.zh == remedy
    assert finding.message.zh == f"应得出 {unit}，公式得出 {kind.unit}"


def test_the_usual_cause_of_a_ratio_added_to_co2_is_asked_for():
    text = "clinker * cao * co2_per_cao + fuel * carbon * co2_per_c"
    assert said(text)[-1] == "    → 是否有一个参数的单位写成了 t/t，而应为 tCO2/t？"


def test_co2_is_not_added_to_co2e():
    assert said("fuel * carbon * co2_per_c + gwp_gas", "en")[-1] == (
        "    → Only a GWP set turns a gas into CO2e: name the gas of the emission line."
    )


def test_two_units_of_one_dimension_are_not_added():
    assert said("fuel + slag")[-1] == "    → 两边都写成同一单位，如 t。"


def test_a_number_without_unit_is_not_added_to_tonnes():
    assert said("fuel - 3")[-1] == '    → 数 3 没有单位：写成参数，或 unit(3, "t")。'


def test_every_unknown_name_is_reported_with_its_place_and_what_is_near():
    assert said("（feul + klinker） × 1")[1:] == [
        "    （feul + klinker） × 1",
        "    　^^^^",
        "    → 相近的有：fuel",
        "✕ 错误 kiln.x: （feul + klinker） × 1: 没有名为“klinker”的量 [formula.unknown_name]",
        "    （feul + klinker） × 1",
        "    　       ^^^^^^^",
        "    → 相近的有：clinker",
    ]


def test_a_missing_entry_lists_those_there_are():
    assert said("slope[pfpb] * fuel", "en")[-3:] == [
        "    slope[pfpb] * fuel",
        "          ^^^^",
        "    → it has cwpb, hss, swpb, vss",
    ]


def test_a_misspelt_option_lists_those_there_are():
    assert said("where(route == drj, 1, 2)")[-1] == "    → 有：bof、dri"


def test_a_sum_over_a_table_the_value_does_not_run_over_is_refused():
    assert said("sum(fuel, recipe)")[2] == "        ^^^^"


def test_a_table_used_as_a_quantity_says_what_to_write():
    assert said("recipe * fuel")[-1] == "    → 写 表.列，或 count(表)。"


@pytest.mark.parametrize(
    ("text", "caret", "message"),
    [
        ("a + 产量", "    ^", "公式中的名称只用小写拉丁字母、数字和下划线，不能有“产”"),
        ("a * еf", "    ^", "“е”看似拉丁字母 e，实为另一字符（CYRILLIC SMALL LETTER IE）"),
        ("a * αb", "    ^", "“α”看似拉丁字母 a，实为另一字符（GREEK SMALL LETTER ALPHA）"),
        ("ﬁre", "^", "“ﬁ”看似拉丁字母 fi，实为另一字符（LATIN SMALL LIGATURE FI）"),
        ("ｘ + 1", "^", "“ｘ”看似拉丁字母 x，实为另一字符（FULLWIDTH LATIN SMALL LETTER X）"),
        ("Fuel", "^", "公式中的名称不用大写字母“F”"),
        ("（a b", "　  ^", "此处不能有“b”"),
        ("（a", "^", "括号没有闭合，缺少“)”"),
        ("a)", " ^", "此处不能有“)”"),
        ("a +", "   ^", "公式在此中断"),
        ("--a", " ^", "此处不能有“-”"),
        ("1e3", "^^^", "“1e3”不是十进制数"),
        ("0x10", "^^^^", "“0x10”不是十进制数"),
        ("1_000", "^^^^^", "“1_000”不是十进制数"),
        ("min(a, 1,000)", "         ^^^", "数字不以 0 开头：000"),
        ("1 + 05", "    ^^", "数字不以 0 开头：05"),
        ("5％", " ^", "公式中不能用“%”"),
        ("a = b", "  ^", "公式中不能用“=”"),
        ("a²", " ^", "公式中不能用“²”"),
        ("a < b < c", "      ^", "此处不能有“<”"),
        ("a + not b", "    ^^^", "此处不能有“not”"),
        ("suum(a, b)", "^^^^", "没有函数“suum”"),
        ("sum(a)", "^^^^^^", "有 1 个参数，应写作 sum(x, dim)"),
        ("unit(a, t)", "        ^", "此处不能有“t”"),
        ("sum(a, b + c)", "         ^", "此处不能有“+”"),
        ('unit(a, "t', "        ^^", "引号没有成对，或引号中的文字太长"),
        ("a\u200b", " ^", "公式中不能有字符（U+200B）"),
        ("x#c", " ^", "公式中不能有字符“#”（U+0023）"),
    ],
)
def test_what_cannot_be_read_is_said_with_a_caret_under_it(text, caret, message):
    with pytest.raises(FormulaError) as error:
        parse(text)
    lines = as_text(error.value.findings[0]).splitlines()
    assert f"{message} [formula." in lines[0]
    assert lines[2] == "    " + caret


def remedy(text: str) -> str:
    with pytest.raises(FormulaError) as error:
        parse(text)
    return error.value.findings[0].remedy.zh


@pytest.mark.parametrize("text", ["a b", "a 2", "2 (a)", 'a "t"'])
def test_two_things_side_by_side_ask_for_an_operator(text):
    assert remedy(text) == "两项之间要写运算符，相乘写 *。"


def test_a_quoted_text_out_of_place_says_where_quotes_belong():
    assert remedy('"t" * a') == '引号只用于 unit(x, "单位")。'


def test_an_operator_without_operand_says_what_was_expected():
    assert remedy("a * )") == "此处应为数、名称、函数或括号。"


@pytest.mark.parametrize("text", ["a)", "a]", "a, b"])
def test_a_sign_too_many_asks_for_the_brackets(text):
    assert remedy(text) == "检查括号是否成对。"


def test_every_message_has_chinese_and_english():
    for text in ("a + 产", "1e3", "(a", "feul(1)", "sum(a)", "--a", "a = b", "a" * 2001, "(" * 50):
        with pytest.raises(FormulaError) as error:
            parse(text)
        for finding in error.value.findings:
            assert finding.message.zh and finding.message.en
            assert bool(finding.remedy.zh) == bool(finding.remedy.en)


def test_an_unknown_name_carries_what_is_near_before_it_has_a_place():
    error = UnknownName(("cliker",), ["clinker", "fuel"])
    assert (error.name, error.near) == (("cliker",), ("clinker",))
    assert error.findings[0].place is None

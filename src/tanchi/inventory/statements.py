"""What a study says in words: the closed list of statements an inventory may carry.

A statement that says ``none`` (see :func:`denies`) declares that there is nothing of the kind.
"""

from __future__ import annotations

from collections.abc import Mapping

from tanchi.findings import Text

STATEMENTS: Mapping[str, Text] = {
    "application": Text("预期用途", "intended use of the study"),
    "reasons": Text("开展研究的理由", "reasons for the study"),
    "audience": Text("目标受众", "audience"),
    "communication": Text("预期的信息交流", "intended communication"),
    "rule_suitability": Text("所用规则为何适合本产品", "why the rule suits the product"),
    "other_rules": Text("其他相关规则及选择的理由", "other relevant rules, and why this one was chosen"),
    "scope_changes": Text("范围的改动和理由", "changes of the scope, with reasons"),
    "value_choices": Text("价值选择", "value choices"),
    "assumptions": Text("假设，尤其是使用和生命末期", "assumptions, above all on use and end of life"),
    "limitations": Text("局限性", "limitations"),
    "omissions": Text("舍去的内容和缺少因子的流对结果的影响", "effect of what is left out or lacks a factor"),
    "secondary_data": Text("为何采用次级数据，是否经第三方评审", "why secondary data, and their review"),
    "data_management": Text("数据管理和留存的记录", "management of data and records kept"),
    "period_reason": Text("统计期为何有代表性", "why the period is representative"),
    "variation": Text("年内和年际变化的考虑", "variation within and between years"),
    "seasonality": Text("产品或过程的季节性", "seasonality of product or processes"),
    "use_profile": Text("使用情景和使用寿命的依据", "evidence for use profile and service life"),
    "use_source": Text("使用情景取自何种资料", "kind of source of the use profile"),
    "end_of_life": Text(
        "生命末期情景：各路径的比例、来源和年份", "end-of-life scenario: shares of routes, source, year"
    ),
    "timing": Text("十年以后发生的排放和清除及其年份", "emissions and removals after ten years, and when"),
    "biogenic_content": Text("产品中的生物碳含量", "biogenic carbon content of the product"),
    "land_use": Text(
        "土地利用和土地利用变化：参照、时期、方法，或不评估的理由",
        "land use and its change: reference, period, method, or why not assessed",
    ),
    "permanence": Text("土壤和生物质碳增加的持久措施", "measures for the permanence of carbon gained"),
    "own_power": Text("自发电力的凭证有无售出", "whether instruments of own power were sold"),
    "aircraft_multiplier": Text("航空排放有无乘数", "whether an aircraft multiplier is used"),
    "additional_results": Text("另外给出的结果及其方法", "additional results and their method"),
    "tracking": Text("用于绩效跟踪的间隔和变化", "interval and changes, if performance is tracked"),
    "comparison": Text("与何种产品比较", "with what the product is compared"),
    "conclusions": Text("结论", "conclusions"),
    "recommendations": Text("建议", "recommendations"),
    "review": Text("鉴定性评审：评审人、独立性、意见和答复", "critical review: reviewers, comments, answers"),
    "review_result": Text("评审的类型和结论", "type and conclusion of the review"),
    "systematic_approach": Text("多个产品的系统方法", "systematic approach for several products"),
}
"""Key → what to write there."""

_NONE = frozenset(("无", "没有", "否", "不适用", "none", "no", "not applicable", "n/a"))


def denies(text: str) -> bool:
    """Return whether a statement declares that there is nothing of the kind."""
    return text.strip().rstrip("。.").casefold() in _NONE

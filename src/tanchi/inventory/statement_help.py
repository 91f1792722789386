"""How the statements of a study are asked: in groups, with what to write and the usual answers."""

from __future__ import annotations

from collections.abc import Mapping

from tanchi.findings import Text

NONE = Text("无", "none")

GROUPS: Mapping[Text, tuple[str, ...]] = {
    Text("目的", "Goal"): ("application", "reasons", "audience", "communication"),
    Text("规则与范围", "Rule and scope"): (
        *("rule_suitability", "other_rules", "scope_changes", "value_choices"),
        *("assumptions", "limitations", "omissions"),
    ),
    Text("数据与统计期", "Data and period"): (
        *("secondary_data", "data_management", "period_reason", "variation", "seasonality"),
    ),
    Text("使用与生命末期", "Use and end of life"): ("use_profile", "use_source", "end_of_life", "timing"),
    Text("碳的特别事项", "Special matters of carbon"): (
        *("biogenic_content", "land_use", "permanence", "own_power", "aircraft_multiplier"),
    ),
    Text("结果的用途", "Uses of the result"): (
        *("conclusions", "recommendations", "additional_results", "comparison", "tracking"),
    ),
    Text("评审", "Review"): ("review", "review_result", "systematic_approach"),
}
"""Heading → the statements under it; every statement stands under one."""

OFFERS: Mapping[str, tuple[Text, ...]] = {
    "application": (
        Text("供客户采购比较", "for customers' purchasing"),
        Text("企业内部降碳分析", "for reduction within the company"),
        Text("对外声明或标识", "for a declaration or label"),
        Text("绩效跟踪", "for tracking performance"),
    ),
    "audience": (
        Text("客户", "customers"),
        Text("主管部门和核查机构", "authorities and verifiers"),
        Text("社会公众", "the public"),
    ),
    "communication": (
        Text("不对外交流", "not communicated outside the company"),
        Text("企业之间", "business to business"),
        Text("面向消费者和公众", "to consumers and the public"),
    ),
    "period_reason": (
        Text("取一个完整的年度", "a whole calendar year is taken"),
        Text("取连续十二个月", "twelve months in a row are taken"),
    ),
    "own_power": (
        Text("没有自发电力", "no power of its own"),
        Text("凭证没有售出", "no instruments were sold"),
        Text("凭证已经售出", "the instruments were sold"),
    ),
    "review": (
        NONE,
        Text("内部独立专家评审", "by an independent expert of the company"),
        Text("外部独立专家评审", "by an independent outside expert"),
        Text("评审组评审", "by a panel"),
    ),
    **dict.fromkeys(
        (
            *("other_rules", "scope_changes", "value_choices", "seasonality", "timing", "permanence"),
            *("aircraft_multiplier", "additional_results", "comparison", "tracking", "systematic_approach"),
        ),
        (NONE,),
    ),
}
"""Usual answers to choose from; any other words may be written."""

HELP: Mapping[str, Text] = {
    "application": Text("这个结果拿来做什么。", "What the result is for."),
    "reasons": Text("为什么现在做：客户要求、法规、自愿。", "Why it is made: a customer, the law, own will."),
    "audience": Text("谁会读这份报告。", "Who will read the report."),
    "communication": Text("是否对外、以何种形式公布。", "Whether and how it is published."),
    "rule_suitability": Text(
        "产品符合规则定义的哪一种。例：产品为 P·O 42.5，属于规则的通用硅酸盐水泥。",
        "Which definition of the rule the product meets.",
    ),
    "other_rules": Text("还有哪些可用的规则，为何不用。", "Other rules that could apply, and why not taken."),
    "scope_changes": Text(
        "研究中途改过的边界、单位或期间。", "Changes of boundary, unit or period on the way."
    ),
    "value_choices": Text("凭偏好而非科学作出的选择。", "Choices made by preference rather than by science."),
    "assumptions": Text("没有实测而设定的数和情形。", "Figures and cases that were assumed, not measured."),
    "limitations": Text(
        "例：只反映气候变化；上游部分采用国外因子。", "E.g. climate change only; foreign factors upstream."
    ),
    "omissions": Text(
        "没有计入的物料和排放，以及影响的上限。例：包装约占 0.3 %。",
        "What is left out, with an upper estimate of its effect.",
    ),
    "secondary_data": Text("哪些数据不是本厂的，为什么。", "Which data are not from the plant, and why."),
    "data_management": Text(
        "谁收集、谁复核、记录存多久。", "Who collects and checks, how long records are kept."
    ),
    "variation": Text("各年、各月差别多大，怎样取值。", "How years and months differ, and what was taken."),
    "seasonality": Text(
        "例：采暖季能耗高，已按全年平均。", "E.g. more heat in winter, averaged over the year."
    ),
    "use_profile": Text(
        "使用年限、频次等取自何处。只用于含使用阶段的规则。", "Where life and use come from, if use counts."
    ),
    "use_source": Text("规则、标准、行业指南或调查。", "A rule, a standard, a guideline or a survey."),
    "end_of_life": Text(
        "填埋、焚烧、回收各占多少，来源与年份。", "Shares of landfill, burning, recycling; source."
    ),
    "timing": Text(
        "产品售出十年以后才发生的排放和清除。", "What happens more than ten years after the sale."
    ),
    "biogenic_content": Text(
        "每单位产品含多少生物碳，怎样算得。", "Biogenic carbon per unit, and how it was found."
    ),
    "land_use": Text("不评估也要写理由。", "Give reasons even where it is not assessed."),
    "own_power": Text("自发电力的绿证等有没有卖给别人。", "Whether certificates of own power were sold."),
    "aircraft_multiplier": Text(
        "航空运输的排放有没有乘系数。", "Whether emissions of flights were multiplied."
    ),
    "comparison": Text("例：与去年同一产品比较，用同一规则。", "E.g. with last year's, by the same rule."),
    "conclusions": Text(
        "主要排放来自哪里，是否达到目的。", "Where emissions arise, and whether the goal is met."
    ),
    "recommendations": Text("先改什么。", "What to improve first."),
    "review": Text("评审人、单位、独立性、意见和答复。", "Reviewers, independence, comments, answers."),
    "review_result": Text("评审的类型、日期和结论。", "Type, date and conclusion."),
}
"""What to write, where the name of a statement does not say it all."""

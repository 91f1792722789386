"""Data quality by the rule's scheme: scores are computed, never typed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from tanchi.background.provider import Link
from tanchi.findings import Finding, Level, Text
from tanchi.inventory.model import Method
from tanchi.rules.model import QualityScheme
from tanchi.study.result import CheckResult, CheckState, Contribution, DataQuality, NodeKind
from tanchi.study.steps import Step

INDICATORS = ("technology", "place", "time", "completeness", "reading")
_BY_METHOD = {Method.MEASURED: 1, Method.CALCULATED: 2, Method.ESTIMATED: 3, Method.DEFAULT: 4}
_DEFAULT_USED = 4
PRIMARY = "study.primary_share"


def line_score(scheme: QualityScheme, link: Link | None, leaves: Iterable[Step]) -> float | None:
    """Return the score of a line, 1 best: of its data set for a purchase, of its own data for a direct emission."""
    scores = line_scores(link, leaves)
    if not scores:
        return None
    weights = _weights(scheme)
    whole = sum(weights.get(id, 0.0) for id in scores)
    return sum(weights.get(id, 0.0) * score for id, score in scores.items()) / whole if whole else None


def line_scores(link: Link | None, leaves: Iterable[Step]) -> Mapping[str, float]:
    """Return the score of a line by indicator; empty where nothing is known."""
    if link is not None:
        quality = link.provider.quality if link.provider is not None else None
        return {} if quality is None else {id: float(getattr(quality, id)) for id in INDICATORS}
    return {
        "technology": 1.0,
        "place": 1.0,
        "time": 1.0,
        "completeness": 1.0,
        "reading": float(_method_score(leaves)),
    }


def _method_score(leaves: Iterable[Step]) -> int:
    found = 1
    for step in leaves:
        if step.kind is NodeKind.DEFAULT:
            found = max(found, _DEFAULT_USED)
        elif step.method is not None:
            found = max(found, _BY_METHOD[step.method])
    return found


def _weights(scheme: QualityScheme) -> Mapping[str, float]:
    if scheme.indicators:
        return {i.id: i.weight for i in scheme.indicators}
    return dict.fromkeys(INDICATORS, 1.0)


def data_quality(
    scheme: QualityScheme, contributions: Iterable[Contribution], scores: Mapping[str, Mapping[str, float]]
) -> DataQuality:
    """Return the contribution-weighted score; ``scores`` by contribution id and indicator."""
    weight = total = 0.0
    indicators: dict[str, float] = defaultdict(float)
    for contribution in contributions:
        if contribution.score is None:
            continue
        size = abs(contribution.value)
        weight += size
        total += size * contribution.score
        for id, own in scores.get(contribution.id, {}).items():
            indicators[id] += size * own
    score = total / weight if weight else None
    ok = None if score is None or scheme.limit is None else score <= scheme.limit
    return DataQuality(
        score,
        {id: v / weight for id, v in indicators.items()} if weight else {},
        scheme.limit,
        ok,
        scheme.label,
    )


def primary_check(scheme: QualityScheme, share: float) -> tuple[CheckResult, ...]:
    """Return the check of the least share of primary data; none where the rule sets none."""
    least = scheme.primary_min
    if least is None:
        return ()
    numbers = Text(f"{share:.1%}，至少 {least:.1%}", f"{share:.1%}, at least {least:.1%}")
    state = CheckState.PASSED if share >= least else CheckState.FAILED
    return (
        CheckResult(PRIMARY, Text("初级数据份额", "share of primary data"), state, Level.WARNING, numbers),
    )


def primary_findings(checks: Iterable[CheckResult]) -> tuple[Finding, ...]:
    """Return a warning where the share of primary data is below what the rule asks."""
    return tuple(
        Finding(
            PRIMARY,
            check.level,
            Text(
                f"初级数据份额 {check.detail.zh}，低于规则的要求",
                f"the share of primary data is below the rule's: {check.detail.en}",
            ),
            None,
            Text(
                "贡献大的外购物料，向供应商索取其产品的碳足迹；直接排放改用自己的实测值",
                "ask suppliers for the footprints of large purchases; use own measurements for direct emissions",
            ),
        )
        for check in checks
        if check.id == PRIMARY and check.state is CheckState.FAILED
    )

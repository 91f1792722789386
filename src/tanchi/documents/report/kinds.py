"""Words for where a contribution arises."""

from __future__ import annotations

from tanchi.findings import Text
from tanchi.study.result import ContributionKind

KINDS = {
    ContributionKind.EMISSION: Text("排放", "emission"),
    ContributionKind.COMBUSTION: Text("燃烧", "combustion"),
    ContributionKind.UPTAKE: Text("吸收", "uptake"),
    ContributionKind.LINK: Text("上游", "upstream"),
    ContributionKind.CREDIT: Text("替代减量", "credit"),
}

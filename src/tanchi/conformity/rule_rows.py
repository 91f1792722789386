"""One check for each row whose evidence must stand in a rule pack."""

from __future__ import annotations

from collections.abc import Mapping

from tanchi.conformity import rule_boundary as bounds
from tanchi.conformity import rule_cutoff as cutoff
from tanchi.conformity import rule_frame as frame
from tanchi.conformity import rule_method as method
from tanchi.conformity import rule_scope as scope
from tanchi.conformity.rule_evidence import END_OF_LIFE, USE, Check, stated

ROWS: Mapping[str, Check] = {
    "C24067-SCO-02": scope.offsets,
    "C24067-PRI-01": bounds.stages,
    "C24067-PRI-02": scope.unit,
    "C24067-PRI-06": stated(
        "C24067-PRI-06", "参照过的标准和 PCR 清单", "list of the standards and PCRs compared"
    ),
    "C24067-GEN-02": bounds.processes_in_stages,
    "C24067-PCR-04": frame.deviations,
    "C24067-GOA-01": scope.goal,
    "C24067-SCP-01": scope.product,
    "C24067-SCP-02": scope.scope_items,
    "C24067-FUN-01": scope.unit,
    "C24067-FUN-02": scope.unit_fits_boundary,
    "C24067-FUN-04": scope.reference_flow,
    "C24067-BND-01": bounds.boundary,
    "C24067-BND-03": bounds.exclusions,
    "C24067-BND-05": bounds.decisions,
    "C24067-BND-06": method.data_criteria,
    "C24067-CUT-03": cutoff.cutoff,
    "C24067-CUT-05": cutoff.cutoff_values,
    "C24067-CUT-06": cutoff.never_cut,
    "C24067-DAT-01": method.site_data,
    "C24067-DAT-08": stated("C24067-DAT-08", "数据类型的定义", "definition of the kinds of data"),
    "C24067-DAT-09": method.quality_aspects,
    "C24067-DQR-01": method.quality_scheme,
    "C24067-USE-01": method.stage_rows("C24067-USE-01", USE, "使用情景", "use profile"),
    "C24067-EOL-01": method.stage_rows("C24067-EOL-01", END_OF_LIFE, "生命末期路径", "end-of-life routes"),
    "C24067-EOL-03": method.stage_rows(
        "C24067-EOL-03", END_OF_LIFE, "生命末期过程清单", "list of end-of-life processes"
    ),
    "C24067-ALL-01": method.allocation,
    "C24067-ALL-03": method.allocation,
    "C24067-ALL-05": method.coproducts,
    "C24067-ALL-06": method.balances,
    "C24067-REC-01": method.recycling("C24067-REC-01"),
    "C24067-REC-02": method.open_loop,
    "C24067-REC-05": method.recycling("C24067-REC-05"),
    "C24067-BIO-02": method.biomass,
    "C24067-PSS-01": frame.title,
    "C24067-PSS-02": frame.category,
    "C24067-PSS-03": scope.unit,
    "C24067-PSS-04": frame.system_boundary,
    "C24067-PSS-05": cutoff.cutoff,
    "C24067-PSS-06": frame.data_requirements,
    "C24067-PSS-07": method.shares,
    "C24067-PSS-08": frame.formulas,
    "C24067-PSS-09": frame.impact,
    "C24067-PSS-10": stated("C24067-PSS-10", "结果解释的要求", "requirements on interpretation"),
    "C24067-PSS-11": stated("C24067-PSS-11", "报告和声明的要求", "requirements on report and declaration"),
    "C24067-PSS-12": frame.annexes,
    "C24067-PSS-13": frame.rights,
}

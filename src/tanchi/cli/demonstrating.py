"""The work behind ``tanchi demo``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tanchi.cli.answer import Answer
from tanchi.cli.opened import Ask, Opened, compute_opened, open_inventory
from tanchi.cli.screen import Screen
from tanchi.cli.show.footprint import show_footprint
from tanchi.cli.written import Study, Targets, write_study
from tanchi.findings import FilePlace, Finding, Level, TanchiError, Text
from tanchi.inventory.build import build_form
from tanchi.inventory.read import read_inventory
from tanchi.inventory.workbook.write import write_workbook
from tanchi.rules import Rule, RuleLibrary
from tanchi.rules.shelf import default_roots
from tanchi.study.verify import Verdict, verify


@dataclass(frozen=True, slots=True)
class _Files:
    """What the demonstration leaves."""

    workbook: Path
    result: Path
    report: Path
    page: Path
    bundle: Path

    def targets(self) -> Targets:
        return Targets(self.result, self.bundle, self.report, self.page)


def demonstrated(reference: str, folder: Path, screen: Screen) -> Answer:
    """Fill a workbook from an example, read it back, compute, report, bundle, verify. Raises TanchiError."""
    files = _files(reference.partition("@")[0], folder, screen)
    _fill(reference, files.workbook, screen)
    opened = open_inventory(files.workbook, Ask())
    footprint = compute_opened(opened, Ask(), screen)
    study = Study(opened.rule, opened.inventory, footprint)
    write_study(study, opened.reference, files.targets(), screen.language)
    verdict = _verified(files.bundle)
    findings = tuple(dict.fromkeys((*opened.findings, *footprint.findings)))

    def show(screen: Screen) -> None:
        show_footprint(footprint, screen)
        _show_files(files, verdict, opened, screen)

    def data() -> dict[str, object]:
        named = {
            name: str(getattr(files, name)) for name in ("workbook", "result", "report", "page", "bundle")
        }
        return {"files": named, "total": footprint.total, "unit": footprint.unit, "verdict": verdict.value}

    return Answer(data, show, findings)


def _files(name: str, folder: Path, screen: Screen) -> _Files:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TanchiError(_no_folder(folder, error)) from error
    zh = screen.language == "zh"
    return _Files(
        folder / (f"{name}-填报.xlsx" if zh else f"{name}.xlsx"),
        folder / (f"{name}-结果.json" if zh else f"{name}-result.json"),
        folder / (f"{name}-报告.docx" if zh else f"{name}-report.docx"),
        folder / (f"{name}-结果.html" if zh else f"{name}-result.html"),
        folder / f"{name}.tanchi",
    )


def _fill(reference: str, workbook: Path, screen: Screen) -> None:
    """Write the workbook of the rule with the values of its example plant."""
    example = _example(reference)
    inventory, _ = read_inventory(example)
    rule: Rule = RuleLibrary(default_roots()).load(reference)
    write_workbook(build_form(rule, inventory.choices), workbook, screen.language, values=inventory)


def _example(reference: str) -> Path:
    folder = RuleLibrary(default_roots()).folder(reference)
    found = sorted((folder / "examples").glob("*.yaml"))
    if found:
        return found[0]
    message = Text(f"规则“{reference}”没有示例工厂", f"the rule '{reference}' has no example plant")
    remedy = Text("用 cement 或 electrolytic-aluminium", "use cement or electrolytic-aluminium")
    raise TanchiError(Finding("demo.no_example", Level.ERROR, message, None, remedy))


def _verified(bundle: Path) -> Verdict:
    """Return the verdict on the bundle. Raises TanchiError where it came out otherwise."""
    found = verify(bundle)
    if found.verdict is not Verdict.DIFFERENT:
        return found.verdict
    raise TanchiError(
        Finding(
            "bundle.different",
            Level.ERROR,
            Text(
                f"重算的“{d.path}”由 {d.stored} 变为 {d.found}",
                f"recomputed, '{d.path}' went from {d.stored} to {d.found}",
            ),
            FilePlace(str(bundle)),
        )
        for d in found.differences
    )


def _show_files(files: _Files, verdict: Verdict, opened: Opened, screen: Screen) -> None:
    same = (
        Text("重算逐位一致", "recomputed bit-equal")
        if verdict is Verdict.BIT_EQUAL
        else Text("重算一致", "recomputed the same")
    )
    rows = (
        (Text("填好的工作簿", "filled workbook"), files.workbook),
        (Text("结果（JSON）", "result (JSON)"), files.result),
        (Text("结果页", "result page"), files.page),
        (Text("报告", "report"), files.report),
        (Text(f"打包文件（{same.zh}）", f"bundle ({same.en})"), files.bundle),
    )
    screen.line()
    for label, path in rows:
        screen.line(f"  {path}  {screen.of(label)}")
    screen.line()
    screen.say("接下来试试：", "Now try:", "bold")
    for command in (
        f"tanchi explain {files.workbook}",
        f"tanchi compute {files.workbook} --choice basis=grid",
        f"tanchi verify {files.bundle}",
        f"tanchi rule show {opened.rule.id}",
        f"tanchi form {opened.rule.id} -o my.xlsx",
    ):
        screen.line(f"  {command}")
    screen.say("改动工作簿中的任何一格，再算一次。", "Change any cell of the workbook and compute again.")


def _no_folder(folder: Path, error: OSError) -> Finding:
    reason = error.strerror or str(error)
    message = Text(f"无法建立文件夹：{reason}", f"the folder cannot be made: {reason}")
    remedy = Text("用 --out 换一个位置", "choose another place with --out")
    return Finding("cli.folder", Level.ERROR, message, FilePlace(str(folder)), remedy)

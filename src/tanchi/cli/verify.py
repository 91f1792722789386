"""``tanchi verify``: compute a bundle again and compare."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tanchi.cli.answer import Answer, answered
from tanchi.cli.exit_codes import ExitCode
from tanchi.cli.frame import verb_app
from tanchi.cli.language import both
from tanchi.cli.options import Json
from tanchi.cli.screen import Screen
from tanchi.cli.session import session_of
from tanchi.findings import Text

if TYPE_CHECKING:
    from tanchi.study.verify import Verification

_VERDICTS = {
    "bit_equal": Text(
        "✓ 逐位一致：每个数到最后一位都相同", "✓ bit-equal: every number is the same to the last bit"
    ),
    "same": Text(
        "✓ 一致：名义值相差不超过 1e-12，分位数不超过 1e-9",
        "✓ same: nominal values within 1e-12, quantiles within 1e-9",
    ),
    "different": Text("✕ 不一致", "✕ different"),
}
_SHOWN = 30

BundleArgument = Annotated[
    Path,
    typer.Argument(metavar=both("打包文件", "BUNDLE"), help=both("tanchi bundle 写出的文件", "a file written by tanchi bundle")),
]  # fmt: skip


def verify(ctx: typer.Context, bundle: BundleArgument, as_json: Json = False) -> int:
    """Verify a bundle."""

    def work(screen: Screen) -> Answer:
        from tanchi.cli.opened import require_file
        from tanchi.study.serial import to_data
        from tanchi.study.verify import Verdict
        from tanchi.study.verify import verify as verified

        require_file(bundle)
        with screen.progress(Text("重算", "recomputing")) as progress:
            found = verified(bundle, progress)
        code = ExitCode.DIFFERENT if found.verdict is Verdict.DIFFERENT else ExitCode.OK
        return Answer(lambda: to_data(found), lambda s: _show(found, s), found.findings, code)

    return answered("verify", session_of(ctx).language, as_json, work)


def _show(found: Verification, screen: Screen) -> None:
    from tanchi.cli.tables import left, section

    style = "bold red" if found.differences else "bold"
    screen.line(screen.of(_VERDICTS[found.verdict.value]), style)
    screen.say(
        f"方法指纹  {found.fingerprint[:4]} {found.fingerprint[4:8]}",
        f"fingerprint  {found.fingerprint[:4]} {found.fingerprint[4:8]}",
    )
    screen.say(f"原计算平台  {found.recorded_platform}", f"computed on  {found.recorded_platform}", "dim")
    rows = [(d.path, d.stored, d.found) for d in found.differences[:_SHOWN]]
    section(screen, (left("位置", "Where"), left("文件中", "in the file"), left("重算得", "found")), rows)
    rest = len(found.differences) - len(rows)
    if rest:
        screen.say(f"…… 其余 {rest} 处，--json 全部列出", f"… {rest} more, --json lists them all")


app = verb_app(
    verify,
    help=both(
        "用打包文件自己的内容重算，回答“逐位一致”“一致”或“不一致，差在何处”（以 4 退出）。",
        "Compute a bundle again from its own content: bit-equal, same, or different and where (exit code 4).",
    ),
    examples=both("tanchi verify 水泥.tanchi", "tanchi verify cement.tanchi"),
)

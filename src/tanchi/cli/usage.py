"""Usage errors in Chinese: typer states them in English only."""

from __future__ import annotations

import re

import typer

from tanchi.findings import Finding, Level, Text

_PATTERNS = (
    (r"Missing argument '(.+?)'\.", "缺少参数“{0}”"),
    (r"Missing option '(.+?)'\.", "缺少选项 {0}"),
    (r"Missing command\.", "缺少命令"),
    (r"No such option: (\S+) \(Possible options: (.+)\)", "没有选项 {0}；是不是想用：{1}"),
    (r"No such option: (\S+) Did you mean (.+)\?", "没有选项 {0}；是不是想用：{1}"),
    (r"No such option: (\S+)", "没有选项 {0}"),
    (r"Option '?(.+?)'? requires an argument\.?", "选项 {0} 后面要有值"),
    (r"Option '?(.+?)'? does not take a value\.?", "选项 {0} 不带值"),
    (r"Got unexpected extra argument\(?s?\)? \((.+)\)", "多出的参数：{0}"),
    (r"Invalid value for (.+?): (.+)", "{0} 的值不能用：{1}"),
)
_REASONS = (
    (r"Input should be a valid integer.*", "要一个整数"),
    (r"Input should be a valid number.*", "要一个数"),
    (r"Input should be greater than or equal to (\S+)", "至少为 {0}"),
    (r"Input should be less than or equal to (\S+)", "至多为 {0}"),
    (r"'(.+)' is not one of (.+?)\.?", "没有“{0}”，只有 {1}"),
)


def usage_finding(error: typer.TyperException) -> Finding:
    """Return what is wrong with a command line as a finding."""
    message = " ".join(error.format_message().split()).replace("Value error, ", "")
    path = getattr(getattr(error, "ctx", None), "command_path", "tanchi")
    remedy = Text(f"用法见 {path} --help", f"see {path} --help")
    return Finding("cli.usage", Level.ERROR, Text(_in_chinese(message), message), None, remedy)


def no_language(asked: str) -> Finding:
    """Return that a language is not spoken, or was not named."""
    zh = f"--lang 没有“{asked}”这种语言" if asked else "选项 --lang 后面要有值"
    en = f"there is no language '{asked}'" if asked else "--lang requires a value"
    return Finding(
        "cli.usage",
        Level.ERROR,
        Text(zh, en),
        None,
        Text("写 --lang zh 或 --lang en", "write --lang zh or --lang en"),
    )


def _in_chinese(message: str) -> str:
    """Return a message of typer in Chinese, its reason too; an unknown one as it is."""
    for pattern, chinese in (*_PATTERNS, *_REASONS):
        found = re.fullmatch(pattern, message)
        if found:
            *names, last = found.groups() or ("",)
            reason = _in_chinese(last) if message.startswith("Invalid value") else last
            return chinese.format(*names, reason)
    return message

"""Help pages, laid out by ourselves: both languages, aligned for Chinese, nothing heavy imported."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from tanchi.cli.catalogue import Verb
from tanchi.cli.wrap import padded, width_of, wrapped
from tanchi.findings import Language, Text

if TYPE_CHECKING:
    from typer._click import Command, Context, Parameter

Entry = tuple[str, str]

_USAGE = Text("用法", "Usage")
_ARGUMENTS = Text("参数", "Arguments")
_OPTIONS = Text("选项", "Options")
_EXAMPLES = Text("例", "Examples")
_LANGUAGE = Text(
    "中文或英文，可以写在任何位置；也可设 TANCHI_LANG", "Chinese or English, anywhere; or set TANCHI_LANG"
)
_HELP = Text("显示本页", "show this page")
_MORE = Text("每条命令都有 --help。", "Every command has --help.")
_WIDEST_LEFT = 30


def command_page(command: Command, context: Context, language: Language) -> str:
    """Return the help page of a verb."""
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.get_params(context) if p.param_type_name == "option"]
    listed = _with_language([_option(p, language) for p in options], language)
    words = [_argument(p) for p in arguments]
    usage = " ".join((context.command_path, *words, f"[{_OPTIONS.of(language)}]"))
    parts = [
        [f"{_USAGE.of(language)}  {usage}"],
        _paragraphs(command.help or ""),
        _section(_ARGUMENTS.of(language), [_argument_entry(p) for p in arguments]),
        _section(_OPTIONS.of(language), listed),
        _examples(command.epilog or "", language),
    ]
    return _joined(parts)


def group_page(command: Command, context: Context, verbs: Sequence[Verb], language: Language) -> str:
    """Return the help page of a group of verbs."""
    usage = f"{_USAGE.of(language)}  {context.command_path} {Text('命令', 'COMMAND').of(language)} …"
    panels = [
        _section(panel.of(language), [(v.name, v.text.of(language)) for v in members])
        for panel, members in groupby(verbs, key=lambda v: v.panel)
    ]
    listed = _with_language([_option(p, language) for p in command.get_params(context)], language)
    return _joined(
        [
            [usage],
            _paragraphs(command.help or ""),
            *panels,
            _section(_OPTIONS.of(language), listed),
            _examples(command.epilog or "", language),
            [_MORE.of(language)],
        ]
    )


def _with_language(options: list[Entry], language: Language) -> list[Entry]:
    """Return the options with ``--lang`` before the last, ``--help``."""
    return [*options[:-1], ("--lang zh|en", _LANGUAGE.of(language)), *options[-1:]]


def _joined(parts: Iterable[list[str]]) -> str:
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _width() -> int:
    return max(60, min(100, shutil.get_terminal_size((100, 24)).columns))


def _paragraphs(text: str) -> list[str]:
    return [line for part in text.splitlines() for line in (wrapped(part, _width()) if part else [""])]


def _examples(text: str, language: Language) -> list[str]:
    return [_EXAMPLES.of(language), *(f"  {line}" for line in text.splitlines())] if text else []


def _section(title: str, entries: Sequence[Entry]) -> list[str]:
    return [title, *_columns(entries)] if entries else []


def _columns(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield name and text side by side; a long name has its text below."""
    left = max(width_of(name) for name, _ in entries if width_of(name) <= _WIDEST_LEFT)
    for name, text in entries:
        first, *rest = wrapped(text, _width() - left - 4)
        if width_of(name) > left:
            yield f"  {name}"
            rest.insert(0, first)
        else:
            yield f"  {padded(name, left)}  {first}".rstrip()
        yield from (" " * (left + 4) + line for line in rest)


def _name(parameter: Parameter) -> str:
    return str(parameter.metavar or parameter.name)


def _argument(parameter: Parameter) -> str:
    return _name(parameter) if parameter.required else f"[{_name(parameter)}]"


def _argument_entry(parameter: Any) -> Entry:  # noqa: ANN401
    return _name(parameter), str(parameter.help or "")


def _option(parameter: Any, language: Language) -> Entry:  # noqa: ANN401
    """Return names and text of an option; typer declares its kinds of parameters in private."""
    names = ", ".join(sorted(parameter.opts, key=len))
    name = names if parameter.is_flag else f"{names} {parameter.metavar or _kind(parameter)}"
    text = _HELP.of(language) if parameter.name == "help" else str(parameter.help or "")
    default = parameter.default
    if (
        parameter.show_default
        and default not in (None, "", False)
        and not callable(default)
        and default != []
    ):
        text += Text(f"（缺省 {default}）", f" (default {default})").of(language)
    return name, text


def _kind(parameter: Parameter) -> str:
    return str(parameter.name).upper()

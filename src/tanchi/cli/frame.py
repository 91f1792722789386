"""Commands and groups that speak two languages and import a verb only when it is used."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from tanchi.cli.catalogue import Verb
from tanchi.cli.help_page import command_page, group_page
from tanchi.cli.language import pick
from tanchi.cli.session import session_of
from tanchi.findings import Language, Text

if TYPE_CHECKING:
    from typer._click import Command, Context, HelpFormatter

_OFFERED = {
    "install_completion": Text("为当前的 shell 装上补全", "install completion for the current shell"),
    "show_completion": Text("显示补全脚本", "show the completion script"),
}
"""Help of options that typer adds by itself, by name of the parameter."""


def verb_app(function: Callable[..., int], *, help: str, examples: str) -> typer.Typer:
    """Return the application of one verb; ``help`` and ``examples`` carry both languages."""
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    settings = {"help_option_names": ["-h", "--help"]}
    app.command(cls=Page, help=help, epilog=examples, context_settings=settings)(function)
    return app


class Page(TyperCommand):
    """A verb."""

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the help page."""
        formatter.write(command_page(self, ctx, session_of(ctx).language))


class Shelf(TyperGroup):
    """A group of verbs."""

    verbs: ClassVar[tuple[Verb, ...]] = ()

    def list_commands(self, ctx: Context) -> list[str]:
        """Return the names in the order of the catalogue."""
        return [verb.name for verb in self.verbs]

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """Import and return a verb; None if there is none of that name."""
        for verb in self.verbs:
            if verb.name == cmd_name:
                app: typer.Typer = import_module(f"tanchi.cli.{verb.module}").app
                command: Command = localised(get_command(app), session_of(ctx).language)
                return command
        return None

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Show the help page where no verb is named."""
        return super().parse_args(ctx, args or ["--help"])

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        """Return the verb and its arguments. Raises a usage error that names near words."""
        found = self.get_command(ctx, args[0])
        if found is None and not args[0].startswith("-"):
            self._refuse(ctx, args[0])
        return super().resolve_command(ctx, args) if found is None else (args[0], found, args[1:])

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the help page; no verb is imported for it."""
        formatter.write(group_page(self, ctx, self.verbs, session_of(ctx).language))

    def _refuse(self, ctx: Context, word: str) -> NoReturn:
        near = get_close_matches(word, self.list_commands(ctx))
        text = Text(f"没有命令“{word}”", f"there is no command '{word}'")
        if near:
            names = ", ".join(near)
            text = Text(f"{text.zh}；是不是想用：{names}", f"{text.en}; did you mean: {names}")
        ctx.fail(text.of(session_of(ctx).language))


def localised(command: Any, language: Language) -> Any:  # noqa: ANN401
    """Return a command of typer with every text in one language; typer declares its kinds in private."""
    command.help, command.epilog = pick(command.help, language), pick(command.epilog, language)
    for parameter in command.params:
        offered = _OFFERED.get(parameter.name)
        parameter.help = offered.of(language) if offered else pick(parameter.help, language)
        parameter.metavar = pick(parameter.metavar, language) or None
    return command

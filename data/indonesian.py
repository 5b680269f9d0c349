"""Click's own words in Bahasa Indonesia: help texts and mistakes in the use of a command."""

from typing import Any

import click

HEADINGS = {"Options": "Pilihan", "Commands": "Perintah"}


class Formatter(click.HelpFormatter):
    """Help with Indonesian headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the first line of a help text."""
        super().write_usage(prog, args, prefix or "Pemakaian: ")

    def section(self, name: str) -> Any:
        """Begin a section under its Indonesian heading."""
        return super().section(HEADINGS.get(name, name))


class Context(click.Context):
    """The context whose help is Indonesian."""

    formatter_class = Formatter


class Command(click.Command):
    """A command whose help is Indonesian."""

    context_class = Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option --help, explained in Indonesian."""
        option = super().get_help_option(ctx)
        if option:
            option.help = "Tampilkan bantuan ini."
        return option


class Group(Command, click.Group):
    """A group whose help and commands are Indonesian."""

    command_class = Command


def explain(error: click.UsageError) -> str:
    """What was wrong with the use of a command, in one or two sentences."""
    return f"{_sentence(error)} Lihat bantuan: python -m data --help"


def _sentence(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        return f"Pilihan {error.option_name} tidak dikenal."
    if isinstance(error, click.NoSuchCommand):
        return f"Perintah {error.command_name} tidak dikenal."
    if isinstance(error, click.MissingParameter) and error.param:
        return f"{error.param.make_metavar(click.Context(click.Command(None)))} belum disebut."
    if isinstance(error, click.BadOptionUsage):
        return f"Pilihan {error.option_name} dipakai dengan cara yang keliru."
    if isinstance(error, click.BadParameter) and error.param and isinstance(error.param.type, click.Choice):
        return f"Nilai {error.param.opts[0]} harus salah satu dari {', '.join(error.param.type.choices)}."
    if isinstance(error, click.BadParameter) and error.param and isinstance(error.param.type, click.types.IntParamType):
        return f"{error.param.human_readable_name.strip('[]')} harus bilangan bulat."
    if isinstance(error, click.BadParameter):
        return error.message
    return "Perintah ini ditulis dengan cara yang keliru."

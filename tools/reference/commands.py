"""Every command and option of `reportedly`, as the command itself knows them."""

import enum
import inspect
from collections.abc import Iterator
from typing import Any, NamedTuple, Protocol, cast, get_args

import typer

from reportedly import cli
from tools.reference.markdown import cell, table

_HEAD = """# Commands

*Written from the code by `python -m tools.reference`; do not edit it here.* What each command is for, with
examples, stands in the [tutorial](../tutorial.md) and the how-tos. `reportedly COMMAND --help` says the same
in the terminal. Exit codes: [codes](codes.md).

Options stand after the command, in any order; `--` ends them, so that a name that begins with `-` can follow.
"""


class _Described(Protocol):
    """How Typer describes a parameter; arguments lack some of it."""

    name: str
    opts: list[str]
    secondary_opts: list[str]
    help: str | None
    metavar: str | None
    default: object
    required: bool
    hidden: bool
    is_flag: bool
    type_descriptor: Any


class _Node(Protocol):
    """How Typer describes a command, or a group of them."""

    help: str | None
    hidden: bool
    params: list[_Described]
    commands: dict[str, "_Node"]


class Parameter(NamedTuple):
    """An option or an argument of a command."""

    names: tuple[str, ...]
    """`--from`, `-f`; of an argument its name in capitals."""
    takes: str
    """What its value looks like; empty for a switch."""
    default: str
    help: str
    is_option: bool


class Command(NamedTuple):
    """A command that does something; a group of commands is none."""

    name: str
    """With its group: "judge accept"."""
    help: str
    parameters: tuple[Parameter, ...]


def commands() -> list[Command]:
    """Return all commands of `reportedly`, in the order of its help; hidden ones are left out."""
    return list(_below(cast("_Node", typer.main.get_command(cli.app)), ""))


def page() -> str:
    """Return docs/reference/cli.md."""
    found = commands()
    listed = table(
        ("command", "what it does"),
        [(f"[`{each.name}`](#{_anchor(each.name)})", _first(each.help)) for each in found],
    )
    return "\n".join([_HEAD, listed, "", *(_section(each) for each in found)]).rstrip() + "\n"


def _below(node: _Node, name: str) -> Iterator[Command]:
    if not hasattr(node, "commands"):
        parameters = (_parameter(each) for each in node.params if not each.hidden)
        yield Command(name, inspect.cleandoc(node.help or ""), tuple(parameters))
        return
    for each, below in node.commands.items():
        if not below.hidden:
            yield from _below(below, f"{name} {each}".strip())


def _parameter(parameter: _Described) -> Parameter:
    is_option = parameter.opts[0].startswith("-")
    if is_option:
        names = (*parameter.opts, *parameter.secondary_opts)
        takes = "" if parameter.is_flag else _takes(parameter)
    else:
        names, takes = ((parameter.metavar or parameter.name.upper()),), ""
    return Parameter(names, takes, _default(parameter), inspect.cleandoc(parameter.help or ""), is_option)


def _takes(parameter: _Described) -> str:
    """Return what stands for the value: a metavar, the choices, or the sort of value."""
    annotation = _one(parameter.type_descriptor.annotation)
    if parameter.metavar:
        return str(parameter.metavar)
    if isinstance(annotation, type) and issubclass(annotation, enum.Enum):
        return "|".join(str(member.value) for member in annotation)
    name = {"str": "TEXT", "int": "NUMBER", "float": "NUMBER", "Path": "FILE"}
    return name.get(getattr(annotation, "__name__", ""), "VALUE")


def _one(annotation: object) -> object:
    """Return the type of one value: of `list[X]` and `X | None` it is X."""
    inner = [each for each in get_args(annotation) if each is not type(None)]
    return _one(inner[0]) if inner else annotation


def _default(parameter: _Described) -> str:
    if parameter.required:
        return "needed"
    value = parameter.default
    if value in (None, False, "", []) or callable(value):
        return ""
    return str(value.value if isinstance(value, enum.Enum) else value)


def _section(command: Command) -> str:
    options = [each for each in command.parameters if each.is_option]
    arguments = [each for each in command.parameters if not each.is_option]
    called = " ".join(
        ["reportedly", command.name]
        + (["[OPTIONS]"] if options else [])
        + [each.names[0] if each.default == "needed" else f"[{each.names[0]}]" for each in arguments]
    )
    parts = [f"## `{command.name}` {{#{_anchor(command.name)}}}", "", f"    {called}", "", command.help, ""]
    if arguments:
        told = [(f"`{each.names[0]}`", each.help) for each in arguments]
        parts += [table(("argument", "what it is"), told), ""]
    if options:
        rows = [(_named(each), each.help, each.default and f"`{each.default}`") for each in options]
        parts += [table(("option", "what it does", "as it is"), rows), ""]
    return "\n".join(parts)


def _named(option: Parameter) -> str:
    names = ", ".join(f"`{name}`" for name in option.names)
    return f"{names} `{option.takes}`" if option.takes else names


def _anchor(name: str) -> str:
    return name.replace(" ", "-")


def _first(text: str) -> str:
    return cell(text.split("\n\n", maxsplit=1)[0])

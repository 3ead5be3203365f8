"""`reportedly desk-user`: who may log in to the desk over a store."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from reportedly.cli.options import StoreOption, clean, opened
from reportedly.cli.saying import misused, say

app = typer.Typer(
    name="desk-user",
    help="Say who may log in to the desk (reportedly desk --auth).",
    no_args_is_help=True,
    rich_markup_mode=None,
)


class Role(StrEnum):
    """What somebody may do, as `desk.access.identity` has it; that one brings in the web framework."""

    READER = "reader"
    REVIEWER = "reviewer"
    ADMIN = "admin"


Name = Annotated[str, typer.Argument(metavar="NAME", help="As judgements bear it.")]
RoleOption = Annotated[
    Role, typer.Option(help="A reader reads; a reviewer adds and judges too; an admin says who comes in.")
]


@app.command()
def add(name: Name, role: RoleOption = Role.READER, store: StoreOption = None) -> None:
    """Make an account; the password is asked for, or is the first line of standard input."""
    with opened(store, create=True) as found:
        made = found.accounts().add(clean(name) or "", role.value, _password(name))
        say(f"{made.name} may log in as {made.role}")


@app.command("list")
def list_(store: StoreOption = None) -> None:
    """List the accounts, with role and when they were made."""
    with opened(store) as found:
        for user in found.accounts().users():
            closed = f"\tclosed {user.closed_at[:10]}" if user.closed_at else ""
            typer.echo(f"{user.name}\t{user.role}\tmade {user.made_at[:10]}{closed}")


@app.command("role")
def role_(name: Name, role: Annotated[Role, typer.Argument()], store: StoreOption = None) -> None:
    """Give an account another role."""
    with opened(store) as found:
        user, _ = found.accounts().user(name)
        found.accounts().change(user.id, role=role.value)
        say(f"{user.name} is now {role.value}")


@app.command()
def password(name: Name, store: StoreOption = None) -> None:
    """Give an account another password; whoever is logged in as it is logged out."""
    with opened(store) as found:
        user, _ = found.accounts().user(name)
        found.accounts().change(user.id, password=_password(name))
        say(f"{user.name} has another password")


@app.command()
def close(name: Name, store: StoreOption = None) -> None:
    """Close an account: its sessions end, its tokens are gone. Its judgements stay."""
    with opened(store) as found:
        user, _ = found.accounts().user(name)
        found.accounts().change(user.id, closed=True)
        say(
            f"{user.name} may no longer log in; open the account again with: reportedly desk-user open {name}"
        )


@app.command("open")
def open_(name: Name, store: StoreOption = None) -> None:
    """Open an account again that was closed."""
    with opened(store) as found:
        user, _ = found.accounts().user(name)
        found.accounts().change(user.id, closed=False)
        say(f"{user.name} may log in again")


@app.command()
def token(
    name: Name,
    label: Annotated[str, typer.Option(help="What it is for.")],
    role: RoleOption = Role.READER,
    days: Annotated[int | None, typer.Option(min=1, help="It ends after so many days; else never.")] = None,
    store: StoreOption = None,
) -> None:
    """Make a token for a program and print it, this once: Authorization: Bearer TOKEN."""
    with opened(store) as found:
        from reportedly.desk.access import identity, sessions  # noqa: PLC0415 - brings in the web framework

        user, _ = found.accounts().user(name)
        if user.closed_at is not None:
            misused(f"{user.name}: this account is closed")
        said = clean(label) or misused("--label: say what the token is for")
        typer.echo(sessions.make_token(found.accounts(), user.id, said, identity.Role(role.value), days))


def _password(name: str) -> str:
    """Return the hash of the password that a person gives."""
    from reportedly.desk.access.passwords import hashed, why_not  # noqa: PLC0415 - argon2

    if sys.stdin.isatty():
        given = typer.prompt(f"Password of {name}", hide_input=True, confirmation_prompt=True, err=True)
    else:
        given = sys.stdin.readline().rstrip("\r\n")
    if why := why_not(given, name):
        misused(why)
    return hashed(given)

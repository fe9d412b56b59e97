"""Every command with its arguments and options, from the app itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer

from onrecord.cli import app
from onrecord.record.errors import OnrecordError


def page() -> str:
    """One part for each command, those of a group beneath it."""
    root = typer.main.get_command(app)
    context = root.make_context("onrecord", [], resilient_parsing=True)
    return "\n".join(_commands(root, context, "onrecord"))


def exit_codes() -> str:
    """What the command line ends with, by the kind of error."""
    codes: dict[int, list[type[OnrecordError]]] = {}
    for kind in _kinds(OnrecordError):
        codes.setdefault(kind.exit_code, []).append(kind)
    rows = [f"| {code} | {' · '.join(_cause(kind) for kind in codes[code])} |" for code in sorted(codes)]
    return "\n".join(["| code | |", "|--:|---|", "| 0 | done |", *rows])


def _kinds(kind: type[OnrecordError]) -> Iterator[type[OnrecordError]]:
    yield kind
    for under in kind.__subclasses__():
        if under.__module__ == OnrecordError.__module__:
            yield from _kinds(under)


def _cause(kind: type[OnrecordError]) -> str:
    return f"`{kind.__name__}`: {(kind.__doc__ or '').splitlines()[0].rstrip('.')}"


def _commands(group: Any, context: Any, name: str) -> Iterator[str]:
    for sub in sorted(group.commands):
        command = group.commands[sub]
        if command.hidden:
            continue
        within = type(context)(command, info_name=sub, parent=context)
        yield from _command(command, within, f"{name} {sub}")
        if getattr(command, "commands", None):
            yield from _commands(command, within, f"{name} {sub}")


def _command(command: Any, context: Any, name: str) -> Iterator[str]:
    level = "#" * (name.count(" ") + 1)
    yield from (f"{level} `{name}`", "", _prose(command.help or ""), "")
    yield from ("```text", " ".join(command.get_usage(context).split()).removeprefix("Usage: "), "```", "")
    rows = [_row(parameter) for parameter in command.params if not getattr(parameter, "hidden", False)]
    rows = [row for row in rows if row[0] != "`--help`"]
    if rows:
        yield from ("| option | value | |", "|---|---|---|")
        yield from ("| " + " | ".join(row) + " |" for row in rows)
        yield ""


def _row(parameter: Any) -> tuple[str, str, str]:
    is_option = parameter.param_type_name == "option"
    names = (*parameter.opts, *parameter.secondary_opts) if is_option else (_argument(parameter),)
    notes = []
    if parameter.envvar:
        several = [parameter.envvar] if isinstance(parameter.envvar, str) else parameter.envvar
        notes.append("or " + ", ".join(f"`{one}`" for one in several))
    if (default := _default(parameter)) and is_option:
        notes.append(f"default `{default}`")
    if parameter.required and is_option:
        notes.append("must be given")
    told = _cell(parameter.help or "")
    return (
        " ".join(f"`{one}`" for one in names),
        _value(parameter) if is_option else "",
        "; ".join([told.rstrip("."), *notes]) + ".",
    )


def _argument(parameter: Any) -> str:
    return (parameter.metavar or parameter.name.upper()).replace("|", "\\|")


def _value(parameter: Any) -> str:
    if parameter.is_flag:
        return ""
    kind = getattr(parameter.type_descriptor.annotation, "__name__", "text")
    named = {"int": "NUMBER", "float": "NUMBER", "Path": "PATH"}.get(kind, "TEXT")
    return "`" + (parameter.metavar or named).replace("|", "\\|") + "`"


def _default(parameter: Any) -> str:
    value = parameter.default
    if value is None or value is False or callable(value) or value in ("", [], ()):
        return ""
    return "" if getattr(parameter, "is_flag", False) else str(value)


def _prose(text: str) -> str:
    return "\n".join(line.strip() for line in text.replace("\b", "").splitlines())


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;")

"""What ruff's D rules leave out: special methods, constructor arguments, fields, other names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

Function = ast.FunctionDef | ast.AsyncFunctionDef
_SECTION = re.compile(r"^(\w[\w ]*):$")
_ENTRY = re.compile(r"^    (\*{0,2}\w+(?:, \*{0,2}\w+)*)(?: \([^)]*\))?:(?:\s|$)")
_FIELD_BASES = {"NamedTuple", "TypedDict"}


def problems(source: str, name: str) -> list[str]:
    """Return what is undocumented or documented wrongly in a module, one line each.

    Args:
        source: its text.
        name: how the lines call it.
    """
    tree = ast.parse(source)
    found = [] if ast.get_docstring(tree) else [f"{name}: no docstring"]
    return found + list(_in_body(tree.body, name))


def entries(docstring: str, section: str) -> list[str] | None:
    """Return the names that a section of a docstring describes; None where there is no such one."""
    lines = iter(docstring.splitlines())
    if not any(line == f"{section}:" for line in lines):
        return None
    names: list[str] = []
    for line in lines:
        if _SECTION.match(line):
            break
        if match := _ENTRY.match(line):
            names += [name.strip().lstrip("*") for name in match[1].split(",")]
    return names


def _in_body(body: list[ast.stmt], where: str) -> Iterator[str]:
    for node in body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from _in_class(node, f"{where}.{node.name}")
        elif isinstance(node, Function) and _is_public(node.name):
            yield from _in_function(node, f"{where}.{node.name}")


def _is_public(name: str) -> bool:
    return not name.startswith("_") or (name.startswith("__") and name.endswith("__"))


def _in_function(node: Function, where: str) -> Iterator[str]:
    if node.name == "__init__" or "overload" in _decorators(node):
        return  # its class describes the arguments
    docstring = ast.get_docstring(node)
    if not docstring:
        yield f"{where}: no docstring"
        return
    described = entries(docstring, "Args")
    if described is not None:
        yield from _compare(described, _parameters(node), where, "Args")


def _in_class(node: ast.ClassDef, where: str) -> Iterator[str]:
    docstring = ast.get_docstring(node)
    if not docstring:
        yield f"{where}: no docstring"
        return
    yield from _in_body(node.body, where)
    init = next((n for n in node.body if isinstance(n, Function) and n.name == "__init__"), None)
    if init is not None and (parameters := _parameters(init)):
        own = ast.get_docstring(init)
        described = entries(docstring, "Args") or (entries(own, "Args") if own else None)
        yield from _compare(described or [], parameters, where, "Args")
    if fields := _fields(node):
        yield from _compare(entries(docstring, "Attributes") or [], fields, where, "Attributes")


def _parameters(node: Function) -> list[str]:
    arguments = node.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    every += [one for one in (arguments.vararg, arguments.kwarg) if one is not None]
    return [a.arg for a in every if a.arg not in {"self", "cls"} and not a.arg.startswith("_")]


def _fields(node: ast.ClassDef) -> list[str]:
    """Return the public fields of a dataclass or a named tuple."""
    bases = {ast.unparse(base).rpartition(".")[2] for base in node.bases}
    if "dataclass" not in _decorators(node) and not bases & _FIELD_BASES:
        return []
    return [
        statement.target.id
        for statement in node.body
        if isinstance(statement, ast.AnnAssign)
        and isinstance(statement.target, ast.Name)
        and not statement.target.id.startswith("_")
        and "ClassVar" not in ast.unparse(statement.annotation)
    ]


def _decorators(node: ast.ClassDef | Function) -> set[str]:
    return {ast.unparse(d).partition("(")[0].rpartition(".")[2] for d in node.decorator_list}


def _compare(described: list[str], real: list[str], where: str, section: str) -> Iterator[str]:
    for name in real:
        if name not in described:
            yield f"{where}: {section} leaves out {name}"
    for name in described:
        if name not in real:
            yield f"{where}: {section} describes {name}, which is none"

"""What is checked of a mesh file before a parser sees it: that it is whole, and of a bearable size.

Mesh files come from anybody. A header of a hundred bytes may promise a billion vertices, and a
parser that believes it takes all memory before it notices that the file is short. So counts are
compared with the bytes that are there, and with limits far above any face: the largest released
scans have some 10^6 vertices.
"""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Sequence
from typing import Any

MOST_BYTES = 500_000_000
MOST_VERTICES = 3_000_000
MOST_FACES = 6_000_000
MOST_LINES = 20_000_000
_MOST_HEADER_BYTES = 65_536
_MOST_PARTS = 10_000  # accessors, nodes and the like of a GLB file

_PLY_SIZES = {
    **dict.fromkeys(("char", "uchar", "int8", "uint8"), 1),
    **dict.fromkeys(("short", "ushort", "int16", "uint16"), 2),
    **dict.fromkeys(("int", "uint", "int32", "uint32", "float", "float32"), 4),
    **dict.fromkeys(("double", "float64"), 8),
}


def one_line(text: str, most: int = 300) -> str:
    """Return a message as one printable line: files put anything into those of parsers."""
    words = "".join(c if c.isprintable() else " " for c in text[: 4 * most]).split()
    line = " ".join(words)
    return line if len(line) <= most else line[: most - 4] + " ..."


def check_obj(data: bytes) -> None:
    """Check an OBJ file.

    Raises:
        ValueError: binary, or more lines than a mesh within the limits has.
    """
    if b"\0" in data:
        raise ValueError("binary data; expected OBJ text with lines `v x y z`, `f a b c`")
    n_lines = data.count(b"\n") + data.count(b"\r")
    if n_lines > MOST_LINES:
        raise ValueError(f"{n_lines} lines; expected at most {MOST_LINES}")
    for keyword, what, most in (("v", "vertices", MOST_VERTICES), ("f", "faces", MOST_FACES)):
        found = sum(data.count(f"{end}{keyword} ".encode()) for end in ("\n", "\r"))
        _check_count(what, found, most)


def check_ply(data: bytes) -> None:
    """Check a PLY file's header, and that as many bytes follow as it promises at least.

    Raises:
        ValueError: not PLY, a count beyond the limits, or truncated.
    """
    if not data.startswith(b"ply"):
        raise ValueError("does not begin with `ply`; expected a PLY file")
    head, end, _ = data[:_MOST_HEADER_BYTES].partition(b"end_header")
    if not end:
        raise ValueError("the header has no end (`end_header`); the file is truncated")
    kind = re.search(rb"(?m)^format[ \t]+(ascii|binary_\w+_endian)\b", head)
    if kind is None:
        raise ValueError("the header names no format (`format ascii 1.0` or binary)")
    is_text = kind[1] == b"ascii"
    needed = promised = 0
    for name, count, properties in _ply_elements(head.decode("ascii", errors="replace")):
        most = MOST_VERTICES if name == "vertex" else MOST_FACES
        _check_count("vertices" if name == "vertex" else f"rows of {name}", count, most)
        # a text row has a digit and a blank per value at least
        row = 2 * len(properties) if is_text else sum(map(_least_bytes, properties))
        needed += count * row
        promised += count
    follow = len(data) - len(head) - len(end)
    if needed > follow + 1:  # the last row of a text file may end without a line feed
        raise ValueError(
            f"the header promises {promised} rows, {needed} bytes or more, and {follow} follow: "
            "the file is truncated"
        )


def _ply_elements(head: str) -> list[tuple[str, int, list[list[str]]]]:
    """Parse (name, count, properties) of each element; a property is a list of words."""
    elements: list[tuple[str, int, list[list[str]]]] = []
    for line in head.splitlines():
        words = line.split()
        if words[:1] == ["element"]:
            if len(words) != 3 or not words[2].isdecimal() or len(words[2]) > 18:
                raise ValueError(f"header line `{line[:80]}` cannot be read")
            elements.append((words[1], int(words[2]), []))
        elif words[:1] == ["property"]:
            types = words[2:4] if words[1:2] == ["list"] else words[1:2]
            if not elements or not types or any(name not in _PLY_SIZES for name in types):
                raise ValueError(f"header line `{line[:80]}` cannot be read")
            elements[-1][2].append(words)
    if not {"vertex", "face"} <= {name for name, _, _ in elements}:
        raise ValueError("the header has no vertices or no faces; expected a mesh")
    return elements


def _least_bytes(words: list[str]) -> int:
    """Return the size of a property in a binary row; lists may be empty."""
    return _PLY_SIZES[words[2] if words[1] == "list" else words[1]]


def check_glb(data: bytes) -> None:
    """Check a GLB file's chunks, counts and scene graph.

    Raises:
        ValueError: not GLB, truncated, beyond the limits, or a scene that is no tree.
    """
    if len(data) < 20 or data[:4] != b"glTF":
        raise ValueError("does not begin with `glTF`; expected a GLB file")
    _, version, length, json_length, json_kind = struct.unpack("<4sIIII", data[:20])
    if version != 2 or json_kind != 0x4E4F534A:
        raise ValueError(f"GLB version {version} without a JSON chunk; expected version 2")
    if length > len(data) or 20 + json_length > len(data):
        raise ValueError(f"{len(data)} bytes; expected {length}: the file is truncated")
    try:
        tree = json.loads(data[20 : 20 + json_length])
        _check_gltf(tree)
    except (KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise ValueError(f"no valid glTF structure ({type(error).__name__}: {error})") from error


def _check_gltf(tree: Any) -> None:
    for part in ("accessors", "bufferViews", "buffers", "nodes", "meshes", "images", "scenes"):
        if len(tree.get(part, ())) > _MOST_PARTS:
            raise ValueError(f"{len(tree[part])} {part}; expected at most {_MOST_PARTS}")
    _check_count(
        "values in its accessors",
        sum(int(accessor["count"]) for accessor in tree.get("accessors", ())),
        4 * MOST_FACES,
    )
    for buffer in (*tree.get("buffers", ()), *tree.get("images", ())):
        uri = buffer.get("uri")
        if uri is not None and not uri.startswith("data:"):
            raise ValueError(f"refers to another file, {uri!r}; expected all in one")
    children = [[int(c) for c in node.get("children", ())] for node in tree.get("nodes", ())]
    _check_is_forest(children)


def _check_is_forest(children: Sequence[Sequence[int]]) -> None:
    """Raise if a node has two parents or is its own ancestor: walking it would not end."""
    reached = set(range(len(children))) - {child for of_node in children for child in of_node}
    queue = list(reached)
    while queue:
        for child in children[queue.pop()]:
            if child in reached:
                raise ValueError(f"node {child} of its scene has two parents")
            reached.add(child)
            queue.append(child)
    if len(reached) < len(children):
        raise ValueError("its scene graph is circular")


def _check_count(what: str, count: int, most: int) -> None:
    if count > most:
        raise ValueError(f"{count} {what}; expected a face of at most {most}")

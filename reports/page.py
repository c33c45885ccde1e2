"""A self-contained page: one HTML file that opens from disk and asks no network for anything.

A new page is a module that makes sections of the blocks in `page_blocks` and calls `write_page`;
script and style (`web/`) are shared by all.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from .page_blocks import Head, Section, cell_text, cell_value
from .page_meshes import BufferStore

WEB = Path(__file__).resolve().parent / "web" / "dist"


def render_page(head: Head, sections: Sequence[Section]) -> str:
    """Return a page as text."""
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            head=head,
            sections=sections,
            buffers=BufferStore(),
            style=Markup(_asset("style.css", "</style")),
            script=Markup(_asset("page.js", "</script")),
            licences=(WEB / "LICENCES.txt").read_text(encoding="utf-8"),
        )
    )


def write_page(out: Path, head: Head, sections: Sequence[Section]) -> int:
    """Write a page, whole or not at all.

    Args:
        out: an .html file.
        head: title, badges and facts.
        sections: in order.

    Returns:
        Its size in bytes.

    Raises:
        ValueError: another suffix, or a block that cannot be shown.
    """
    if out.suffix != ".html":
        raise ValueError(f"{out}: expected a name that ends in .html")
    content = render_page(head, sections).encode()
    out.parent.mkdir(parents=True, exist_ok=True)
    half = out.with_name(f".{out.name}.part")
    half.write_bytes(content)
    half.replace(out)
    return len(content)


def source_hashes() -> dict[str, str]:
    """Return SHA-256 sums of the sources in `web/` and of what was built from them, as they are.

    `web/build.mjs` wrote the same of its run to `hashes.json`.
    """
    folder = WEB.parent
    named = ["build.mjs", "package.json", "package-lock.json"]
    sources = sorted([*named, *(f"src/{path.name}" for path in (folder / "src").iterdir())])
    products = ["dist/LICENCES.txt", "dist/page.js", "dist/style.css"]
    return {"sources": _digest(folder, sources), "products": _digest(folder, products)}


def _digest(folder: Path, names: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for name in names:
        digest.update(name.encode() + (folder / name).read_bytes())
    return digest.hexdigest()


def _asset(name: str, end: str) -> str:
    """Return script or style; it must not hold what ends its element."""
    text = (WEB / name).read_text(encoding="utf-8")
    assert end not in text.lower(), f"{name} holds {end}"
    return text


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).resolve().parent),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["value"] = cell_value
    environment.filters["script_json"] = _script_json
    environment.globals["text_of"] = cell_text
    environment.globals["kind"] = lambda block: type(block).__name__
    return environment


def _script_json(value: Any) -> Markup:
    """Return JSON that may stand in a script element."""
    text = json.dumps(value, separators=(",", ":"), allow_nan=False)
    return Markup(text.replace("<", "\\u003c").replace("&", "\\u0026"))

"""What the documentation site holds beside `docs/`: MkDocs calls these functions (`mkdocs.yml`).

- `README.md` is the first page; `CONTRIBUTING.md` and `CHANGELOG.md` are pages too.
- Every public module has a page of the API reference, made from its docstrings.
- A link to a file outside `docs/` leads to its page, or to a copy of the file.
- A pattern in the navigation stands for the pages that no other entry names.
"""

from __future__ import annotations

import os
import re
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

PROJECT = Path(__file__).resolve().parents[1]
ROOT_PAGES = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
}
REFERENCE, COPIES = "reference", "repository"

_LINK = re.compile(r"(?<=\]\()(?P<target>[^)\s#]+)(?P<anchor>#[^)\s]*)?(?=[)\s])")
_FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)


def public_modules() -> list[str]:
    """Return the dotted names of the packages and modules whose names are an interface.

    `__main__` and the scripts below `benchmarks/speed` are commands: `--help` describes them.
    """
    names = [path.stem for path in PROJECT.glob("*.py")]
    for init in PROJECT.glob("*/__init__.py"):
        package = init.parent.name
        names.append(package)
        modules = (path.stem for path in init.parent.glob("*.py"))
        names += [f"{package}.{name}" for name in modules if not name.startswith("_")]
    return sorted(names)


def reference_page(module: str) -> str:
    """Return where the page of a module lies: a package's own one is its folder's index."""
    path = PurePosixPath(REFERENCE, *module.split("."))
    return f"{path}/index.md" if (PROJECT / module / "__init__.py").is_file() else f"{path}.md"


def site_page(source: PurePosixPath) -> str | None:
    """Return the page or file of the site that shows a file of the project.

    Args:
        source: its path below the project's folder, or that of a folder.

    Returns:
        A path as in `docs/`; None for what is not there.
    """
    if source.as_posix() in ROOT_PAGES:
        return ROOT_PAGES[source.as_posix()]
    if source.parts[:1] == ("docs",):
        inside = PurePosixPath(*source.parts[1:])
        if (PROJECT / source).is_dir():
            pages = sorted((PROJECT / source).glob("*.md"), key=lambda p: (p.stem != "index", p))
            return f"{inside}/{pages[0].name}" if pages else None
        return str(inside)
    module = ".".join(source.with_suffix("").parts).removesuffix(".__init__")
    if source.suffix == ".py" and module in public_modules():
        return reference_page(module)
    return f"{COPIES}/{source}" if (PROJECT / source).is_file() else None


def site_links(text: str, source: PurePosixPath, page: str) -> str:
    """Let the links of a page that point outside `docs/` lead to the site's pages.

    Args:
        text: Markdown.
        source: path of its file below the project's folder.
        page: path of its page, as in `docs/`.
    """

    def replace(match: re.Match[str]) -> str:
        target = match["target"]
        if ":" in target or target.startswith("/"):
            return match[0]
        shown = site_page(_joined(source.parent, target))
        if shown is None:  # left as it is: MkDocs says so
            return match[0]
        return os.path.relpath(shown, PurePosixPath(page).parent) + (match["anchor"] or "")

    fences = [fence.span() for fence in _FENCE.finditer(text)]

    def outside(match: re.Match[str]) -> str:
        in_code = any(begin <= match.start() < end for begin, end in fences)
        return match[0] if in_code else replace(match)

    return _LINK.sub(outside, text)


def expand(entry: Any, pages: list[str], named: set[str]) -> Any:
    """Replace the patterns in a part of the navigation by the pages that they stand for.

    Args:
        entry: of `nav`: a path, a list or a dictionary of one title.
        pages: all of the site.
        named: those that stand in the navigation already; those that a pattern finds are added.
    """
    if isinstance(entry, dict):
        return {title: expand(value, pages, named) for title, value in entry.items()}
    if isinstance(entry, str):
        return entry
    expanded: list[Any] = []
    for item in entry:
        if not (isinstance(item, str) and "*" in item):
            expanded.append(expand(item, pages, named))
            continue
        if item.startswith(f"{REFERENCE}/"):
            expanded += _reference_navigation()
            named.update(page for page in pages if page.startswith(f"{REFERENCE}/"))
            continue
        found = [page for page in pages if page not in named and _matches(page, item)]
        named.update(found)
        expanded += sorted(found, key=lambda page: (not page.endswith("/index.md"), page))
    return [item for item in expanded if not _is_empty(item)]


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made, then the copies of linked files, and fill in the navigation."""
    for name, page in ROOT_PAGES.items():
        text = site_links((PROJECT / name).read_text(), PurePosixPath(name), page)
        files.append(File.generated(config, page, content=text))
    for module in public_modules():
        text = f"---\ntitle: {module.rpartition('.')[2]}\n---\n\n::: {module}\n"
        files.append(File.generated(config, reference_page(module), content=text))
    for copy in sorted(_linked_copies(files)):
        source = PROJECT / PurePosixPath(copy).relative_to(COPIES)
        files.append(File.generated(config, copy, content=source.read_bytes()))
    pages = sorted(file.src_uri for file in files.documentation_pages())
    named: set[str] = set()
    _collect(config.nav, named)
    config.nav = expand(config.nav, pages, named)
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Point the links of a page of `docs/` to the site's pages."""
    if page.file.abs_src_path is None:
        return markdown
    source = PurePosixPath("docs", page.file.src_uri)
    return site_links(markdown, source, page.file.src_uri)


def _joined(folder: PurePosixPath, target: str) -> PurePosixPath:
    return PurePosixPath(os.path.normpath(folder / target))


def _matches(page: str, pattern: str) -> bool:
    """Say whether a page is one of a pattern's; `*` does not reach into folders."""
    return page.count("/") == pattern.count("/") and fnmatch(page, pattern)


def _is_empty(item: Any) -> bool:
    return isinstance(item, dict) and not next(iter(item.values()))


def _collect(entry: Any, named: set[str]) -> None:
    if isinstance(entry, dict):
        entry = list(entry.values())
    if isinstance(entry, str):
        named.add(entry)
        return
    for item in entry or ():
        _collect(item, named)


def _reference_navigation() -> list[Any]:
    """Return the modules by package."""
    sections: dict[str, list[str]] = {}
    for module in public_modules():
        sections.setdefault(module.partition(".")[0], []).append(reference_page(module))
    return [{name: pages} if len(pages) > 1 else pages[0] for name, pages in sections.items()]


def _linked_copies(files: Files) -> set[str]:
    """Return the files outside `docs/` that a page links to."""
    sources = {PurePosixPath(name): page for name, page in ROOT_PAGES.items()}
    for file in files.documentation_pages():
        if file.abs_src_path is not None:
            sources[PurePosixPath("docs", file.src_uri)] = file.src_uri
    copies = set()
    for source in sources:
        for match in _LINK.finditer(_FENCE.sub("", (PROJECT / source).read_text())):
            if ":" in match["target"] or match["target"].startswith("/"):
                continue
            shown = site_page(_joined(source.parent, match["target"]))
            if shown is not None and shown.startswith(f"{COPIES}/"):
                copies.add(shown)
    return copies

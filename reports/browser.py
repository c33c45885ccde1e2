"""A Chromium without a window and without a network, to look at pages and to test them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# 3D graphics by software: machines that run tests have no screen.
_ARGUMENTS = (
    "--no-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
)


def find_chromium() -> str | None:
    """Return the path of an installed Chromium or Chrome, or None."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


@contextmanager
def open_page(
    path: Path, size: tuple[int, int] = (1280, 900), *, dark: bool = False, touch: bool = False
) -> Iterator[Page]:
    """Open a page from disk.

    Args:
        path: an .html file.
        size: of the window, pixels.
        dark: what the system says that the reader prefers.
        touch: as on a phone: fingers, no mouse, and the page as wide as it says that it is.

    Raises:
        OSError: there is no Chromium, or playwright is not installed.
    """
    executable = find_chromium()
    if executable is None:
        raise FileNotFoundError(f"no Chromium: none of {', '.join(_NAMES)} is on the PATH")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise OSError("playwright is not installed; pip install -e .[dev]") from error
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(_ARGUMENTS))
        try:
            context = browser.new_context(
                viewport={"width": size[0], "height": size[1]},
                color_scheme="dark" if dark else "light",
                has_touch=touch,
                is_mobile=touch,
                offline=True,
            )
            page = context.new_page()
            page.goto(path.resolve().as_uri())
            yield page
        finally:
            browser.close()

"""A picture of a page, as a browser shows it: for documentation."""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

from PIL import Image

from .browser import open_page

_WIDTH, _HEIGHT = 1280, 1080
_SHOWN_WIDTH = 1000
_VIEWERS = "[data-block=viewers]"


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `picture` to the command line."""
    parser = commands.add_parser(
        "picture",
        help="photograph a page",
        description=__doc__,
        examples=(
            "python -m reports picture runs/report.html --out report.jpg",
            "python -m reports picture runs/report.html --out report.jpg --dark",
        ),
    )
    parser.add_argument("page", type=Path, help="an .html file")
    parser.add_argument("--out", type=Path, required=True, help="a .jpg file")
    parser.add_argument("--dark", action="store_true", help="as at night")


def run(arguments: argparse.Namespace) -> None:
    """Draw the first sample of a page, its views turned a little, and say where the picture is."""
    picture(arguments.page, arguments.out, dark=arguments.dark)
    sys.stdout.write(f"Picture: {arguments.out}\n")


def picture(page: Path, out: Path, *, dark: bool = False) -> None:
    """Photograph the first sample of a page; of a page without 3D views, its beginning.

    Args:
        page: an .html file.
        out: a .jpg file.
        dark: in dark colours.

    Raises:
        OSError: there is no such page, or no Chromium.
    """
    if not page.is_file():
        raise FileNotFoundError(f"{page} does not exist; run make report first")
    with open_page(page, (_WIDTH, _HEIGHT), dark=dark) as shown:
        views = shown.locator(_VIEWERS).first
        if views.count():
            views.evaluate("e => e.closest('details').scrollIntoView({block: 'start'})")
            shown.wait_for_selector("canvas[data-drawn]")
            views.locator("[data-turn=ArrowRight]").click(click_count=3)
            shown.evaluate("document.activeElement.blur()")
            shown.wait_for_timeout(500)
        content = shown.screenshot()
    image = Image.open(io.BytesIO(content)).convert("RGB")
    image.thumbnail((_SHOWN_WIDTH, _SHOWN_WIDTH), Image.Resampling.LANCZOS)
    out.parent.mkdir(parents=True, exist_ok=True)
    image.save(out, quality=82, optimize=True)
